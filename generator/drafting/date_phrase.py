"""A match of a date rule, with what its value is computed from."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from generator.drafting.date_rules import DateRule
from generator.drafting.language import Language
from generator.drafting.model import Confidence, TaggedSpan
from generator.drafting.tense import Tense, is_present, is_unsettled, quotation_around, tense_of

DateValue = tuple[str, Confidence, str]
"""The EDTF of a date, how sure it is, and the reason."""
Which = Literal["last", "past", "this", "coming", "next", ""]
STEPS: Mapping[Which, int] = {"last": -1, "past": -1, "this": 0, "coming": 1, "next": 1}
_WHICH: tuple[Which, ...] = ("last", "past", "this", "coming", "next")
NEAR = 250
_DAY, _PARTS = 10, 3
_LONG_UNITS = frozenset({"month", "year", "decade", "century"})
_LONG_MEANINGS = frozenset({"month", "season"})


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
    def which(self) -> Which:
        """Which one of its kind is meant; "past" and "coming" are the nearest ones, "" says nothing."""
        return next((name for name in _WHICH if name in self.groups), "")

    @property
    def number(self) -> int:
        """The number of units."""
        return self.words.number(self.groups.get("number", "1"))

    @property
    def unit(self) -> str:
        """The unit's name in the language data."""
        return self.words.value("unit", self.groups["unit"]) if "unit" in self.groups else self.rule.unit

    @property
    def month(self) -> int:
        """The month's number."""
        return int(self.groups.get("month_number") or self.words.value("month", self.groups["month"]))

    @property
    def nth(self) -> int:
        """The ordinal number, in digits or as a word; -1 is the last."""
        word = self.groups["nth"]
        return int(word) if word.isdigit() else int(self.words.value("nth", word))

    @property
    def day_of_month(self) -> int:
        """The day's number, in digits or as an ordinal word."""
        return int(self.groups["day"]) if "day" in self.groups else self.nth

    @property
    def tense(self) -> Tense:
        """The tense in which the sentence speaks of the match."""
        return tense_of(self.match, self.words)

    @property
    def is_unsettled(self) -> bool:
        """Whether words around a weekday leave open which one is meant."""
        return is_unsettled(self.match, self.words)

    @property
    def is_quoted(self) -> bool:
        """Whether the match stands in a quotation, whose words may be older than the article."""
        return quotation_around(self.match) is not None

    @property
    def is_present(self) -> bool:
        """Whether a word before "today" makes it the present age: "the size it is today"."""
        return is_present(self.match, self.words)

    @property
    def anchor(self) -> date:
        """The day that "a day later" counts from: the last one named shortly before, else the article's."""
        if not self.rule.relative_to and self.rule.means != "same":
            return self.today
        start = self.match.start()
        is_long = self.unit in _LONG_UNITS or self.rule.means in _LONG_MEANINGS
        reach = len(self.match.string) if self.rule.means == "same" else NEAR
        near = [span for span in self.found if start - reach < span.end <= start]
        days = (first_day(span.id) for span in reversed(near) if is_day(span.id) or is_long)
        return next((day for day in days if day), self.today)

    @property
    def previous(self) -> TaggedSpan | None:
        """The date before the match that is nearest to it."""
        return max((span for span in self.found if span.end <= self.match.start()), default=None)

    @property
    def coarse(self) -> str:
        """The month or year shortly before, if days cannot be counted from it: "in July 2019 … three days later"."""
        start, is_counted = self.match.start(), bool(self.rule.relative_to and not self.rule.unit)
        near = [span for span in self.found if start - NEAR < span.end <= start]
        is_coarse = is_counted and near and len(near[-1].id) < _DAY and self.unit not in _LONG_UNITS
        return near[-1].id if is_coarse else ""

    def follows(self, span: TaggedSpan, key: str) -> bool:
        """Whether only what a pattern of the language data allows stands between a date and the match."""
        between = self.match.string[span.end : self.match.start()]
        return bool(re.fullmatch(self.words.text("dates", key) or r"(?!)", between))


def is_day(value: str) -> bool:
    """Whether a date in EDTF is a whole day."""
    return len(value) == _DAY and value[-1].isdigit() and "/" not in value


def first_day(value: str) -> date | None:
    """The first day of a day, month or year in EDTF; None for anything else."""
    parts = value.split("-")
    try:
        return date(*(int(part) for part in (*parts, "1", "1")[:_PARTS]))
    except ValueError:
        return None
