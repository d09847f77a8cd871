"""Dates as news says them, to EDTF against the day of the article: "Tuesday", "Dec. 2", "last week", "a day later"."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from generator.drafting.calendar import named_day, nearest_year, period, season, shifted
from generator.drafting.language import DateRule, Language, alternatives
from generator.drafting.model import DATE, Confidence, Span

_NEAR = 250
_BEFORE, _AFTER = 70, 30
_DATELINE = 600
_FAR_OFF, _CENTURIES = 60, 21
_DAY = 10


def find_dates(
    text: str, passages: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]], today: date | None,
    words: Language,
) -> tuple[Span, ...]:  # fmt: skip
    """The dates in some passages of a text, in order; a stretch of `taken` holds none.

    Days that the text leaves open are near `today`, before it unless the sentence speaks of what is to come. Where
    nothing says what day today is, only dates with their year are found.
    """
    found: list[Span] = []
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    for start, end in passages:
        for rule in words.date_rules:
            for match in rule.pattern.finditer(text, start, end):
                if any(covered[match.start() : match.end()]) or not match.group():
                    continue
                value = _value(rule, match, found, today, words)
                if value:
                    covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                    found.append(Span(match.start(), match.end(), DATE, value[0], value[1], value[2]))
    return tuple(sorted(found))


def dateline(text: str, today: date | None, words: Language) -> tuple[date | None, str]:
    """The day that a text says itself to be of, in its first lines, and a note where the front matter has another."""
    for rule in words.date_rules:
        if rule.means != "day":
            continue
        for match in rule.pattern.finditer(text, 0, _DATELINE):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            alone = text[match.end() : match.end() + 1] in ("", "\n") and match.groupdict().get("year")
            if alone and (not line.strip() or words.value("weekday", match.group().split(",")[0].split(" ")[0])):
                told = _whole_day(match.groupdict(), words)
                if told and (today is None or abs((told - today).days) <= _FAR_OFF):
                    note = "" if today in (None, told) else f"the dateline says {told}, the front matter {today}"
                    return told, note
    return today, ""


def _value(
    rule: DateRule, match: re.Match[str], found: Sequence[Span], today: date | None, words: Language
) -> tuple[str, Confidence, str] | None:
    """The EDTF of a match, how sure it is, and why; None where the match is no date after all."""
    given = {key: value for key, value in match.groupdict().items() if value}
    groups = {key.rstrip("2"): value for key, value in given.items() if key in _SECOND} | given
    if rule.month:
        groups |= {"month_number": rule.month, "day": rule.day}
    try:
        return _MEANINGS[rule.means](_Told(rule, match, groups, found, today, words))
    except (ValueError, OverflowError):
        return None


_SECOND = frozenset({"number2", "unit2"})


class _Told:
    """One match of a rule with all that gives it its value."""

    __slots__ = ("day", "found", "groups", "match", "rule", "words")

    def __init__(
        self,
        rule: DateRule,
        match: re.Match[str],
        groups: Mapping[str, str],
        found: Sequence[Span],
        day: date | None,
        words: Language,
    ) -> None:
        self.rule, self.match, self.groups, self.found, self.day, self.words = rule, match, groups, found, day, words

    @property
    def today(self) -> date:
        """The day of the article; ValueError where nothing says it, so that what counts from it is no date."""
        if self.day is None:
            raise ValueError
        return self.day

    @property
    def number(self) -> int:
        """How many units."""
        word = self.groups.get("number", "1")
        return int(word) if word.isdigit() else self.words.numbers[word.lower()]

    @property
    def unit(self) -> str:
        """The unit, as the language's data name it."""
        return self.words.value("unit", self.groups["unit"]) if "unit" in self.groups else self.rule.unit

    @property
    def month(self) -> int:
        """The month, by its name or its number."""
        return int(self.groups.get("month_number") or self.words.value("month", self.groups["month"]))

    @property
    def comes(self) -> bool:
        """Whether the words before speak of what is to come, nearer than they speak of what was."""
        future, past = _tenses(self.words)
        text, start = self.match.string, self.match.start()
        left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - _BEFORE, 0)
        ahead = max((found.start() for found in future.finditer(text, left, start)), default=-1)
        behind = max((found.start() for found in past.finditer(text, left, start)), default=-1)
        return ahead >= 0 and ahead > behind

    @property
    def anchor(self) -> date:
        """The day that "a day later" counts from: the last one named just before, else the article's."""
        if not self.rule.relative_to:
            return self.today
        start = self.match.start()
        near = (span for span in self.found if start - _NEAR < span.end <= start and len(span.id) == _DAY)
        last = max(near, default=None)
        return date.fromisoformat(last.id) if last else self.today


@cache
def _tenses(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    future, past = (alternatives(words.words("dates", key)) for key in ("future", "past"))
    return re.compile(rf"(?<!\w)(?:{future})(?!\w)", re.IGNORECASE), re.compile(
        rf"(?<!\w)(?:{past})(?!\w)", re.IGNORECASE
    )


def _whole_day(groups: Mapping[str, str | None], words: Language) -> date | None:
    """The day that a match gives with its year; None where no calendar has it."""
    month = int(groups.get("month_number") or words.value("month", groups["month"] or ""))
    try:
        return date(int(groups["year"] or 0), month, int(groups["day"] or 0))
    except ValueError:
        return None


def _on_day(told: _Told) -> tuple[str, Confidence, str] | None:
    groups, month, day = told.groups, told.month, int(told.groups["day"])
    if "year" in groups:
        return date(int(groups["year"]), month, day).isoformat(), "sure", "a day with its year"
    near = nearest_year(told.today, month, day)
    return near.isoformat(), "sure", f"a day without its year, in that nearest to {told.today}"


def _days(told: _Told) -> tuple[str, Confidence, str] | None:
    groups = told.groups
    month = told.month
    month2 = int(told.words.value("month", groups["month2"])) if "month2" in groups else month
    year = int(groups["year"]) if "year" in groups else nearest_year(told.today, month, int(groups["day"])).year
    first, last = date(year, month, int(groups["day"])), date(year + (month2 < month), month2, int(groups["day2"]))
    return (f"{first}/{last}", "sure", "from a day to another") if first < last else None


def _month(told: _Told) -> tuple[str, Confidence, str] | None:
    month, which = told.month, told.groups.get("which", "").lower()
    if "year" in told.groups:
        return f"{told.groups['year']}-{month:02}", "sure", "a month"
    today = told.today
    year = today.year
    if which == "last" or (not which and month > today.month and not told.comes):
        year -= month >= today.month
    elif which == "next" or (not which and month < today.month and told.comes):
        year += month <= today.month
    return f"{year}-{month:02}", "likely", f"a month, seen from {today}"


def _weekday(told: _Told) -> tuple[str, Confidence, str]:
    day = int(told.words.value("weekday", told.groups["weekday"]))
    which = told.groups.get("which", "").lower()
    found = named_day(told.today, day, which, comes=told.comes)
    confidence: Confidence = "likely" if which or found > told.today else "sure"
    return (
        found.isoformat(),
        confidence,
        f"a day of the week, {'after' if found > told.today else 'up to'} {told.today}",
    )


def _shift(told: _Told) -> tuple[str, Confidence, str] | None:
    by = told.rule.by if told.rule.unit else told.number * told.rule.sign
    value = shifted(told.anchor, told.unit, by)
    confidence: Confidence = "sure" if told.rule.unit and not told.rule.relative_to else "likely"
    if told.rule.relative_to:
        confidence = "unsure"
    return (value, confidence, f"counted from {told.anchor}") if value else None


def _period(told: _Told) -> tuple[str, Confidence, str] | None:
    value = period(told.today, told.unit, told.rule.by)
    return (value, "likely", f"seen from {told.today}") if value else None


def _same(told: _Told) -> tuple[str, Confidence, str] | None:
    if told.anchor == told.today and not any(span.end <= told.match.start() for span in told.found):
        return None
    value = period(told.anchor, told.unit, 0) if told.unit != "day" else told.anchor.isoformat()
    return value, "unsure", f"the {told.unit} of {told.anchor}"


def _soon(told: _Told) -> tuple[str, Confidence, str] | None:
    last = shifted(told.today, told.unit, told.number)
    return (f"{told.today.isoformat()[: len(last)]}/{last}", "unsure", f"from {told.today} on") if last else None


def _end(told: _Told) -> tuple[str, Confidence, str]:
    return f"{told.today.year}-12-31", "unsure", f"the end of the year that {told.today} is in"


def _recently(told: _Told) -> tuple[str, Confidence, str] | None:
    number = told.number if "number" in told.groups else 3
    first = shifted(told.today, told.unit, -number)
    if not first:
        return None
    last = told.today.isoformat()[: len(first)] if len(first) <= _DAY else told.today.isoformat()
    return f"{first.split('/')[0]}/{last}", "unsure", f"up to {told.today}"


def _season(told: _Told) -> tuple[str, Confidence, str]:
    code = int(told.words.value("season", told.groups["season"]))
    year = told.groups.get("year")
    if year:
        return f"{year}-{code}", "sure", "a season with its year"
    return season(told.today, code, told.groups.get("which", "").lower()), "unsure", f"a season, seen from {told.today}"


def _decade(told: _Told) -> tuple[str, Confidence, str]:
    if short := told.groups.get("short_decade"):
        century = told.today.year // 100
        return (
            f"{century - (int(short) > told.today.year // 10 % 10)}{short}X",
            "likely",
            "a decade of this century or the last",
        )
    return f"{told.groups['decade']}X", "sure", "a decade"


def _century(told: _Told) -> tuple[str, Confidence, str] | None:
    number = int(told.groups["century"])
    return (f"{number - 1:02}XX", "sure", "a century") if 1 < number <= _CENTURIES else None


def _years(told: _Told) -> tuple[str, Confidence, str] | None:
    first, last = told.groups["year"], told.groups["year2"]
    last = last if len(last) == len(first) else first[:2] + last
    return (f"{first}/{last}", "likely", "from a year to another") if first < last else None


def _year(told: _Told) -> tuple[str, Confidence, str]:
    return told.groups["year"], "sure", "a year"


_MEANINGS: Mapping[str, Callable[[_Told], tuple[str, Confidence, str] | None]] = {
    "day": _on_day,
    "days": _days,
    "month": _month,
    "weekday": _weekday,
    "shift": _shift,
    "period": _period,
    "same": _same,
    "soon": _soon,
    "end": _end,
    "recently": _recently,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
}
