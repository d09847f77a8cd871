"""Dates in words, in any language that CLDR knows and that has a table in `words`."""

import datetime as dt
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton

from generator.values.date import Date, DatePoint, read_date
from generator.values.words import Words, locale, words

_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_THIRDS = {(1, 10): "early", (11, 20): "mid"}


def show_date(date: Date | str, language: str = "en", table: Words | None = None) -> str:
    """A date in words: `2 December 2025`, `about 1994`, `early December 2025`; what is no date as it is.

    An interval of days 1–10, 11–20 or 21 to the end of one month reads early, mid or late. `table` replaces the words
    of the language. A language without a table has its own month names and English words around them.
    """
    text = date if isinstance(date, str) else date.edtf
    return _show(text, language) if table is None else _words(text, locale(language), table)


@lru_cache(maxsize=32_768)
def _show(text: str, language: str) -> str:
    return _words(text, locale(language), words(language))


def _words(text: str, place: Locale, table: Words) -> str:
    date = read_date(text)
    if not isinstance(date, Date):
        return text
    if len(date.points) > 1:
        return _interval(date, place, table)
    point = date.points[0]
    shown = _point(point, place, table) if point else text
    return table["time"].format(date=shown, time=_time(date.time)) if date.time else shown


def _interval(date: Date, place: Locale, table: Words) -> str:
    start, end = date.points
    if start and end:
        if third := _third(start, end):
            return table[third].format(date=_month(start.first, place))
        return table["from to"].format(start=_start(start, end, place, table), end=_point(end, place, table))
    if start:
        key = "since" if date.edtf.endswith("..") else "end unknown"
        return table[key].format(start=_point(start, place, table))
    key = "until" if date.edtf.startswith("..") else "start unknown"
    return table[key].format(end=_point(end, place, table) if end else "")


def _third(start: DatePoint, end: DatePoint) -> str | None:
    """Which third of a month an interval is."""
    first, last = start.first, end.last
    exact = start.form == end.form == "day" and not start.doubt and not end.doubt
    if not exact or (first.year, first.month) != (last.year, last.month):
        return None
    is_end = (last + dt.timedelta(days=1)).day == 1 if last < dt.date.max else True
    return "late" if first.day == 21 and is_end else _THIRDS.get((first.day, last.day))  # noqa: PLR2004


def _start(start: DatePoint, end: DatePoint, place: Locale, table: Words) -> str:
    """The start of an interval without what its end says as well."""
    same_form = start.form == end.form and not start.doubt and not end.doubt
    if same_form and start.first.year == end.first.year:
        same_month = start.first.month == end.first.month
        if start.form == "day":
            return str(format_skeleton("d" if same_month else "MMMMd", start.first, locale=place))
        if start.form == "month":
            return format_date(start.first, "LLLL", locale=place)
    return _point(start, place, table)


def _point(point: DatePoint, place: Locale, table: Words) -> str:
    shown = _certain(point, place, table)
    return table[point.doubt].format(date=shown) if point.doubt else shown


def _certain(point: DatePoint, place: Locale, table: Words) -> str:
    first, year = point.first, point.last.year
    match point.form:
        case "day":
            return format_date(first, "long", locale=place)
        case "month":
            return _month(first, place)
        case "year":
            return _year(first, place)
        case "season":
            return table[_SEASONS[first.month]].format(year=first.year, last=first.year + 1)
        case "decade" | "century":
            shown: dict[str, object] = {"year": year // 10 * 10 if point.form == "decade" else first.year, "last": year}
        case _:
            shown = {"date": _month(first, place) if point.form == "some day" else _year(first, place)}
    return table[point.form].format_map(shown)


def show_month(month: str, language: str = "en") -> str:
    """A month given as YYYY-MM in short words: `Dec 2025`."""
    first = dt.date(int(month[:4]), int(month[5:]), 1)
    return str(format_skeleton("yMMM", first, locale=locale(language)))


def _month(day: dt.date, place: Locale) -> str:
    return str(format_skeleton("yMMMM", day, locale=place))


def _year(day: dt.date, place: Locale) -> str:
    return str(format_skeleton("y", day, locale=place))


def _time(time: str) -> str:
    """`10:00:00Z` as `10:00 UTC`; seconds are told where there are any."""
    clock, zone = time[:8], time[8:]
    shown = clock.removesuffix(":00")
    return f"{shown} UTC{zone.removeprefix('Z')}" if zone else shown
