"""Dates for pages and feeds: year and month, days, and changes of a meeting's date.

Pages have no clock except the day of the newest article that they are based on.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach, directly
from generator.schema.model import Kind, Ref
from generator.values import Date, end_texts, iso_prefix, iso_range, read_date, split_source

_CHANGING = ("status", "place")
_TO_THE_MONTH = frozenset({"day", "week", "month", "some day"})
_TO_THE_YEAR = _TO_THE_MONTH | {"year", "season", "some month", "some day of year"}
_EPOCH = "1970-01-01"


class When(NamedTuple):
    """A year (`2025`) and a month (`2025-12`); "" if unknown."""

    year: str = ""
    month: str = ""


class Days(NamedTuple):
    """The first and the last day of a date, both included, and the time of day as written; "" if none."""

    first: dt.date
    last: dt.date
    time: str


class Moves(NamedTuple):
    """How often articles changed date, place or status, and the date announced before; "" if none."""

    sequence: int
    previous: str


def when(text: str) -> When:
    """The year and month in which a date begins; empty for a decade and for text that is not a date."""
    date = read_date(text)
    start = date.points[0] if isinstance(date, Date) else None
    if start is None or start.form not in _TO_THE_YEAR:
        return When()
    year = f"{start.first.year:04}"
    return When(year, f"{year}-{start.first.month:02}" if start.form in _TO_THE_MONTH else "")


def newest(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The last day of the newest of some articles' dates as YYYY-MM-DD; "" if none."""
    return max((iso_range(base.fronts[article].date)[1] for article in articles), default="")


def newest_date(base: KnowledgeBase, articles: Iterable[str]) -> str:
    """The date of the newest of some articles, no more exact than it is: `2025-12`, `2025~`, `198X`; "" for none.

    Of an interval it is the end that is known.
    """
    return last_of({_latest(date) for date in {base.fronts[each].date for each in articles}})


def as_of_site(base: KnowledgeBase, for_each: ForEach | None = None) -> str:
    """The date of the newest article, retraction, cited source or change of a record; "" for none."""
    for_each = for_each or directly(base)
    days = [change.on for changes in base.history.values() for change in changes]
    days += [front.retracted.date for front in base.fronts.values() if front.retracted]
    days += for_each("newest cited source", base.records, _newest_cited).values()
    return last_of([newest_date(base, base.articles), *days])


def _newest_cited(base: KnowledgeBase, ref: Ref) -> str:
    return last_of(split_source(cited.source)[1] for cited in base.cited[ref].values())


def last_of(dates: Iterable[str]) -> str:
    """The date that ends last, as written; "" for none."""
    return max(dates, key=lambda text: (iso_range(text)[1], text), default="")


def date_of(base: KnowledgeBase, ref: Ref) -> str:
    """The date of the newest article that names a record, no more exact than it is; "" for none."""
    return newest_date(base, dict.fromkeys(mention.article for mention in base.mentions.get(ref, ())))


def surely_last(dates: Iterable[str]) -> str:
    """The one of some dates that is not before any other, whichever of their days is meant; "" if nobody can tell."""
    return _surely(dates, is_last=True)


def surely_first(dates: Iterable[str]) -> str:
    """The one of some dates that is not after any other, whichever of their days is meant; "" if nobody can tell."""
    return _surely(dates, is_last=False)


def _surely(dates: Iterable[str], *, is_last: bool) -> str:
    texts = dict.fromkeys(dates)
    read = [date for text in texts if isinstance(date := read_date(text), Date)]
    if len(texts) == 1:
        return next(iter(texts))
    if not read or len(read) < len(texts) or any(point and point.doubt for date in read for point in date.points):
        return ""
    found = max(read, key=lambda date: date.earliest) if is_last else min(read, key=lambda date: date.latest)
    pairs = [(date, found) if is_last else (found, date) for date in read if date is not found]
    return found.edtf if all(_is_not_after(one, other) for one, other in pairs) else ""


def _is_not_after(one: Date, other: Date) -> bool:
    if one.utc and other.utc:
        return one.utc <= other.utc
    return one.latest <= other.earliest


def is_before(one: Date | None, other: Date | None) -> bool:
    """Whether a date is surely before another: on an earlier day, or at an earlier time of which the zone is known."""
    if one is None or other is None or any(point and point.doubt for point in (*one.points, *other.points)):
        return False
    if one.utc and other.utc:
        return one.utc < other.utc
    return one.latest < other.earliest


def without_time(text: str) -> str:
    """A date without its time of day; a Julian or week day as the Gregorian one."""
    date = read_date(text)
    point = date.points[0] if isinstance(date, Date) and len(date.points) == 1 else None
    return f"{point.first.isoformat()}{point.doubt}" if point and point.form == "day" else text


def _latest(text: str) -> str:
    """The later end of an interval, or the one that is known; any other date without its time of day."""
    date = read_date(text)
    if not isinstance(date, Date) or len(date.points) == 1:
        return without_time(text)
    start, end = end_texts(text)
    return without_time(end or start)


def instant(date: str) -> str:
    """A date as an RFC 3339 timestamp: its first day; the Unix epoch if it is unknown."""
    day = iso_prefix(date) or iso_range(date)[0]
    return f"{day}{_EPOCH[len(day) :]}T00:00:00Z"


def days(text: str) -> Days | None:
    """The days of a date that means exactly these; None for a vaguer one: a calendar has no word for "about"."""
    date = read_date(text)
    if not isinstance(date, Date):
        return None
    known = [point for point in date.points if point and point.form == "day" and not point.doubt]
    return Days(known[0].first, known[-1].last, date.time) if known and len(known) == len(date.points) else None


def on_calendar(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a meeting's date is known to the day, as a calendar needs it."""
    kind = base.schema.kind(ref.kind)
    return kind is not None and days(base.records[ref].text(kind.timeline)) is not None


def moves(base: KnowledgeBase, ref: Ref, kind: Kind) -> Moves:
    """The changes of a meeting in the articles, in order; an editor's different value counts as one more.

    The first word on a field counts, too: so articles that are added later never lower the number, of whatever day.
    """
    fields = (kind.timeline, *_CHANGING)
    changes = sum(_changes(base, ref, field) for field in fields if kind.field(field))
    return Moves(changes, _announced(base, ref, kind.timeline))


def _changes(base: KnowledgeBase, ref: Ref, field: str) -> int:
    facts = base.asserted.get(ref, {}).get(Slot(field), ())
    if not facts:
        return 0
    now = base.records[ref].text(field)
    values = ["", *(fact.value for fact in facts), *([now] if now else [])]
    return sum(one != two for one, two in pairwise(values))


def _announced(base: KnowledgeBase, ref: Ref, field: str) -> str:
    now = read_date(base.records[ref].text(field))
    facts = base.contesting(ref, Slot(field))
    if not isinstance(now, Date):
        return ""
    return next((value for value in reversed(list(_ahead(base, facts))) if not _touch(value, now)), "")


def _ahead(base: KnowledgeBase, facts: Iterable[Fact]) -> Iterator[str]:
    """The dates that articles announced; a date in an article's past is not an announcement."""
    for fact in facts:
        announced, written = read_date(fact.value), read_date(base.fronts[fact.article].date)
        if isinstance(announced, Date) and isinstance(written, Date) and written.earliest <= announced.earliest:
            yield fact.value


def _touch(text: str, other: Date) -> bool:
    date = read_date(text)
    return isinstance(date, Date) and date.overlaps(other)
