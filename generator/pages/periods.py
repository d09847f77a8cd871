"""In which year and month a date belongs, whatever it leaves open."""

from typing import NamedTuple

from generator.values import Date, read_date

_OF_MONTH = frozenset({"day", "month", "some day"})
_OF_YEAR = frozenset({"year", "season", "some month", "some day of year"})


class When(NamedTuple):
    """A year (`2025`) and a month (`2025-12`), "" for what the date does not say."""

    year: str = ""
    month: str = ""


def when(text: str) -> When:
    """The year and month of a date's first day, as EDTF tells it; a decade, and what is no date, is of no year."""
    date = read_date(text)
    start = date.points[0] if isinstance(date, Date) else None
    if start is None or start.form not in _OF_MONTH | _OF_YEAR:
        return When()
    year = f"{start.first.year:04}"
    return When(year, f"{year}-{start.first.month:02}" if start.form in _OF_MONTH else "")
