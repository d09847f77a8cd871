"""Counts dated records by month, by year, or by several years, as a drawing has room."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.pages.dates import When
from generator.pages.site_index import SiteIndex
from generator.pages.svg.timeline import Bar
from generator.schema.model import Ref

_MONTHS = 36
_BARS = 60
_STEPS = (1, 5, 10, 25, 50, 100, 250, 500)
_YEAR = 12


class Period(NamedTuple):
    """A stretch of time and the numbers of its bar; `id` is the anchor of its month in the list, "" for years."""

    label: str
    id: str
    drawn: Bar


def periods(site: SiteIndex, refs: Iterable[Ref], dates: Mapping[Ref, When]) -> tuple[Period, ...]:
    """The stretches from the first to the last date, the empty ones too; months where all is within three years.

    What took place is counted apart from what did not, or not yet. What is of no year is not counted; where
    a date does not say the month, the stretches are years.
    """
    counts: Counter[tuple[When, bool]] = Counter((dates[ref], _held(site, ref)) for ref in refs if dates[ref].year)
    if not counts:
        return ()
    months = [_index(at.month) for at, _ in counts if at.month]
    whole = all(at.month for at, _ in counts)
    if whole and max(months) - min(months) < _MONTHS:
        return tuple(_by_month(site, counts, min(months), max(months)))
    return tuple(_by_year(site, counts))


def _held(site: SiteIndex, ref: Ref) -> bool:
    """Whether a thing is no meeting, or one that took place."""
    return ref in site.meetings.held or ref not in site.meetings.by_meeting


def _index(month: str) -> int:
    return int(month[:4]) * _YEAR + int(month[5:7]) - 1


def _by_month(site: SiteIndex, counts: Mapping[tuple[When, bool], int], first: int, last: int) -> Iterator[Period]:
    place = site.place("")
    for index in range(first, last + 1):
        at = When(f"{index // _YEAR:04}", f"{index // _YEAR:04}-{index % _YEAR + 1:02}")
        label, some = place.date(at.month), (at, True) in counts or (at, False) in counts
        bar = Bar(label, counts.get((at, True), 0), counts.get((at, False), 0), at.month)
        yield Period(label, at.month if some else "", bar)


def _by_year(site: SiteIndex, counts: Mapping[tuple[When, bool], int]) -> Iterator[Period]:
    years = sorted({int(at.year) for at, _ in counts})
    step = next(step for step in _STEPS if years[-1] // step - years[0] // step < _BARS)
    held: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for (at, took_place), count in counts.items():
        (held if took_place else other)[int(at.year) // step] += count
    for index in range(years[0] // step, years[-1] // step + 1):
        first = max(index * step, 1)
        label = site.place("").date(f"{first:04}" if step == 1 else f"{first:04}/{index * step + step - 1:04}")
        yield Period(label, "", Bar(label, held[index], other[index], str(first)))
