"""Whether articles have the day of their datelines: `check` asks it with the data of drafting."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.articles.model import Article
from generator.diagnostics.problem import Problem

_FIRST = 5  # blocks in which a dateline may stand
_SHORT = 300  # characters of one that may be read
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check_datelines(articles: Iterable[Article]) -> Iterator[Problem]:
    """The datelines with a year that name another day than the front matter, each in its article's first lines."""
    for article in articles:
        day = article.front.date[:10]
        for block in article.blocks[:_FIRST] if _DAY.fullmatch(day) else ():
            text = block.text[:_SHORT]
            said, note = _said(text, article) if _YEAR.search(text) else (None, "")
            if said:
                if said.isoformat() != day:
                    message = f"the dateline says {said}, the front matter {day}"
                    hint = "correct `date:`, unless it was published on another day than it was written"
                    yield Problem("dateline-is-date", message, block.span, "info", hint)
                elif note:
                    hint = "look up the day in the source, and correct what is wrong"
                    yield Problem("dateline-is-date", note, block.span, "info", hint)
                break


def _said(text: str, article: Article) -> tuple[date | None, str]:
    """The day of a dateline with its year that a block begins with, and a note on its weekday; None without data."""
    from generator.drafting import language_of  # noqa: PLC0415 -- most articles have no year so early
    from generator.drafting.dates import dateline  # noqa: PLC0415 -- as above
    from generator.drafting.language import language  # noqa: PLC0415 -- as above

    tag = language_of(article.source, article.front.language)
    return dateline(text, None, language(tag)) if tag else (None, "")
