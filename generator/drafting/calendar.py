"""Calendar arithmetic: shifts days, weeks, months and seasons, and writes them as EDTF."""

from datetime import date, timedelta

_MONTHS, _WEEK, _SATURDAY = 12, 7, 5
_HOURS, _SEASON = 24, 3
_DAYS, _YEARS = {"day": 1, "week": 7}, {"year": 1, "decade": 10, "century": 100}
_LAST_MONTH = {21: 5, 22: 8, 23: 11, 24: 12}


def nearest_year(today: date, month: int, day: int) -> date:
    """The date with this month and day that is nearest to today; ValueError if there is none."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    if not near:
        raise ValueError(day)
    return min(near, key=lambda each: abs((each - today).days))


def year_of(today: date, month: int, day: int, *, is_future: bool) -> date:
    """The next date with this month and day from today on, else the last one up to it; ValueError if none is near."""
    for shift in range(9):
        try:
            found = date(today.year + (shift if is_future else -shift), month, day)
        except ValueError:
            continue
        if found >= today if is_future else found <= today:
            return found
    raise ValueError(day)


def named_day(today: date, weekday: int, which: str, *, is_future: bool) -> date:
    """The date of a weekday (1 is Monday) in a text of today; `which` is "last", "next", "this" or ""."""
    back = (today.isoweekday() - weekday) % _WEEK
    ahead = (weekday - today.isoweekday()) % _WEEK
    if which == "last":
        return today - timedelta(back or _WEEK)
    if which == "next":
        return today + timedelta(ahead or _WEEK)
    return today + timedelta(ahead) if is_future else today - timedelta(back)


def month_shifted(today: date, by: int) -> str:
    """The month that is `by` months after today's, as `YYYY-MM`."""
    months = today.year * _MONTHS + today.month - 1 + by
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def shifted(day: date, unit: str, by: int) -> str:
    """The date `by` units after a day: as a day for hours, days and weeks, else as a month or year; "" if unknown."""
    if unit == "hour":
        return (day + timedelta(by // _HOURS if by > 0 else -(-by // _HOURS))).isoformat()
    if unit in _DAYS:
        return (day + timedelta(by * _DAYS[unit])).isoformat()
    if unit == "month":
        return month_shifted(day, by)
    return f"{day.year + by * _YEARS[unit]:04}" if unit in _YEARS else ""


def period(today: date, unit: str, by: int) -> str:
    """The week, month, year, decade or century of today (`by` 0), the one before (-1) or after (1)."""
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
    """The last, this or next such season; code 21 is spring, 24 winter. A winter has the year in which it begins."""
    year = today.year
    if which == "last" and today.month <= _LAST_MONTH[code]:
        year -= 1
    elif which == "next" and today.month > _LAST_MONTH[code] - _SEASON:
        year += 1
    return f"{year}-{code}"
