"""What becomes of one report: its text escaped, its mentions nested, its dates in EDTF, its titles as ids."""

import pytest
from agreement import disagreements, parsed
from annotate import Place, annotate, edtf, things

EMPTY = {"id": "GUM_x", "title": "X", "date": "2015-09-22", "url": "", "text": "abc", "mentions": [], "dates": []}


def mention(start, end, identity, type_="place"):
    return {"start": start, "end": end, "type": type_, "identity": identity}


def body(**report):
    (article,) = annotate([{**EMPTY, **report}])
    return article.markdown.split("---\n\n", 1)[1].removesuffix("\n")


def test_the_whole_file_of_a_report():
    report = {
        "id": "GUM_news_talks",
        "title": 'Talks in "Kyiv"',
        "date": "2015-09-22",
        "url": "https://en.wikinews.org/wiki/Talks",
        "text": "Talks in Kyiv\n\nTuesday, September 22\n\n- He met US President Obama.",
        "mentions": [mention(9, 13, "Kyiv"), mention(47, 49, "United_States"), mention(47, 65, "Obama", "person")],
        "dates": [{"start": 15, "end": 36, "when": 'when="2015-09-22" rend="bold"'}],
    }
    (article,) = annotate([report])
    assert article.id == "gum-news-talks"
    assert (
        article.markdown
        == r"""---
title: "Talks in \"Kyiv\""
date: "2015-09-22"
publisher: "Wikinews"
url: "https://en.wikinews.org/wiki/Talks"
language: "en"
licence: "CC BY"
---

Talks in [Kyiv]{place=kyiv}

[Tuesday, September 22]{date=2015-09-22}

\- He met [[US]{place=united-states} President Obama]{person=obama}.
"""
    )
    assert parsed(article).front.title == 'Talks in "Kyiv"'


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*a* _b_ `c` <d> &amp; [e](f)", r"\*a\* \_b\_ \`c\` \<d> \&amp; \[e\](f)"),
        ("[a]{person=b}", r"\[a\]\{person=b}"),
        ("# a\n> b\n1. c\n2) d\n===\n:::", "\\# a\n\\> b\n1\\. c\n2\\) d\n\\===\n\\:::"),
        ("    a  \n\n\n\n\tb \r\nc", "a\n\nb\nc"),
        ("a - b + c = 1. 2", "a - b + c = 1. 2"),
        (" \n ", ""),
    ],
)
def test_markup_becomes_text(text, markdown):
    assert body(text=text) == markdown


def test_mentions_at_the_very_ends_and_around_each_other():
    report = {
        **EMPTY,
        "text": "*Kyiv*",
        "mentions": [mention(0, 6, "Kyiv"), mention(0, 6, "Kyiv"), mention(1, 5, "Kyiv")],
    }
    (article,) = annotate([report])
    assert article.markdown.endswith("\n\n[[\\*[Kyiv]{place=kyiv}\\*]{place=kyiv}]{place=kyiv}\n")
    assert list(disagreements(report, article, things([report]))) == []


def test_of_two_that_cross_the_longer_one_stands():
    (article,) = annotate([{**EMPTY, "text": "one two three", "mentions": [mention(5, 11, "B"), mention(0, 7, "A")]}])
    assert article.places == (Place(0, 7, "place", "a"),)
    assert [(dropped.reason, dropped.start) for dropped in article.dropped] == [("crossing", 5)]


def test_eight_stand_inside_each_other_and_the_ninth_is_dropped():
    (article,) = annotate([{**EMPTY, "text": "x" * 20, "mentions": [mention(n, 20 - n, "Kyiv") for n in range(10)]}])
    assert [place.start for place in article.places] == list(range(8))
    assert [dropped.reason for dropped in article.dropped] == ["too deep", "too deep"]
    assert len(parsed(article).annotations) == 8


def test_a_mention_over_two_lines_stands_and_one_over_two_paragraphs_is_dropped():
    (lines,) = annotate([{**EMPTY, "text": "one\ntwo", "mentions": [mention(0, 7, "Kyiv")]}])
    assert parsed(lines).annotations[0].label == "one two"
    (paragraphs,) = annotate([{**EMPTY, "text": "on\n\ntwo", "mentions": [mention(0, 7, "Kyiv")]}])
    assert [dropped.reason for dropped in paragraphs.dropped] == ["several paragraphs"]


def test_a_thing_is_what_most_of_its_mentions_say():
    types = {
        "Google": ["place", "organization", "organization"],
        "Georgia": ["organization", "place"],
        "Vote": ["event"],
    }
    mentions = [mention(0, 3, name, type_) for name, said in types.items() for type_ in said]
    known = things([{**EMPTY, "mentions": mentions[:2]}, {**EMPTY, "mentions": mentions[2:]}])
    assert {name: thing.word for name, thing in known.items()} == {"Google": "org", "Georgia": "place"}


def test_ids_are_made_of_titles_and_numbered_where_they_meet():
    names = [
        "Irving%2C_Texas",
        "Irving, Texas",
        "Eberhard_Grün",
        "Łódź",
        "A_b",
        "A-b",
        "Москва",
        "Index",
        "?",
        "x" * 300,
    ]
    ids = {name: thing.id for name, thing in things([{**EMPTY, "mentions": [mention(0, 3, n) for n in names]}]).items()}
    assert ids == {
        "Irving, Texas": "irving-texas",
        "Eberhard Grün": "eberhard-grun",
        "Łódź": "lodz",
        "A b": "a-b",
        "A-b": "a-b-2",
        "Москва": "u43c-u43e-u441-u43a-u432-u430",
        "Index": "index-2",
        "?": "thing",
        "x" * 300: "x" * 100,
    }


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ('when="2015-09-22" rend="bold"', "2015-09-22"),
        ('when="2015-09"', "2015-09"),
        ("2015", "2015"),
        ('from="2015-09-14" to="2015-09-20"', "2015-09-14/2015-09-20"),
        ('notBefore="1979" notAfter="2013-10-14"', "1979/2013-10-14"),
        ('notBefore="2001" notAfter="2001"', "2001"),
        ('notAfter="2008-01-19"', "../2008-01-19"),
        ('when="-2009-03-13"', None),
        ('from="--09-15" to="--09-30"', None),
        ('when="2015-02-30"', None),
        ("", None),
    ],
)
def test_dates_become_edtf(when, date):
    assert edtf(when) == date
