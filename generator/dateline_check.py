"""Whether articles have the day of their datelines: `check` asks it with the data of drafting."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.articles.model import Article
from generator.diagnostics.problem import Problem
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach
from generator.schema.model import Ref

_FIRST = 5  # blocks in which a dateline may stand
_SHORT = 300  # characters of one that may be read
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Finding(NamedTuple):
    """What is odd about the dateline of an article, and where."""

    message: str
    hint: str
    start: int
    end: int


def check_datelines(base: KnowledgeBase, for_each: ForEach) -> Iterator[Problem]:
    """The datelines with a year that name another day than the front matter, each in its article's first lines."""
    articles = [Ref("article", id_) for id_ in base.articles]
    for ref, found in for_each("datelines", articles, _of_article).items():
        if found:
            span = base.articles[ref.id].source.span(found.start, found.end)
            yield Problem("dateline-is-date", found.message, span, "info", found.hint)


def _of_article(base: KnowledgeBase, ref: Ref) -> _Finding | None:
    article = base.articles[ref.id]
    day = article.front.date[:10]
    for block in article.blocks[:_FIRST] if _DAY.fullmatch(day) else ():
        text, (_, start, end) = block.text[:_SHORT], block.span
        said, note = _said(text, article) if _YEAR.search(text) else (None, "")
        if said and said.isoformat() != day:
            hint = "correct `date:`, unless it was published on another day than it was written"
            return _Finding(f"the dateline says {said}, the front matter {day}", hint, start, end)
        if said:
            return (
                _Finding(note, "look up the day in the source, and correct what is wrong", start, end) if note else None
            )
    return None


def _said(text: str, article: Article) -> tuple[date | None, str]:
    """The day of a dateline with its year that a block begins with, and a note on its weekday; None without data."""
    from generator.drafting import language_of  # noqa: PLC0415 -- most articles have no year so early
    from generator.drafting.dates import dateline  # noqa: PLC0415 -- as above
    from generator.drafting.language import language  # noqa: PLC0415 -- as above

    tag = language_of(article.source, article.front.language)
    return dateline(text, None, language(tag)) if tag else (None, "")
