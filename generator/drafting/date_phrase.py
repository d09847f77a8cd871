"""A match of a date rule, with what its value is computed from."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from generator.drafting.language import DateRule, Language
from generator.drafting.model import TaggedSpan
from generator.drafting.tense import Tense, is_unsettled, tense_of

_NEAR, _DAY, _PARTS = 250, 10, 3
_LONG_UNITS = frozenset({"month", "year", "decade", "century"})


class DatePhrase:
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
    def tense(self) -> Tense:
        """The tense in which the sentence speaks of the match."""
        return tense_of(self.match, self.words)

    @property
    def is_unsettled(self) -> bool:
        """Whether words around a weekday leave open which one is meant."""
        return is_unsettled(self.match, self.words)

    @property
    def anchor(self) -> date:
        """The day that "a day later" counts from: the last one named shortly before, else the article's."""
        if not self.rule.relative_to and self.rule.means != "same":
            return self.today
        start = self.match.start()
        is_long = bool(self.groups.get("unit") or self.rule.unit) and self.unit in _LONG_UNITS
        reach = len(self.match.string) if self.rule.means == "same" else _NEAR
        near = [span for span in self.found if start - reach < span.end <= start]
        days = (first_day(span.id) for span in reversed(near) if len(span.id) == _DAY or is_long)
        return next((day for day in days if day), self.today)

    @property
    def coarse(self) -> str:
        """The month or year shortly before, if days cannot be counted from it: "in July 2019 … three days later"."""
        start, is_counted = self.match.start(), bool(self.rule.relative_to and not self.rule.unit)
        near = [span for span in self.found if start - _NEAR < span.end <= start]
        is_coarse = is_counted and near and len(near[-1].id) < _DAY and self.unit not in _LONG_UNITS
        return near[-1].id if is_coarse else ""


def first_day(value: str) -> date | None:
    """The first day of a day, month or year in EDTF; None for anything else."""
    parts = value.split("-")
    try:
        return date(*(int(part) for part in (*parts, "1", "1")[:_PARTS]))
    except ValueError:
        return None
