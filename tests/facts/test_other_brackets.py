"""An annotation in the wrong brackets is found, with the right ones as its remedy; links and code are left alone."""

import pytest
from support.projects import FRONT

from generator.articles import read_article
from generator.facts.check import check_words
from generator.schema import read_schema
from generator.text.source import SourceText

SCHEMA, _ = read_schema(())


def found(text: str) -> list[tuple[int, str]]:
    """The column and the remedy of each finding."""
    article, problems = read_article(SourceText("content/articles/paper.md", f"{FRONT}{text}\n"))
    assert article
    assert not problems
    problems = tuple(check_words(article, SCHEMA))
    assert {each.rule for each in problems} <= {"annotation-has-braces"}
    return [(each.span.column, each.hint) for each in problems]


@pytest.mark.parametrize(
    ("text", "column", "remedy"),
    [
        ("[Ann Roe](person=ann-roe) came", 10, "write `{person=ann-roe}`"),
        ('[Ann Roe](person=ann-roe role="an envoy")', 10, 'write `{person=ann-roe role="an envoy"}`'),
        ("[Ann Roe](person=Ann-Roe)", 10, "write `{person=Ann-Roe}`"),
        ("[Ann Roe] (person=ann-roe)", 11, "write `{person=ann-roe}`"),
        ("[Ann Roe][person=ann-roe]", 10, "write `{person=ann-roe}`"),
        ("[Tuesday](date=2025-12-02)", 10, "write `{date=2025-12-02}`"),
        ("[“Yes”](.quote by=ann-roe)", 8, "write `{.quote by=ann-roe}`"),
        ("[[Ann Roe](person=ann-roe) met]{meeting=talks name=Talks}", 11, "write `{person=ann-roe}`"),
        ("(Ann Roe){person=ann-roe}", 10, "put the words in square brackets: `[…]{person=ann-roe}`"),
    ],
)
def test_other_brackets_are_found(text: str, column: int, remedy: str):
    assert found(text) == [(column, remedy)]


@pytest.mark.parametrize(
    "text",
    [
        "[Ann Roe](https://example.org/?person=ann-roe)",
        "Write `[Ann\nRoe](person=ann-roe) and\nmore` here.",
        "Write ``a ` b\n[Ann Roe](person=ann-roe)`` here.",
        "[Ann Roe](?person=ann-roe)",
        "[Ann Roe](#person=ann-roe)",
        "[Ann Roe](person=ann-roe.html)",
        "[Ann Roe](speed=ann-roe)",
        "[Ann Roe](person)",
        "`[Ann Roe](person=ann-roe)`",
        "    [Ann Roe](person=ann-roe)",
        "[Ann Roe\\](person=ann-roe)",
        "f(x){return=1}",
    ],
)
def test_ordinary_links_and_code_are_left_alone(text: str):
    assert found(text) == []
