"""When a meeting is, how often that changed, and which day was announced before."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref
from generator.values import Date, read_date

_CHANGING = ("status", "place")
_CLOSE = ("day", "some day", "month")


class Days(NamedTuple):
    """The first and the last day of a date, both included, and the time of day as written, "" for none."""

    first: dt.date
    last: dt.date
    time: str


class Moves(NamedTuple):
    """How often date, place or status changed as the articles tell it, and the date announced before, "" for none."""

    sequence: int
    previous: str


def days(text: str) -> Days | None:
    """The days of a date that is known to the month; an open end ends where the other does. None for vaguer ones."""
    date = read_date(text)
    if not isinstance(date, Date):
        return None
    known = [point for point in date.points if point]
    if not known or any(point.form not in _CLOSE for point in known):
        return None
    return Days(known[0].first, known[-1].last, date.time)


def moves(base: KnowledgeBase, ref: Ref, kind: Kind) -> Moves:
    """The changes of a meeting over the articles in their order; a person's own value that differs is one more.

    Articles that are added later never lower the number.
    """
    fields = (kind.timeline, *_CHANGING)
    changes = sum(_changes(base, ref, field) for field in fields if kind.field(field))
    return Moves(changes, _announced(base, ref, kind.timeline))


def _changes(base: KnowledgeBase, ref: Ref, field: str) -> int:
    facts = base.asserted.get(ref, {}).get(Slot(field), ())
    if not facts:
        return 0
    mentions = base.mentions.get(ref, ())
    before = [] if mentions and mentions[0].article == facts[0].article else [""]
    held = base.records[ref].text(field)
    values = [*before, *(fact.value for fact in facts), *([held] if held else [])]
    return sum(one != two for one, two in pairwise(values))


def _announced(base: KnowledgeBase, ref: Ref, field: str) -> str:
    now = read_date(base.records[ref].text(field))
    facts = base.asserted.get(ref, {}).get(Slot(field), ())
    if not isinstance(now, Date):
        return ""
    return next((value for value in reversed(list(_ahead(base, facts))) if not _touch(value, now)), "")


def _ahead(base: KnowledgeBase, facts: Iterable[Fact]) -> Iterator[str]:
    """The dates that articles gave before they came; what an article tells of a day gone by is no announcement."""
    for fact in facts:
        told, written = read_date(fact.value), read_date(base.articles[fact.article].front.date)
        if isinstance(told, Date) and isinstance(written, Date) and written.earliest <= told.earliest:
            yield fact.value


def _touch(text: str, other: Date) -> bool:
    date = read_date(text)
    return isinstance(date, Date) and date.overlaps(other)
