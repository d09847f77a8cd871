"""What EDTF lacks and sources use: ISO weeks, Julian dates, and time zones by their IANA names."""

import datetime as dt
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

JULIAN = "[julian]"
"""Behind a date: it is one of the Julian calendar (Old Style)."""
_JULIAN_YEAR, _OFFSET = 365, 32_083
_EPOCH = 1_721_425  # the Julian day number of the day before 0001-01-01


def week(year: int, number: int) -> tuple[dt.date, dt.date] | None:
    """Monday and Sunday of an ISO week, None where the year has no such week or its days leave the calendar."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        return monday, dt.date.fromisocalendar(year, number, 7)
    except ValueError:
        return None


def from_julian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a Julian one, None for a day that the Julian calendar lacks or that ours can't hold."""
    if day > _julian_days(year, month):
        return None
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + _JULIAN_YEAR * years + years // 4 - _OFFSET
    ordinal = number - _EPOCH
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def last_of_julian(year: int, month: int) -> int:
    """How many days a month of the Julian calendar has."""
    return _julian_days(year, month)


def _julian_days(year: int, month: int) -> int:
    if month == 2:  # noqa: PLR2004 -- February
        return 29 if year % 4 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones, as the package `tzdata` has them, so that a build is the same on any system."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


@cache
def zone(name: str) -> ZoneInfo | None:
    """The rules of a time zone by its IANA name, None for a name that there is not."""
    if name not in zone_names():
        return None
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def offsets(moment: dt.datetime, rules: ZoneInfo) -> tuple[dt.timedelta, ...]:
    """The offsets from UTC that a local time may have: none where clocks skip it, two where they show it twice."""
    found = dict.fromkeys(rules.utcoffset(moment.replace(fold=fold)) for fold in (0, 1))
    known = [offset for offset in found if offset is not None]
    return tuple(offset for offset in known if _is_shown(moment, offset, rules))


def _is_shown(moment: dt.datetime, offset: dt.timedelta, rules: ZoneInfo) -> bool:
    try:
        utc = (moment - offset).replace(tzinfo=dt.UTC)
    except OverflowError:
        return True
    return utc.astimezone(rules).replace(tzinfo=None) == moment
