"""Values of dates: what a match of a language's date rule means on an article's day, as EDTF, and how sure that is."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from generator.drafting.date_days import (
    day_of_month,
    day_range,
    fixed_day,
    holiday,
    listed,
    named_day,
    nth_weekday,
    numeric_day,
    whole_day,
)
from generator.drafting.date_months import month, months, season, year_part
from generator.drafting.date_periods import ahead, end_of_year, night, period, recently, same, shift, soon
from generator.drafting.date_phrase import DatePhrase, DateValue
from generator.drafting.date_rules import DateRule
from generator.drafting.date_weekdays import weekday
from generator.drafting.date_years import century, decade, fiscal_year, is_in_calendar, short_year, year, years
from generator.drafting.language import Language
from generator.drafting.model import TaggedSpan


def date_value(
    rule: DateRule, match: re.Match[str], found: Sequence[TaggedSpan], today: date | None, words: Language
) -> DateValue | None:
    """The EDTF of a match, its confidence and the reason; None if the match is not a date."""
    try:
        value = _MEANINGS[rule.means](_phrase(rule, match, found, today, words))
    except (ValueError, OverflowError):
        return None
    return value if value and is_in_calendar(value[0]) else None


def day_with_year(rule: DateRule, match: re.Match[str], words: Language) -> date | None:
    """The day of a match with a year; None if it has no year or the day does not exist."""
    try:
        return whole_day(_phrase(rule, match, (), None, words))
    except ValueError:
        return None


def _phrase(
    rule: DateRule, match: re.Match[str], found: Sequence[TaggedSpan], today: date | None, words: Language
) -> DatePhrase:
    """The match with its groups; "year2" stands for "year" where a pattern has two ways to say one."""
    given = {key: value for key, value in match.groupdict().items() if value}
    groups = {key.rstrip("2"): value for key, value in given.items()} | given
    return DatePhrase(rule, match, groups, found, today, words)


def _no_date(_phrase: DatePhrase) -> None:
    """What looks like a date and is none: "every Friday"."""


_MEANINGS: Mapping[str, Callable[[DatePhrase], DateValue | None]] = {
    "day": named_day,
    "numeric": numeric_day,
    "days": day_range,
    "listed": listed,
    "day of month": day_of_month,
    "fixed": fixed_day,
    "holiday": holiday,
    "nth weekday": nth_weekday,
    "weekday": weekday,
    "month": month,
    "months": months,
    "season": season,
    "year part": year_part,
    "shift": shift,
    "night": night,
    "period": period,
    "same": same,
    "ahead": ahead,
    "soon": soon,
    "end": end_of_year,
    "recently": recently,
    "decade": decade,
    "century": century,
    "years": years,
    "year": year,
    "short year": short_year,
    "fiscal year": fiscal_year,
    "none": _no_date,
}
