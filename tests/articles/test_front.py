"""What an article says of itself before its text."""

import pytest

from generator.articles import read_article
from generator.articles.front import front_spans
from generator.articles.model import FrontMatter
from generator.text.source import SourceText

WHOLE = """---
title: "Talks: a start"
date: 2025-12-04
publisher: The Paper   # its name in print
author: A. Writer
url: https://example.org/a
language: en
licence: CC BY 4.0
retrieved: 2025-12-05
origin: first-report
---
They met.
"""


def read(text):
    return read_article(SourceText("content/articles/talks.md", text))


def test_every_entry_is_read():
    article, problems = read(WHOLE)
    assert problems == ()
    assert article.front == FrontMatter(
        title="Talks: a start",
        date="2025-12-04",
        publisher="The Paper",
        author="A. Writer",
        url="https://example.org/a",
        language="en",
        licence="CC BY 4.0",
        retrieved="2025-12-05",
        origin="first-report",
    )
    assert [block.text for block in article.blocks] == ["They met."]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_those_of_the_file(line_break, mark):
    source = SourceText("content/articles/talks.md", mark + WHOLE.replace("\n", line_break))
    spans = front_spans(source)
    assert {key: span.text for key, span in spans.items()} == {
        "title": '"Talks: a start"',
        "date": "2025-12-04",
        "publisher": "The Paper",
        "author": "A. Writer",
        "url": "https://example.org/a",
        "language": "en",
        "licence": "CC BY 4.0",
        "retrieved": "2025-12-05",
        "origin": "first-report",
    }
    assert spans["date"].source is source
    assert (spans["date"].line, spans["date"].column) == (3, 7)


@pytest.mark.parametrize("text", ["", "They met.", "---\ntitle: x", "---\n- a\n---\n", "---\n[\n---\n"])
def test_there_are_no_places_without_front_matter(text):
    assert front_spans(SourceText("content/articles/talks.md", text)) == {}


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("---\ntitle: [a\ndate: 2025\n---\nx", "yaml-is-valid", (2, 8)),
        ("---\r\n- title\r\n---\r\nx", "yaml-is-mapping", (2, 1)),
        ("\ufeff---\ntitle: x\ndate: &a 2025\n---\nx", "yaml-is-plain", (3, 7)),
        ("---\ntitle: x\ndate: 2025\nDate: 2026\n---\nx", "front-matter-is-known", (4, 1)),
        ("---\ntitle: x\ndate: 2025\n----\nx", "front-matter-is-closed", (1, 1)),
        ("----\ntitle: x\n----\nx", "front-matter-is-first", (1, 1)),
        (" ---\ntitle: x\n---\nx", "front-matter-is-first", (1, 1)),
    ],
)
def test_mistakes_are_told_where_they_are(text, rule, place):
    article, (problem, *_) = read(text)
    assert article is None
    assert problem.rule == rule
    assert (problem.span.line, problem.span.column) == place


def test_blanks_behind_the_lines_don_t_matter():
    article, problems = read("--- \t\ntitle: x\ndate: 2025-12-04\n---  \n\n[y]{person=z}")
    assert problems == ()
    assert article.annotations[0].span.text == "[y]{person=z}"


def test_an_article_may_have_no_text():
    article, problems = read("---\ntitle: x\ndate: 2025-12-04\n---")
    assert (problems, article.blocks, article.annotations) == ((), (), ())
