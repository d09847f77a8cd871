"""Dates in words: names of months and the order of the parts from CLDR, the words around them from a catalogue."""

import datetime as dt
import re
from functools import cache, lru_cache
from types import ModuleType

from babel import Locale

from generator.values.date import Date, DatePoint, read_date
from generator.values.date_phrases import DatePhrases, english
from generator.values.locale import locale

_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_DOUBTS = {"~": "about", "?": "uncertain", "%": "about_uncertain"}
_PARTLY_KNOWN = {"some month": "month_unknown", "some day": "day_unknown", "some day of year": "day_unknown"}
_SHORT_MONTH = re.compile("(?<!M)MMM(?!M)")


@cache
def _babel() -> ModuleType:
    """Babel's dates, loaded when the first one is shown: many commands show none."""
    from babel import dates  # noqa: PLC0415 -- it takes as long to load as a short command

    return dates


@lru_cache(maxsize=32_768)
def show_date(date: str, language: str = "en", phrases: DatePhrases | None = None) -> str:
    """A date in words: `2 December 2025`, `about 1994`, `24–25 February 2025`; a text that is not a date as it is.

    A time of day whose zone is known is followed by the time in UTC, a Julian date by the Gregorian one. `phrases` are
    the words around the names of months, English if None.
    """
    read = read_date(date)
    if not isinstance(read, Date):
        return date
    locale_, table = locale(language), phrases or english()
    if len(read.points) > 1:
        return _interval(read, locale_, table)
    point = read.points[0]
    shown = _point(point, locale_, table) if point else date
    return _timed(read, shown, locale_, table) if read.time else shown


def _timed(date: Date, shown: str, locale_: Locale, table: DatePhrases) -> str:
    """A day with its time; if the zone is known and not UTC, also with the time in UTC (and its day if it differs)."""
    clock, offset = _clock(date.time), date.time[8:]
    if not offset:
        return table.fill("time", date=shown, time=clock)
    if offset in ("Z", "+00:00") and not date.zone:
        return table.fill("time", date=shown, time=f"{clock} UTC")
    local = f"{clock} {_city(date.zone, locale_)}" if date.zone else f"{clock} UTC{offset}"
    utc = date.utc
    if utc is None:
        return table.fill("time", date=shown, time=local)
    hour = _clock(f"{utc:%H:%M:%S}")
    other = "" if utc.date() == date.earliest else str(_babel().format_skeleton("MMMMd", utc.date(), locale=locale_))
    in_utc = table.fill("time", date=other, time=f"{hour} UTC") if other else f"{hour} UTC"
    return table.fill("time_in_utc", date=shown, time=local, utc=in_utc)


def _city(zone: str, locale_: Locale) -> str:
    """The city that a time zone is named after, in a language; the zone's name if it is named after none."""
    try:
        found = _babel().get_timezone_location(zone, locale=locale_, return_city=True)
    except LookupError:  # the system knows zones that Babel's list does not
        return zone
    return str(found) if found and found != "Unknown City" else zone


def _interval(date: Date, locale_: Locale, table: DatePhrases) -> str:
    start, end = date.points
    if start and end:
        if start == end:
            return _point(start, locale_, table)
        shown = _between(start, end, locale_)
        return shown or table.fill("range", start=_point(start, locale_, table), end=_point(end, locale_, table))
    if start:
        key = "since" if date.edtf.endswith("..") else "end_unknown"
        return table.fill(key, start=_point(start, locale_, table))
    key = "until" if date.edtf.startswith("..") else "start_unknown"
    return table.fill(key, end=_point(end, locale_, table) if end else "")


def _between(start: DatePoint, end: DatePoint, locale_: Locale) -> str:
    """An interval between two dates of one form as the locale writes it: `24–25 February 2025`; "" for others."""
    if start.form != end.form or start.doubt or end.doubt or start.julian or end.julian:
        return ""
    if start.form == "day":
        return _days(start.first, end.first, locale_)
    if start.form in ("month", "year"):
        skeleton = "yMMMM" if start.form == "month" else "y"
        return _plain_spaces(str(_babel().format_interval(start.first, end.first, skeleton, locale=locale_)))
    return ""


def _days(first: dt.date, last: dt.date, locale_: Locale) -> str:
    """Two days with the months in full: CLDR has the pattern for short months only, and they differ in that alone."""
    apart = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    parts = locale_.interval_formats.get("yMMMd", {}).get(apart, ())
    if len(parts) != 2:  # noqa: PLR2004 -- a start and an end
        return ""
    patterns = (_babel().parse_pattern(_SHORT_MONTH.sub("MMMM", part)) for part in parts)
    return _plain_spaces("".join(p.apply(day, locale_) for p, day in zip(patterns, (first, last), strict=True)))


def _plain_spaces(text: str) -> str:
    """CLDR sets thin spaces around dashes; readers search for plain ones."""
    return text.replace("\u2009", " ")


def _point(point: DatePoint, locale_: Locale, table: DatePhrases) -> str:
    shown = _old_style(point, locale_, table) if point.julian else _certain(point, locale_, table)
    return table.fill(_DOUBTS[point.doubt], date=shown) if point.doubt else shown


def _certain(point: DatePoint, locale_: Locale, table: DatePhrases) -> str:
    first, last = point.first, point.last
    match point.form:
        case "day":
            return str(_babel().format_date(first, "long", locale=locale_))
        case "month" | "some day":
            shown = _month(first, locale_)
        case "week":
            return table.fill("week", week=first.isocalendar().week, days=_days(first, last, locale_))
        case "season":
            return table.fill(_SEASONS[first.month], year=first.year, last=first.year + 1)
        case "decade" | "century":
            start = last.year // 10 * 10 if point.form == "decade" else first.year
            return table.fill(point.form, year=start, last=last.year)
        case _:
            shown = _year(first, locale_)
    unknown = _PARTLY_KNOWN.get(point.form)
    return table.fill(unknown, date=shown) if unknown else shown


def _old_style(point: DatePoint, locale_: Locale, table: DatePhrases) -> str:
    """A Julian date in the old style; a day is followed by the Gregorian one."""
    year, _, rest = point.julian.partition("-")
    month, _, day = rest.partition("-")
    written = dt.date(int(year), int(month or "1"), min(int(day or "1"), 28))
    if not month:
        return table.fill("old_style", date=_year(written, locale_))
    if not day:
        return table.fill("old_style", date=_month(written, locale_))
    shown = _julian_day(written, int(day), locale_)
    return table.fill("old_style_day", date=shown, gregorian=_babel().format_date(point.first, "long", locale=locale_))


def _julian_day(written: dt.date, day: int, locale_: Locale) -> str:
    """A day of the Julian calendar in words; 29 February may not exist in ours, so the day is inserted."""
    try:
        return str(_babel().format_date(written.replace(day=day), "long", locale=locale_))
    except ValueError:
        return str(_babel().format_date(written, "long", locale=locale_)).replace("28", str(day))


def show_month(month: str, language: str = "en") -> str:
    """A month given as YYYY-MM in short words: `Dec 2025`."""
    first = dt.date(int(month[:4]), int(month[5:]), 1)
    return str(_babel().format_skeleton("yMMM", first, locale=locale(language)))


def _month(day: dt.date, locale_: Locale) -> str:
    return str(_babel().format_skeleton("yMMMM", day, locale=locale_))


def _year(day: dt.date, locale_: Locale) -> str:
    return str(_babel().format_skeleton("y", day, locale=locale_))


def _clock(time: str) -> str:
    """`10:00:00Z` as `10:00`; seconds are shown where there are any."""
    return time[:8].removesuffix(":00")
