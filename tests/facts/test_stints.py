"""What an article says of an office without dates is evidence of the dated office of that day."""

from itertools import permutations
from pathlib import Path

import pytest
from support.projects import communique

HEAD = "---\ntitle: News\ndate: {}\npublisher: The Paper\n---\n\n"
RECORD = "content/records/persons/ann-roe.yaml"
SAID = "[Ann Roe]{person=ann-roe role=envoy country=us} spoke.\n"


def write(root: Path, name: str, date: str, text: str) -> None:
    path = root / f"content/articles/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(date) + text, "utf-8")


def stints(root: Path) -> list[str]:
    """The days from which the record has the office, "" for none."""
    items = (root / RECORD).read_text("utf-8").partition("positions:\n")[2].split("  - title: envoy\n")[1:]
    return [next((line.split()[1].strip("'") for line in item.splitlines() if "from:" in line), "") for item in items]


@pytest.mark.parametrize("until", ["", "    to: 2021\n"])
def test_a_person_dates_what_an_article_says(tmp_path: Path, until: str):
    write(tmp_path, "a", "2019-01-02", SAID)
    assert communique(tmp_path, "extract")[0] == 0
    record = tmp_path / RECORD
    dated = record.read_text("utf-8").replace("    for: us\n", f"    for: us\n    from: 2017\n{until}")
    record.write_text(dated, "utf-8")
    communique(tmp_path, "extract")
    assert record.read_text("utf-8") == dated
    findings = communique(tmp_path, "check", "--all")[1]
    assert "lacks it" not in findings
    assert findings.count("no source is given") == (1 if until else 0), findings


@pytest.mark.parametrize(
    ("start", "date", "found"),
    [
        ("from=2017 until=2021", "2019-01-02", ["2017"]),
        ("from=2017 until=2021", "2010-01-02", ["", "2017"]),
        ("from=2017 until=2021", "2023-01-02", ["", "2017"]),
        ("from=2017", "2023-01-02", ["2017"]),
        ("from=2017-05", "2017-05", ["2017-05"]),
    ],
)
def test_only_an_office_of_that_day_is_meant(tmp_path: Path, start: str, date: str, found: list[str]):
    write(tmp_path, "a", "2024-01-02", SAID.replace("}", f" {start}}}"))
    write(tmp_path, "b", date, SAID)
    assert communique(tmp_path, "extract")[0] == 0
    assert sorted(stints(tmp_path)) == found


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_runs_changes_nothing(tmp_path: Path, order: tuple[int, ...]):
    articles = [
        ("2018-01-02", SAID.replace("}", " from=2017}")),
        ("2019-01-02", SAID),
        ("2026-01-02", SAID.replace("}", " from=2025}")),
    ]
    for n in order:
        write(tmp_path, f"a{n}", *articles[n])
        assert communique(tmp_path, "extract")[0] == 0
    assert sorted(stints(tmp_path)) == ["2017", "2025"]


def test_a_beginning_that_no_article_gives_any_more_goes(tmp_path: Path):
    write(tmp_path, "a", "2026-01-02", SAID.replace("}", " from=2025}"))
    communique(tmp_path, "extract")
    write(tmp_path, "a", "2026-01-02", SAID)
    communique(tmp_path, "extract")
    assert stints(tmp_path) == [""]
