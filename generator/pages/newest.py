"""The day of the newest article that something rests on: the only clock that a page knows."""

from collections.abc import Iterable

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.values import iso_range

_BEGINNING = "1970-01-01"


def newest(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The last day of the newest of some articles' dates as YYYY-MM-DD, "" for none."""
    return max((iso_range(base.articles[article].front.date)[1] for article in articles), default="")


def newest_day(base: KnowledgeBase, ref: Ref) -> str:
    """The day of the newest article that names a thing, "" for none."""
    return newest(base, dict.fromkeys(mention.article for mention in base.mentions.get(ref, ())))


def instant(day: str) -> str:
    """A day as RFC 3339 wants an instant; the beginning of computers' time where none is known."""
    return f"{day or _BEGINNING}T00:00:00Z"
