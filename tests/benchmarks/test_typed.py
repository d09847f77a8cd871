"""What people type to annotate, counted."""

from pathlib import Path

from support.projects import FRONT
from typed import measured

TEXT = """[[Ann Roe]{person=ann-roe role="special envoy"} came]{meeting=2025-12-02-bern}.
[[Ann Roe]{person=ann-roe} left on [Tuesday]{date=2025-12-02}]{meeting=2025-12-03-bern}.
"""


def test_an_attribute_that_holds_at_another_mention_is_counted_as_repeated(tmp_path: Path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/2025-12-04-talks.md").write_text(FRONT + TEXT, "utf-8")
    (row,) = measured(tmp_path)
    braces = ['{person=ann-roe role="special envoy"}', "{meeting=2025-12-02-bern}", "{person=ann-roe}"]
    braces += ["{date=2025-12-02}", "{meeting=2025-12-03-bern}"]
    assert (row.annotations, row.now) == (5, sum(len(each) + len("[]") for each in braces))
    assert (row.repeated, row.before - row.now) == (1, len(' role="special envoy"'))
