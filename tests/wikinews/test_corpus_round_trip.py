"""Reports that nobody here wrote go out as our exports, and come in again with the same words and annotations."""

from pathlib import Path

import pytest
from annotate import annotate
from corpus import corpus
from support.round_trip import FORMS, round_trip

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("form", FORMS)
def test_every_report_comes_back_whole(tmp_path: Path, form: str):
    folder = tmp_path / "out/content/articles"
    folder.mkdir(parents=True)
    for article in annotate(corpus()):
        (folder / f"{article.id}.md").write_text(article.markdown, "utf-8")
    returned = round_trip(tmp_path / "out", tmp_path / "in", form)
    print(f"wikinews-gum as {form}: {returned}")  # noqa: T201 -- the figures that a note gives, with `-rP`
    assert (returned.fronts, returned.lost.total(), returned.texts) == ({}, 0, [])
