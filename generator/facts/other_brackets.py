"""Annotations in other brackets than `[…]{…}`: Markdown would make links or plain text of them, and no facts."""

import re
from collections.abc import Collection, Iterator

from generator.articles.model import Article
from generator.articles.read import INLINE_CODE
from generator.diagnostics.problem import Problem
from generator.facts.annotation_schema import STATEMENTS, UNNAMED

_HEAD = r"(?:(?P<kind>[a-z][a-z0-9_-]{0,40})=[\w~?%/-]{1,130}|\.(?P<dotted>[a-z]{1,20}))(?=[\s)\]}])"
_BRACKETS = re.compile(rf"(?<!\\)(?:\] ?(?=[(\[])|\)(?=\{{))(?P<braces>[(\[{{]{_HEAD}[^()\[\]{{}}]{{0,300}}[)\]}}])")
_CODE = re.compile(INLINE_CODE.pattern, re.DOTALL)
"""A code span of a block, over all its lines."""


def check_brackets(article: Article, kinds: Collection[str]) -> Iterator[Problem]:
    """What would be an annotation of one of some kinds in the right brackets; code and ordinary links are none."""
    for block in article.blocks:
        text = article.source.text[block.span.start : block.span.end]
        for match in _BRACKETS.finditer(_CODE.sub(lambda code: " " * len(code[0]), text)):
            if match["kind"] in kinds or match["dotted"] in (*STATEMENTS, UNNAMED):
                yield _problem(article, match["braces"], block.span.start + match.start("braces"))


def _problem(article: Article, words: str, start: int) -> Problem:
    if words.startswith("{"):
        message, hint = "the braces follow round brackets", f"put the words in square brackets: `[…]{words}`"
    else:
        form = "round" if words.startswith("(") else "square"
        message, hint = f"an annotation in {form} brackets, of which nothing is read", f"write `{{{words[1:-1]}}}`"
    return Problem("annotation-has-braces", message, article.source.span(start, start + len(words)), hint=hint)
