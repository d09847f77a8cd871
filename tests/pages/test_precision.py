"""A citation is as exact as the date of the article, and no more."""

import json

import pytest

from generator.pages.citation import Work, as_bibtex, as_csl, as_ris, as_text, tags


def work(day: str, words: str) -> Work:
    return Work("page-x", "Talks", "", "", "Site", day, words, "", "en")


@pytest.mark.parametrize(
    ("day", "ris", "csl"),
    [
        ("2025-12-04", "DA  - 2025/12/04/", {"date-parts": [[2025, 12, 4]]}),
        ("2025-12", "DA  - 2025/12//", {"date-parts": [[2025, 12]]}),
        ("2025", "DA  - 2025///", {"date-parts": [[2025]]}),
        ("2025~", "DA  - 2025///in words", {"date-parts": [[2025]], "circa": True}),
    ],
)
def test_every_format_keeps_the_precision(day, ris, csl):
    cited = work(day, "in words")
    assert ris in as_ris(cited).split("\n")
    assert json.loads(as_csl(cited))[0]["issued"] == csl
    assert "in words" in as_text(cited)
    assert dict(tags(cited))["citation_publication_date"] == day.rstrip("~").replace("-", "/")


def test_bibtex_has_a_date_or_a_year():
    day = as_bibtex(work("2025-12-04", ""))
    assert all(part in day for part in ("year = {2025}", "month = dec", "day = {4}"))
    assert " date =" not in day
    month = as_bibtex(work("2025-12", ""))
    assert "year = {2025}" in month
    assert "month = dec" in month
    assert " date =" not in month
    assert "date = {2025~}" in as_bibtex(work("2025~", ""))
