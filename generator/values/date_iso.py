"""Dates for machines: as much of a date as ISO 8601 can say, and never more than the date says."""

from functools import lru_cache
from itertools import takewhile

from generator.values.date import Date, DatePoint, read_date


def iso_8601(text: str) -> str:
    """A date for ISO 8601 and `<time datetime>`: `2025`, `2025-12`, a Gregorian day, a time with its offset.

    "" for what these formats cannot express: doubt, seasons, weeks, decades, unknown parts, intervals, Julian months.
    """
    date = read_date(text)
    if not isinstance(date, Date) or len(date.points) > 1:
        return ""
    return f"{_iso(date.points[0])}{f'T{date.time[:14]}' if date.time else ''}"


def iso_ends(text: str) -> tuple[str, str]:
    """The ends of an interval as ISO 8601 has them; of one date the date itself and ""."""
    date = read_date(text)
    if not isinstance(date, Date) or len(date.points) == 1:
        return iso_8601(text), ""
    return _iso(date.points[0]), _iso(date.points[1])


def end_texts(text: str) -> tuple[str, str]:
    """The two ends of an interval as written, "" for one that is open or unknown; any other date is both of them."""
    date = read_date(text)
    if not isinstance(date, Date) or len(date.points) == 1:
        return text, text
    start, _, end = text.partition("/")
    return start.strip("."), end.strip(".")


@lru_cache(maxsize=8192)
def iso_range(text: str) -> tuple[str, str]:
    """The first and last day as YYYY-MM-DD; "" for an open or unknown end, and for a text without a date."""
    date = read_date(text)
    if not isinstance(date, Date):
        return "", ""
    first, last = date.points[0], date.points[-1]
    return first.first.isoformat() if first else "", last.last.isoformat() if last else ""


def bounds(text: str) -> tuple[str, str]:
    """The first and last day that a date covers; "" for an end that is open, unknown, uncertain or approximate.

    Nobody says between which days “about 5 May” is.
    """
    date = read_date(text)
    if not isinstance(date, Date):
        return "", ""
    first, last = date.points[0], date.points[-1]
    return (
        first.first.isoformat() if first and not first.doubt else "",
        last.last.isoformat() if last and not last.doubt else "",
    )


def iso_prefix(text: str) -> str:
    """The year, month and day that all days of a date share: `2025-12` of two days in December, "" of a decade."""
    return _shared(*iso_range(text))


def is_in_doubt(text: str) -> bool:
    """Whether a date, or an end of it, is marked as uncertain or approximate."""
    date = read_date(text)
    return isinstance(date, Date) and any(point is not None and point.doubt != "" for point in date.points)


def _iso(point: DatePoint | None) -> str:
    if point is None or point.doubt:
        return ""
    if point.form == "day":
        return point.first.isoformat()
    if point.julian or point.form not in ("month", "year"):
        return ""
    return _shared(point.first.isoformat(), point.last.isoformat())


def _shared(first: str, last: str) -> str:
    """The parts that two days have in common, from the year on."""
    pairs = zip(first.split("-"), last.split("-"), strict=False)
    return "-".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
