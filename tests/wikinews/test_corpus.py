"""Reports that nobody here wrote, as articles: every mention at its place, the text unchanged."""

import re

import pytest
from agreement import disagreements, unfounded
from annotate import WORDS, annotate, fold, things, title
from corpus import corpus

pytestmark = pytest.mark.slow

ISO = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
DATED = re.compile(rf'(?:(?:when|from|to|notBefore|notAfter)="{ISO}"\s*)+(?:rend="\w+")?')


def test_words_and_mentions_are_those_of_the_reports():
    known = things(corpus())
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        assert list(disagreements(report, article, known)) == [], report["id"]


def test_nothing_that_can_stand_is_dropped():
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        assert list(unfounded(report, article)) == [], report["id"]


def test_what_is_of_no_kind_of_ours_is_of_another_type_in_the_report():
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        others = [m for m in report["mentions"] if title(m) and m["type"] not in WORDS]
        told = [d for d in article.dropped if d.reason == "another kind"]
        assert [(d.start, d.end) for d in told] == [(m["start"], m["end"]) for m in others]


def test_every_date_with_a_year_is_annotated():
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        told = {(d.start, d.end) for d in article.dropped if d.reason == "no date"}
        for date in report["dates"]:
            assert bool(DATED.fullmatch(date["when"])) != ((date["start"], date["end"]) in told), date


def test_every_identity_is_annotated_by_one_word_and_one_id():
    identities = {m["identity"] for r in corpus() for m in r["mentions"] if m["identity"] and m["type"] in WORDS}
    annotated = {(p.word, p.value) for article in annotate(corpus()) for p in article.places if p.word != "date"}
    assert len(annotated) == len({value for _, value in annotated}) == len(identities)


def test_every_article_names_where_it_was_published():
    for report, article in zip(corpus(), annotate(corpus()), strict=True):
        front = article.markdown.split("---\n")[1]
        assert re.search(r'^publisher: "Wikinews"\nurl: "https://en\.wikinews\.org/wiki/\S+"$', front, re.MULTILINE)
        assert fold(report["title"]) in front.replace('\\"', '"')
