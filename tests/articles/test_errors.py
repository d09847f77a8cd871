"""Every article in errors.md has exactly the report that stands behind it; COMMUNIQUE_UPDATE=1 writes them anew."""

import os
import re
from pathlib import Path

import pytest
from support.projects import SHORT_FRONT as FRONT

from generator.articles import read_article
from generator.diagnostics.problem import report
from generator.text.source import SourceText

GALLERY = Path(__file__).parent / "errors.md"
BRINGS_ITS_OWN = re.compile(r"No front matter|An empty file|Front matter ")
CASE = re.compile(
    r"^## (?P<title>.+)\n\n````article\n(?P<text>[^`]*)````\n\n````report\n(?P<report>[^§]*?)````\n", re.MULTILINE
)
CASES = {match["title"]: match for match in CASE.finditer(GALLERY.read_text("utf-8"))}


def told(title: str, text: str) -> str:
    whole = text if text.startswith("---") or BRINGS_ITS_OWN.match(title) else FRONT + text
    article, problems = read_article(SourceText("content/articles/talks.md", whole))
    assert article is None
    return report(problems, "text")


@pytest.mark.parametrize("title", CASES)
def test_an_error_is_told_exactly(title):
    assert told(title, CASES[title]["text"]) == CASES[title]["report"]


def test_the_gallery_is_whole():
    assert len(CASES) == GALLERY.read_text("utf-8").count("\n## ") > 50


if os.environ.get("COMMUNIQUE_UPDATE"):

    def _anew(match: re.Match[str]) -> str:
        head = match.group()[: match.start("report") - match.start()]
        return f"{head}{told(match['title'], match['text'])}````\n"

    GALLERY.write_text(CASE.sub(_anew, GALLERY.read_text("utf-8")), "utf-8")
    CASES = {match["title"]: match for match in CASE.finditer(GALLERY.read_text("utf-8"))}
