"""Dates: EDTF (ISO 8601-2) of level 0 and 1, within the years 1 to 9999; and forms beyond EDTF that sources use.

That is ISO weeks (`2025-W10`), Julian dates (`1917-10-25[julian]`), and times with or without seconds, whose zone may
have a name (`2025-12-02T14:00[Europe/Moscow]`).
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.values.calendars import JULIAN, from_julian, last_of_julian, week
from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted
from generator.values.time_of_day import TIME_SHAPE, read_time

DateForm = Literal[
    "day", "week", "month", "year", "season", "decade", "century", "some day", "some month", "some day of year"
]

_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_YEAR = "(?!0000)[0-9]{4}"
_EXACT_DAY = f"{_YEAR}-{_MONTH}-{_DAY}"
_WEEK = "W(?:0[1-9]|[1-4][0-9]|5[0-3])(?:-[1-7])?"
_WHOLE = f"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?"
_POINT = (
    f"(?:{_WHOLE}[?~%]?\\[julian\\]|(?:[0-9]{{3}}X|[0-9]{{2}}XX"
    f"|{_YEAR}(?:-(?:{_MONTH}(?:-(?:{_DAY}|XX))?|2[1-4]|XX(?:-XX)?|{_WEEK}))?)[?~%]?)"
)
_OPEN = r"(?:\.\.)?"
DATE_SHAPE = f"(?:{_EXACT_DAY}T{TIME_SHAPE}|{_POINT}(?:/(?:{_POINT}|{_OPEN}))?|{_OPEN}/{_POINT})"
_SHAPE = re.compile(DATE_SHAPE)
_PLAIN_DAY = re.compile(_EXACT_DAY)
_HINT = "write 2025-12-02, 2025-12 or 2025; 1994~ is about 1994, 199X the 1990s, 2025-12-02/2025-12-04 three days"
_LONG_YEAR = re.compile(r"-[0-9]{4}|Y-?[0-9]{5}|0000(?!X)")
_LEVEL_2 = re.compile(
    r"[\[\]{}^]|[0-9][ES]|[?~%][0-9]|[0-9][?~%]-|X-?[0-9]|(?<=^[0-9]{4})-(?:2[5-9]|3[0-9]|4[01])$|XXX"
)
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_LONGEST = len("2025-12-02T10:00:00+03:00[America/Argentina/ComodRivadavia]")
_SPRING, _WINTER = 21, 24


class DatePoint(NamedTuple):
    """One date: its precision, its first and last day, and its doubt: "", ? uncertain, ~ approximate, % both.

    `julian` is the date as the Julian calendar has it, "" for a Gregorian one; the days are Gregorian.
    """

    form: DateForm
    first: dt.date
    last: dt.date
    doubt: str = ""
    julian: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or an interval: its text in `edtf`, and its range from `earliest` to `latest` inclusive.

    `points` are one date, or the two ends of an interval, None for an end that is open (`..`) or unknown: then
    `earliest` is the calendar's first day, or `latest` its last. Doubt (? ~ %) does not widen the range. Winter begins
    in December of its year. `time` is the time of day with seconds and, where it is known, the offset from UTC:
    `10:00:00+03:00`, `10:00:00Z`; `zone` is the IANA name of its zone, "" where none is written.
    """

    edtf: str
    earliest: dt.date
    latest: dt.date
    points: tuple[DatePoint | None, ...]
    time: str = ""
    zone: str = ""

    @property
    def utc(self) -> dt.datetime | None:
        """The instant in UTC; None without a time of day or its zone, or if it is outside the calendar."""
        if not self.time or self.time[8:] == "":
            return None
        try:
            return dt.datetime.fromisoformat(f"{self.earliest.isoformat()}T{self.time}").astimezone(dt.UTC)
        except OverflowError:
            return None

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key that sorts dates by their start, or by their end if the start is open; a year precedes its months."""
        start = self.points[0]
        anchor = start.first if start else self.latest
        return anchor.toordinal(), -self.latest.toordinal(), self.edtf

    def covers(self, day: dt.date) -> bool:
        """Whether the day is within the range."""
        return self.earliest <= day <= self.latest

    def overlaps(self, other: "Date") -> bool:
        """Whether the two ranges have a day in common."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@lru_cache(maxsize=32_768)
def read_date(text: str) -> Date | ValueFault:
    """Parse a text as a date, or explain why it is not one."""
    if not _SHAPE.fullmatch(text):
        return _fault(text)
    day, separator, time = text.partition("T")
    if not separator and "/" in text:
        return _interval(text)
    point = _point(day)
    if isinstance(point, ValueFault):
        return point
    date = Date(text, point.first, point.last, (point,))
    return _timed(date, time) if time else date


def _timed(date: Date, text: str) -> Date | ValueFault:
    """The date with its time of day."""
    found = read_time(text, date.earliest)
    if isinstance(found, ValueFault):
        return found._replace(at=found.at + len(date.edtf) - len(text))
    return replace(date, time=found.time, zone=found.zone)


def check_date(text: str) -> ValueFault | None:
    """Reject anything but a date, days that do not exist, and intervals that end before they begin."""
    date = read_date(text)
    return date if isinstance(date, ValueFault) else None


def sort_key(text: str) -> tuple[int, int, str]:
    """The sort key of a date in a text; a text without a date sorts before all dates."""
    date = read_date(text)
    return date.sort_key if isinstance(date, Date) else (0, 0, text)


def covers(period: Mapping[str, str], date: str) -> bool:
    """Whether a date overlaps a period `{"from": …, "to": …}` with optional ends; False for a text without a date."""
    start, end, when = (read_date(text) for text in (period.get("from", ".."), period.get("to", ".."), date))
    if not isinstance(when, Date):
        return False
    begun = not isinstance(start, Date) or start.earliest <= when.latest
    return begun and (not isinstance(end, Date) or when.earliest <= end.latest)


def dates_agree(one: str, other: str) -> bool:
    """Whether two dates may be the same, one being more exact; two different days or hours may not."""
    first, second = read_date(one), read_date(other)
    if not isinstance(first, Date) or not isinstance(second, Date):
        return one == other
    if first.utc and second.utc:
        return first.utc == second.utc
    return first.overlaps(second) and (not first.time or not second.time or first.time[:8] == second.time[:8])


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
    """One date of valid shape."""
    body, doubt = (text[:-1], text[-1]) if text[-1] in "?~%" else (text, "")
    if text.endswith(JULIAN) or "W" in body or "X" in body:
        return _julian(text) if text.endswith(JULIAN) else (_week if "W" in body else _unspecified)(body, doubt)
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


def _week(body: str, doubt: str) -> DatePoint | ValueFault:
    days = week(int(body[:4]), int(body[6:8]))
    if days is None:
        last = dt.date(int(body[:4]), 12, 28).isocalendar().week
        return ValueFault(f"{body} does not exist", f"{body[:4]} has {last} weeks", len("2025-"))
    day = body[9:]
    if day:
        exact = days[0] + dt.timedelta(int(day) - 1)
        return DatePoint("day", exact, exact, doubt)
    return DatePoint("week", *days, doubt)


def _julian(text: str) -> DatePoint | ValueFault:
    """A day, month or year of the Julian calendar, as the Gregorian days that it covers."""
    given = text.removesuffix(JULIAN)
    body, doubt = (given[:-1], given[-1]) if given[-1] in "?~%" else (given, "")
    year, month, day = (int(part) for part in (body[:4], body[5:7] or "0", body[8:] or "0"))
    start, end = month or 1, month or 12
    first, last = from_julian(year, start, day or 1), from_julian(year, end, day or last_of_julian(year, end))
    if first is None or last is None:
        if day > last_of_julian(year, start):
            days = f"{body[:7]} has {last_of_julian(year, start)} days in the Julian calendar"
            return ValueFault(f"{body} does not exist", days, len("2025-12-"))
        return ValueFault("a year before 1 or beyond 9999", "such years are not supported")
    return DatePoint("day" if day else "month" if month else "year", first, last, doubt, body)


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
    """Seasons of three months each: 21 is spring from March, 24 is winter from December."""
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
    return ValueFault(f"{body} does not exist", f"{body[:7]} has {_last(year, month).day} days", len("2025-12-"))


def _fault(text: str) -> ValueFault:
    if found := _LONG_YEAR.search(text):
        return ValueFault("a year before 1 or beyond 9999", "such years are not supported", found.start())
    if found := _LEVEL_2.search(text):
        return ValueFault("EDTF level 2 is not supported", f"use level 1: {_HINT}", found.start())
    if found := _LOOSE.fullmatch(text):
        year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
        tidy = f"{year}-{int(month):02}-{int(day):02}"
        if tidy != text and isinstance(read_date(tidy), Date):
            return ValueFault(f"{quoted(text)} is not an EDTF date", f"write {tidy}")
    return ValueFault(f"{quoted(text)} is not an EDTF date", _HINT, _date_length(text))


def _date_length(text: str) -> int:
    """The length of the longest date at the start of a text."""
    lengths = (end for end in range(min(len(text), _LONGEST), 0, -1) if _SHAPE.fullmatch(text, 0, end))
    return next(lengths, 0)


_TYPES = {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
DATE = ValueType("date", check_date, {**_TYPES, "pattern": whole(DATE_SHAPE)})
