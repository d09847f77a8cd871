"""Calendar arithmetic: shifts days, weeks, months and seasons, and writes them as EDTF."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

_MONTHS, _WEEK, _SATURDAY = 12, 7, 5
HOURS, _SEASON, _QUARTER, _SPRING = 24, 3, 3, 21
_WEEKS, _LEAP = 5, 8
_DAYS, _YEARS = {"day": 1, "week": 7, "fortnight": 14}, {"year": 1, "decade": 10, "century": 100}


def nearest(today: date, day_in: Callable[[int], date]) -> date:
    """The day nearest to today of those that `day_in` has in the years around it; ValueError if there is none."""
    return min(_days_in(day_in, range(today.year - 1, today.year + 2)), key=lambda day: abs((day - today).days))


def nearest_year(today: date, month: int, day: int) -> date:
    """The date with this month and day that is nearest to today; ValueError if there is none."""
    return nearest(today, lambda year: date(year, month, day))


def one_of(today: date, day_in: Callable[[int], date], *, is_future: bool) -> date:
    """The next of the days that `day_in` has in each year from today on, else the last one up to it; or ValueError."""
    near = range(today.year - _LEAP, today.year + _LEAP + 1)
    days = [day for day in _days_in(day_in, near) if (day >= today if is_future else day <= today)]
    return min(days) if is_future else max(days)


def _days_in(day_in: Callable[[int], date], years: Iterable[int]) -> Iterator[date]:
    """The days that exist of those in some years."""
    for year in years:
        try:
            yield day_in(year)
        except ValueError:
            continue


def named_day(today: date, weekday: int, which: str, *, is_future: bool) -> date:
    """The date of a weekday (1 is Monday) in a text of today; "last" and "next" are never today."""
    back = (today.isoweekday() - weekday) % _WEEK
    ahead = (weekday - today.isoweekday()) % _WEEK
    if which in ("last", "past"):
        return today - timedelta(back or _WEEK)
    if which in ("next", "coming"):
        return today + timedelta(ahead or _WEEK)
    return today + timedelta(ahead) if is_future else today - timedelta(back)


def nth_day(year: int, month: int, weekday: int, nth: int) -> date:
    """The first, second … such weekday (1 is Monday) of a month, the last one for -1; ValueError if there is none."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % _WEEK + _WEEK * ((nth if nth > 0 else _WEEKS) - 1))
    if nth < 0 and day.month != month:
        day -= timedelta(_WEEK)
    if day.month != month or nth == 0:
        raise ValueError(nth)
    return day


def easter(year: int) -> date:
    """Easter Sunday in the Western churches, by the method of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + sunday - 7 * ((golden + 11 * epact + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def day_of_holiday(rule: str, year: int) -> date:
    """The day of a holiday: `12-25`, `easter-2`, `11 4 4` (month, weekday, which), `11 4 4 1` (the day after that)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.removeprefix("easter") or 0))
    if " " not in rule:
        return date.fromisoformat(f"{year:04}-{rule}")
    month, weekday, nth, *on = (int(part) for part in rule.split())
    return nth_day(year, month, weekday, nth) + timedelta(sum(on))


def month_shifted(today: date, by: int) -> str:
    """The month that is `by` months after today's, as `YYYY-MM`."""
    months = today.year * _MONTHS + today.month - 1 + by
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def shifted(day: date, unit: str, by: int) -> str:
    """The date `by` units after a day: as a day for hours, days and weeks, else as a month or year; "" if unknown."""
    if unit == "hour":
        return (day + timedelta(by // HOURS if by > 0 else -(-by // HOURS))).isoformat()
    if unit in _DAYS:
        return (day + timedelta(by * _DAYS[unit])).isoformat()
    if unit == "month":
        return month_shifted(day, by)
    return f"{day.year + by * _YEARS[unit]:04}" if unit in _YEARS else ""


def period_of(today: date, unit: str, by: int, *, is_future: bool) -> str:
    """The week, month, quarter, year … of today (`by` 0), the one before (-1) or after (1).

    `is_future` says of "this weekend" between two of them that the next one is meant.
    """
    if unit == "month":
        return month_shifted(today, by)
    if unit == "quarter":
        first = (today.month - 1) // _QUARTER * _QUARTER + 1 - today.month + _QUARTER * by
        return f"{month_shifted(today, first)}/{month_shifted(today, first + _QUARTER - 1)}"
    if unit == "weekend":
        return _weekend(today, by, is_future=is_future)
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(_WEEK * by)
        return f"{monday}/{monday + timedelta(_WEEK - 1)}"
    if unit == "day":
        return (today + timedelta(by)).isoformat()
    wide = {"year": f"{today.year + by:04}", "decade": f"{today.year // 10 + by:03}X"}
    return (wide | {"century": f"{today.year // 100 + by:02}XX"}).get(unit, "")


def _weekend(today: date, by: int, *, is_future: bool) -> str:
    back = (today.weekday() - _SATURDAY) % _WEEK
    is_now = back <= 1
    weeks = {-1: -1 if is_now else 0, 0: 0 if is_now or not is_future else 1, 1: 1}[by]
    saturday = today - timedelta(back) + timedelta(_WEEK * weeks)
    return f"{saturday}/{saturday + timedelta(1)}"


def season_of(today: date, code: int, by: int | None, *, is_named: bool) -> str:
    """The last (`by` -1), this (0) or next (1) such season; code 21 is spring, 24 winter, which begins in its year.

    If it is not `is_named` as last or next, the one of today counts for both; None takes the year of today.
    """
    first = [today.year + shift for shift in (-2, -1, 0, 1)]
    starts = {year: year * _MONTHS + _SEASON * (code - _SPRING) + 2 for year in first}
    now = today.year * _MONTHS + today.month - 1
    current = next((year for year in first if starts[year] <= now < starts[year] + _SEASON), None)
    if by is None or (by == 0 and current is None):
        return f"{today.year}-{code}"
    if current is not None and (by == 0 or not is_named):
        return f"{current}-{code}"
    if by < 0:
        return f"{max(year for year in first if starts[year] + _SEASON <= now)}-{code}"
    return f"{min(year for year in (*first, today.year + 2) if year not in starts or starts[year] > now)}-{code}"
