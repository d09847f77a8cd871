"""Reckoning with days, weeks, months and seasons, as EDTF."""

from datetime import date, timedelta

_MONTHS, _WEEK, _SATURDAY = 12, 7, 5
_HOURS, _SEASON = 24, 3
_DAYS, _YEARS = {"day": 1, "week": 7}, {"year": 1, "decade": 10, "century": 100}
_LAST_MONTH = {21: 5, 22: 8, 23: 11, 24: 12}


def nearest_year(today: date, month: int, day: int) -> date:
    """The day of a month in the year that brings it nearest to today; ValueError if no year has it."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    if not near:
        raise ValueError(day)
    return min(near, key=lambda each: abs((each - today).days))


def named_day(today: date, weekday: int, which: str, *, comes: bool) -> date:
    """The day of the week, 1 for Monday, that a text of today means; `which` is "last", "next", "this" or ""."""
    back = (today.isoweekday() - weekday) % _WEEK
    ahead = (weekday - today.isoweekday()) % _WEEK
    if which == "last":
        return today - timedelta(back or _WEEK)
    if which == "next":
        return today + timedelta(ahead or _WEEK)
    return today + timedelta(ahead) if comes else today - timedelta(back)


def month_shifted(today: date, by: int) -> str:
    """The month that lies some months from today's."""
    months = today.year * _MONTHS + today.month - 1 + by
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def shifted(day: date, unit: str, by: int) -> str:
    """What lies some units from a day, as exactly as the unit says: a day for days and weeks, else a month or year."""
    if unit == "hour":
        return (day + timedelta(by // _HOURS if by > 0 else -(-by // _HOURS))).isoformat()
    if unit in _DAYS:
        return (day + timedelta(by * _DAYS[unit])).isoformat()
    if unit == "month":
        return month_shifted(day, by)
    return f"{day.year + by * _YEARS[unit]:04}" if unit in _YEARS else ""


def period(today: date, unit: str, by: int) -> str:
    """The week, month, year and so on that today is in (`by` 0), the one before it (-1) or after it (1)."""
    if unit == "month":
        return month_shifted(today, by)
    if unit == "weekend":
        back = (today.weekday() - _SATURDAY) % _WEEK
        saturday = today + timedelta(_WEEK - back) if by > 0 and back else today - timedelta(back)
        return f"{saturday}/{saturday + timedelta(1)}"
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(_WEEK * by)
        return f"{monday}/{monday + timedelta(_WEEK - 1)}"
    wide = {"year": f"{today.year + by:04}", "decade": f"{today.year // 10 + by:03}X"}
    return (wide | {"century": f"{today.year // 100 + by:02}XX"}).get(unit, "")


def season(today: date, code: int, which: str) -> str:
    """The last, this or the next season of a name; code 21 is spring, 24 winter. A winter bears its first year."""
    year = today.year
    if which == "last" and today.month <= _LAST_MONTH[code]:
        year -= 1
    elif which == "next" and today.month > _LAST_MONTH[code] - _SEASON:
        year += 1
    return f"{year}-{code}"
