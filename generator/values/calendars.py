"""ISO weeks and Julian dates, which sources use but EDTF lacks."""

import datetime as dt

JULIAN = "[julian]"
"""The suffix of a date in the Julian calendar (Old Style)."""
_JULIAN_YEAR, _OFFSET = 365, 32_083
_EPOCH = 1_721_425  # the Julian day number of the day before 0001-01-01


def week(year: int, number: int) -> tuple[dt.date, dt.date] | None:
    """Monday and Sunday of an ISO week; None if the year has no such week, or if it is outside the calendar."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        return monday, dt.date.fromisocalendar(year, number, 7)
    except ValueError:
        return None


def from_julian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a Julian one; None for a day that the Julian calendar lacks, or outside the calendar."""
    if day > _julian_days(year, month):
        return None
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + _JULIAN_YEAR * years + years // 4 - _OFFSET
    ordinal = number - _EPOCH
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def last_of_julian(year: int, month: int) -> int:
    """The number of days in a month of the Julian calendar."""
    return _julian_days(year, month)


def _julian_days(year: int, month: int) -> int:
    if month == 2:  # noqa: PLR2004 -- February
        return 29 if year % 4 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31
