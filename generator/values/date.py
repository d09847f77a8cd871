"""Dates: EDTF (ISO 8601-2) of level 0 and 1, within the years 1 to 9999."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted

DateForm = Literal["day", "month", "year", "season", "decade", "century", "some day", "some month", "some day of year"]

_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_YEAR = "(?!0000)[0-9]{4}"
_EXACT_DAY = f"{_YEAR}-{_MONTH}-{_DAY}"
_POINT = f"(?:[0-9]{{3}}X|[0-9]{{2}}XX|{_YEAR}(?:-(?:{_MONTH}(?:-(?:{_DAY}|XX))?|2[1-4]|XX(?:-XX)?))?)[?~%]?"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = f"T{_CLOCK}:[0-5][0-9](?:Z|[+-]{_CLOCK}|[+-](?:[01][0-9]|2[0-3]))?"
_OPEN = r"(?:\.\.)?"
DATE_SHAPE = f"(?:{_EXACT_DAY}{_TIME}|{_POINT}(?:/(?:{_POINT}|{_OPEN}))?|{_OPEN}/{_POINT})"
_SHAPE = re.compile(DATE_SHAPE)
_PLAIN_DAY = re.compile(_EXACT_DAY)
_HINT = "write 2025-12-02, 2025-12 or 2025; 1994~ is about 1994, 199X the 1990s, 2025-12-02/2025-12-04 three days"
_LONG_YEAR = re.compile(r"-[0-9]{4}|Y-?[0-9]{5}|0000(?!X)")
_LEVEL_2 = re.compile(
    r"[\[\]{}^]|[0-9][ES]|[?~%][0-9]|[0-9][?~%]-|X-?[0-9]|(?<=^[0-9]{4})-(?:2[5-9]|3[0-9]|4[01])$|XXX"
)
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_LONGEST = len("2025-12-02T10:00:00+03:00")
_SPRING, _WINTER = 21, 24


class DatePoint(NamedTuple):
    """One date: what is known of it, its first and last day, and its doubt: "", ? uncertain, ~ approximate, % both."""

    form: DateForm
    first: dt.date
    last: dt.date
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or an interval as `edtf` writes it; from `earliest` to `latest`, both included.

    `points` are one date, or the two ends of an interval, None for one that is open (`..`) or unknown; there
    `earliest` is the first day of the calendar, `latest` the last one. Doubt (? ~ %) does not widen the range. Winter
    begins in December of its year. `time` is the time of day as written: `10:00:00Z`.
    """

    edtf: str
    earliest: dt.date
    latest: dt.date
    points: tuple[DatePoint | None, ...]
    time: str = ""

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Order all dates by their start, or their end where that is open; a year stands before its months and days."""
        start = self.points[0]
        anchor = start.first if start else self.latest
        return anchor.toordinal(), -self.latest.toordinal(), self.edtf

    def covers(self, day: dt.date) -> bool:
        """Whether the day lies within the range."""
        return self.earliest <= day <= self.latest

    def overlaps(self, other: "Date") -> bool:
        """Whether the two ranges have a day in common."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@lru_cache(maxsize=32_768)
def read_date(text: str) -> Date | ValueFault:
    """The date that an EDTF text says, or why it says none."""
    if not _SHAPE.fullmatch(text):
        return _fault(text)
    if "/" in text:
        return _interval(text)
    day, _, time = text.partition("T")
    point = _point(day)
    return point if isinstance(point, ValueFault) else Date(text, point.first, point.last, (point,), time)


def check_date(text: str) -> ValueFault | None:
    """Refused is what is no EDTF of level 0 or 1, a day that no calendar has, and an interval that ends too soon."""
    date = read_date(text)
    return date if isinstance(date, ValueFault) else None


def sort_key(text: str) -> tuple[int, int, str]:
    """The sort key of the date that a text says; what is no date comes before all dates."""
    date = read_date(text)
    return date.sort_key if isinstance(date, Date) else (0, 0, text)


def covers(period: Mapping[str, str], date: str) -> bool:
    """Whether a date touches a period `{"from": …, "to": …}`, where either end may be missing; false for no date."""
    start, end, when = (read_date(text) for text in (period.get("from", ".."), period.get("to", ".."), date))
    if not isinstance(when, Date):
        return False
    begun = not isinstance(start, Date) or start.earliest <= when.latest
    return begun and (not isinstance(end, Date) or when.earliest <= end.latest)


@lru_cache(maxsize=8192)
def iso_range(text: str) -> tuple[str, str]:
    """The first and the last day as YYYY-MM-DD; "" for an end that is open or unknown, and for what is no date."""
    date = read_date(text)
    if isinstance(date, ValueFault):
        return "", ""
    first, last = date.points[0], date.points[-1]
    return first.first.isoformat() if first else "", last.last.isoformat() if last else ""


def _interval(text: str) -> Date | ValueFault:
    left, _, right = text.partition("/")
    start = None if left in ("", "..") else _point(left)
    end = None if right in ("", "..") else _point(right)
    if isinstance(start, ValueFault):
        return start
    if isinstance(end, ValueFault):
        return end._replace(at=end.at + len(left) + 1)
    earliest = start.first if start else dt.date.min
    latest = end.last if end else dt.date.max
    if latest < earliest:
        return ValueFault("an interval that ends before it begins", f"write {right}/{left}", len(left) + 1)
    return Date(text, earliest, latest, (start, end))


def _point(text: str) -> DatePoint | ValueFault:
    """One date of sound shape."""
    body, doubt = (text[:-1], text[-1]) if text[-1] in "?~%" else (text, "")
    if "X" in body:
        return _unspecified(body, doubt)
    if _PLAIN_DAY.fullmatch(body):
        try:
            day = dt.date.fromisoformat(body)
        except ValueError:
            return _no_such_day(body)
        return DatePoint("day", day, day, doubt)
    year, month = int(body[:4]), int(body[5:] or "0")
    if month >= _SPRING:
        return _season(year, month, doubt)
    form: DateForm = "month" if month else "year"
    return DatePoint(form, dt.date(year, month or 1, 1), _last(year, month or 12), doubt)


def _unspecified(body: str, doubt: str) -> DatePoint:
    form: DateForm
    if "-" not in body:
        form = "century" if body.endswith("XX") else "decade"
        first, last = max(int(body.replace("X", "0")), 1), int(body.replace("X", "9"))
        return DatePoint(form, dt.date(first, 1, 1), _last(last, 12), doubt)
    year, month = int(body[:4]), body[5:7]
    if month != "XX":
        return DatePoint("some day", dt.date(year, int(month), 1), _last(year, int(month)), doubt)
    form = "some day of year" if body.endswith("XX-XX") else "some month"
    return DatePoint(form, dt.date(year, 1, 1), _last(year, 12), doubt)


def _season(year: int, season: int, doubt: str) -> DatePoint:
    """Spring 21 from March on, to winter 24 from December on; three months each."""
    month = 3 * (season - _SPRING + 1)
    last = _last(year, month + 2) if season < _WINTER else _last(year + 1, 2)
    return DatePoint("season", dt.date(year, month, 1), last, doubt)


def _last(year: int, month: int) -> dt.date:
    """The last day of a month, or of the calendar."""
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _no_such_day(body: str) -> ValueFault:
    year, month = int(body[:4]), int(body[5:7])
    return ValueFault(f"{body} is on no calendar", f"{body[:7]} has {_last(year, month).day} days", len("2025-12-"))


def _fault(text: str) -> ValueFault:
    if found := _LONG_YEAR.search(text):
        return ValueFault("a year before 1 or beyond 9999", "such years are not supported", found.start())
    if found := _LEVEL_2.search(text):
        return ValueFault("EDTF of level 2", f"keep to level 1: {_HINT}", found.start())
    if found := _LOOSE.fullmatch(text):
        year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
        tidy = f"{year}-{int(month):02}-{int(day):02}"
        if tidy != text and isinstance(read_date(tidy), Date):
            return ValueFault(f"{quoted(text)} is no EDTF date", f"write {tidy}")
    return ValueFault(f"{quoted(text)} is no EDTF date", _HINT, _sound(text))


def _sound(text: str) -> int:
    """How many characters at the start are those of a date."""
    lengths = (end for end in range(min(len(text), _LONGEST), 0, -1) if _SHAPE.fullmatch(text, 0, end))
    return next(lengths, 0)


_TYPES = {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
DATE = ValueType("date", check_date, {**_TYPES, "pattern": whole(DATE_SHAPE)})
