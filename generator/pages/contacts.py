"""Whom a side met, how often, in which months, and how long ago."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.outcomes import sure_date
from generator.pages.dates import days, surely_last
from generator.pages.meetings import Meetings
from generator.schema.model import Ref
from generator.values import is_in_doubt, iso_range

MONTHS = 12
_MONTH = len("2025-12")


class Contact(NamedTuple):
    """A counterpart: the meetings with it, newest first, their number by month and before, and the days since.

    `days` is None if the last meeting's day is unknown.
    """

    side: Ref
    meetings: tuple[Ref, ...]
    months: tuple[int, ...]
    other: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of a side: the months, as YYYY-MM, and its counterparts, most meetings first.

    Meetings before those months, or of no known month, are counted in `other`. `most` is the largest figure of a month,
    `has_others` says whether meetings of other months are counted.
    """

    months: tuple[str, ...]
    rows: tuple[Contact, ...]
    most: int
    has_others: bool


def contacts(base: KnowledgeBase, meetings: Meetings, side: Ref, today: str) -> Contacts:
    """The contacts of a side in meetings that took place; `today` is the day of the newest article, YYYY-MM-DD."""
    met: dict[Ref, list[Ref]] = defaultdict(list)
    for meeting in meetings.by_side.get(side, ()):
        if meeting in meetings.held:
            for other in meetings.met_by(meeting, side):
                met[other].append(meeting)
    held = dict.fromkeys(meeting for refs in met.values() for meeting in refs)
    dates = {meeting: sure_date(base, meeting) for meeting in held}
    months = _months(month_of(date) for date in dates.values())
    found = (_contact(other, refs, dates, months, today) for other, refs in met.items())
    rows = tuple(sorted(found, key=lambda row: (-len(row.meetings), row.side)))
    most = max((count for row in rows for count in row.months), default=0)
    return Contacts(months, rows, most, any(row.other for row in rows))


def _contact(side: Ref, refs: Sequence[Ref], dates: dict[Ref, str], months: Sequence[str], today: str) -> Contact:
    counts = Counter(month_of(dates[ref]) for ref in refs)
    by_month = tuple([counts.get(month, 0) for month in months])
    return Contact(side, tuple(refs), by_month, len(refs) - sum(by_month), _days(refs, dates, today))


def _days(refs: Iterable[Ref], dates: dict[Ref, str], today: str) -> int | None:
    """The days since the last of some meetings; 0 if it is after the newest article, None if its day is unknown."""
    last = _exact(surely_last(dates[ref] for ref in refs))
    if not (last and today):
        return None
    return max((dt.date.fromisoformat(today) - dt.date.fromisoformat(last)).days, 0)


def _exact(date: str) -> str:
    """The day of a date that is known to the day, else ""."""
    found = days(date)
    return found.first.isoformat() if found and found.first == found.last else ""


@lru_cache(maxsize=8192)
def month_of(date: str) -> str:
    """The month in which a date begins, as YYYY-MM; "" if unknown: about the first of a month may be in another one."""
    first, last = iso_range(date)
    if not first or not last or is_in_doubt(date):
        return ""
    days = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
    return first[:_MONTH] if days < 31 else ""  # noqa: PLR2004 -- the longest month


def _months(found: Iterable[str]) -> tuple[str, ...]:
    """The months from the newest one back, without those before the oldest."""
    known = sorted({month for month in found if month})
    if not known:
        return ()
    months = [known[-1]]
    while len(months) < MONTHS and months[-1] > known[0]:
        year, month = int(months[-1][:4]), int(months[-1][5:])
        months.append(f"{year:04}-{month - 1:02}" if month > 1 else f"{year - 1:04}-12")
    return tuple(months)
