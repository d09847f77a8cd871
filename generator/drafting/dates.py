"""Reads the dates of news as EDTF, counted from the article's day: "Tuesday", "Dec. 2", "last week", "a day later"."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from generator.drafting.calendar import named_day, nearest_year, period, season, shifted
from generator.drafting.language import DateRule, Language
from generator.drafting.model import DATE, Confidence, TaggedSpan
from generator.drafting.tense import is_future

_NEAR = 250
_DATELINE = 600
_FAR_OFF, _CENTURIES = 60, 21
_DAY, _AHEAD = 10, 60
_WHOSE = {"last": -1, "this": 0, "next": 1}
_SAME, _RECENT = "same", 20


def find_dates(
    text: str, blocks: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]], known: Sequence[TaggedSpan],
    today: date | None, words: Language,
) -> tuple[TaggedSpan, ...]:  # fmt: skip
    """The dates in some blocks of a text, in order; none overlaps a range of `taken` or of the `known` dates.

    A date without its year is the one nearest to `today`, in the past unless the sentence speaks of the future. If
    `today` is None, only dates with a year are found.
    """
    found: list[TaggedSpan] = []
    relative: list[tuple[DateRule, re.Match[str]]] = []
    covered = bytearray(len(text))
    for start, end in (*taken, *((each.start, each.end) for each in known)):
        covered[start:end] = b"\1" * (end - start)
    for start, end in blocks:
        for rule in words.date_rules:
            for match in rule.pattern.finditer(text, start, end):
                if any(covered[match.start() : match.end()]) or not match.group():
                    continue
                is_relative = bool(rule.relative_to) or rule.means == _SAME
                span = None if is_relative else _span(rule, match, (), today, words)
                relative += [(rule, match)] if is_relative else []
                found += [span] if span else []
                if span or is_relative:
                    covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted((*found, *_relative_dates(relative, (*found, *known), today, words))))


def _relative_dates(
    matches: Sequence[tuple[DateRule, re.Match[str]]], others: Sequence[TaggedSpan], today: date | None, words: Language
) -> list[TaggedSpan]:
    """The dates that count from a date before them, in order; `others` are the other dates of the text."""
    waiting, before, found = sorted(others), list[TaggedSpan](), list[TaggedSpan]()
    at = 0
    for rule, match in sorted(matches, key=lambda each: each[1].start()):
        while at < len(waiting) and waiting[at].end <= match.start():
            before.append(waiting[at])
            at += 1
        if span := _span(rule, match, before[-_RECENT:], today, words):
            found.append(span)
            before.append(span)
    return found


def _span(
    rule: DateRule, match: re.Match[str], before: Sequence[TaggedSpan], today: date | None, words: Language
) -> TaggedSpan | None:
    value = _value(rule, match, before, today, words)
    return TaggedSpan(match.start(), match.end(), DATE, *value) if value else None


def dateline(text: str, today: date | None, words: Language) -> tuple[date | None, str]:
    """The day of the dateline in a text's first lines, and a note if the front matter has another."""
    for rule in words.date_rules:
        if rule.means != "day":
            continue
        for match in rule.pattern.finditer(text, 0, _DATELINE):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            alone = text[match.end() : match.end() + 1] in ("", "\n") and match.groupdict().get("year")
            if alone and (not line.strip() or words.value("weekday", match.group().split(",")[0].split(" ")[0])):
                day = _whole_day(match.groupdict(), words)
                if day and (today is None or abs((day - today).days) <= _FAR_OFF):
                    note = "" if today in (None, day) else f"the dateline says {day}, the front matter {today}"
                    return day, note
    return today, ""


def _value(
    rule: DateRule, match: re.Match[str], found: Sequence[TaggedSpan], today: date | None, words: Language
) -> tuple[str, Confidence, str] | None:
    """The EDTF of a match, its confidence and the reason; None if the match is not a date."""
    given = {key: value for key, value in match.groupdict().items() if value}
    groups = {key.rstrip("2"): value for key, value in given.items() if key in _SECOND} | given
    if rule.month:
        groups |= {"month_number": rule.month, "day": rule.day}
    try:
        return _MEANINGS[rule.means](_DatePhrase(rule, match, groups, found, today, words))
    except (ValueError, OverflowError):
        return None


_SECOND = frozenset({"number2", "unit2"})


class _DatePhrase:
    """A match of a date rule, with what its value is computed from."""

    __slots__ = ("day", "found", "groups", "match", "rule", "words")

    def __init__(
        self,
        rule: DateRule,
        match: re.Match[str],
        groups: Mapping[str, str],
        found: Sequence[TaggedSpan],
        day: date | None,
        words: Language,
    ) -> None:
        self.rule, self.match, self.groups, self.found, self.day, self.words = rule, match, groups, found, day, words

    @property
    def today(self) -> date:
        """The article's day; ValueError if it is unknown, so that nothing is counted from it."""
        if self.day is None:
            raise ValueError
        return self.day

    @property
    def number(self) -> int:
        """The number of units."""
        word = self.groups.get("number", "1")
        return int(word) if word.isdigit() else self.words.numbers[word.lower()]

    @property
    def unit(self) -> str:
        """The unit's name in the language data."""
        return self.words.value("unit", self.groups["unit"]) if "unit" in self.groups else self.rule.unit

    @property
    def month(self) -> int:
        """The month's number."""
        return int(self.groups.get("month_number") or self.words.value("month", self.groups["month"]))

    @property
    def is_future(self) -> bool:
        """Whether the words around the match speak of the future."""
        return is_future(self.match, self.words)

    @property
    def anchor(self) -> date:
        """The day that "a day later" counts from: the last one named shortly before, else the article's."""
        if not self.rule.relative_to:
            return self.today
        start = self.match.start()
        near = (span for span in self.found if start - _NEAR < span.end <= start and len(span.id) == _DAY)
        last = max(near, default=None)
        return date.fromisoformat(last.id) if last else self.today


def _whole_day(groups: Mapping[str, str | None], words: Language) -> date | None:
    """The day of a match with a year; None if it has no year or the day does not exist."""
    month = int(groups.get("month_number") or words.value("month", groups["month"] or ""))
    try:
        return date(int(groups["year"] or 0), month, int(groups["day"] or 0))
    except ValueError:
        return None


def _on_day(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    groups, month, day = phrase.groups, phrase.month, int(phrase.groups["day"])
    if "year" in groups:
        return date(int(groups["year"]), month, day).isoformat(), "sure", "a day with its year"
    near = nearest_year(phrase.today, month, day)
    if (near - phrase.today).days > _AHEAD and not phrase.is_future:
        return (
            near.replace(year=near.year - 1).isoformat(),
            "likely",
            f"no year given: the last such day before {phrase.today}",
        )
    return near.isoformat(), "sure", f"no year given: the day nearest to {phrase.today}"


def _days(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    groups = phrase.groups
    month = phrase.month
    month2 = int(phrase.words.value("month", groups["month2"])) if "month2" in groups else month
    year = int(groups["year"]) if "year" in groups else nearest_year(phrase.today, month, int(groups["day"])).year
    first, last = date(year, month, int(groups["day"])), date(year + (month2 < month), month2, int(groups["day2"]))
    return (f"{first}/{last}", "sure", "a range of days") if first < last else None


def _month(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    month, which = phrase.month, phrase.groups.get("which", "").lower()
    if "year" in phrase.groups:
        return f"{phrase.groups['year']}-{month:02}", "sure", "a month"
    today = phrase.today
    year = today.year
    if whose := phrase.groups.get("whose"):
        return f"{year + _WHOSE[whose]}-{month:02}", "likely", f"a month of {whose} year"
    if which == "last" or (not which and month > today.month and not phrase.is_future):
        year -= month >= today.month
    elif which == "next" or (not which and month < today.month and phrase.is_future):
        year += month <= today.month
    return f"{year}-{month:02}", "likely", f"the month nearest to {today}"


def _weekday(phrase: _DatePhrase) -> tuple[str, Confidence, str]:
    day = int(phrase.words.value("weekday", phrase.groups["weekday"]))
    which = phrase.groups.get("which", "").lower()
    if week := phrase.groups.get("week"):
        monday = phrase.today - timedelta(phrase.today.weekday())
        return (monday + timedelta(7 * _WHOSE[week] + day - 1)).isoformat(), "likely", f"a day of {week} week"
    found = named_day(phrase.today, day, which, is_future=phrase.is_future)
    confidence: Confidence = "likely" if which or found > phrase.today else "sure"
    return (
        found.isoformat(),
        confidence,
        f"the nearest such weekday {'after' if found > phrase.today else 'up to'} {phrase.today}",
    )


def _shift(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    by = phrase.rule.by if phrase.rule.unit else phrase.number * phrase.rule.sign
    value = shifted(phrase.anchor, phrase.unit, by)
    confidence: Confidence = "sure" if phrase.rule.unit and not phrase.rule.relative_to else "likely"
    if phrase.rule.relative_to:
        confidence = "unsure"
    return (value, confidence, f"counted from {phrase.anchor}") if value else None


def _period(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    value = period(phrase.today, phrase.unit, phrase.rule.by)
    return (value, "likely", f"relative to {phrase.today}") if value else None


def _same(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    if phrase.anchor == phrase.today and not any(span.end <= phrase.match.start() for span in phrase.found):
        return None
    value = period(phrase.anchor, phrase.unit, 0) if phrase.unit != "day" else phrase.anchor.isoformat()
    return value, "unsure", f"the {phrase.unit} of {phrase.anchor}"


def _soon(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    last = shifted(phrase.today, phrase.unit, phrase.number)
    return (
        (f"{phrase.today.isoformat()[: len(last)]}/{last}", "unsure", f"starting on {phrase.today}") if last else None
    )


def _end(phrase: _DatePhrase) -> tuple[str, Confidence, str]:
    return f"{phrase.today.year}-12-31", "unsure", f"the end of the year {phrase.today.year}"


def _recently(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    number = phrase.number if "number" in phrase.groups else 3
    first = shifted(phrase.today, phrase.unit, -number)
    if not first:
        return None
    last = phrase.today.isoformat()[: len(first)] if len(first) <= _DAY else phrase.today.isoformat()
    return f"{first.split('/')[0]}/{last}", "unsure", f"up to {phrase.today}"


def _season(phrase: _DatePhrase) -> tuple[str, Confidence, str]:
    code = int(phrase.words.value("season", phrase.groups["season"]))
    year = phrase.groups.get("year")
    if year:
        return f"{year}-{code}", "sure", "a season with a year"
    return (
        season(phrase.today, code, phrase.groups.get("which", "").lower()),
        "unsure",
        f"a season near {phrase.today}",
    )


def _decade(phrase: _DatePhrase) -> tuple[str, Confidence, str]:
    if short := phrase.groups.get("short_decade"):
        century = phrase.today.year // 100
        return (
            f"{century - (int(short) > phrase.today.year // 10 % 10)}{short}X",
            "likely",
            "a decade of this or the last century",
        )
    return f"{phrase.groups['decade']}X", "sure", "a decade"


def _century(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    number = int(phrase.groups["century"])
    return (f"{number - 1:02}XX", "sure", "a century") if 1 < number <= _CENTURIES else None


def _years(phrase: _DatePhrase) -> tuple[str, Confidence, str] | None:
    first, last = phrase.groups["year"], phrase.groups["year2"]
    last = last if len(last) == len(first) else first[:2] + last
    return (f"{first}/{last}", "likely", "a range of years") if first < last else None


def _year(phrase: _DatePhrase) -> tuple[str, Confidence, str]:
    return phrase.groups["year"], "sure", "a year"


_MEANINGS: Mapping[str, Callable[[_DatePhrase], tuple[str, Confidence, str] | None]] = {
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
