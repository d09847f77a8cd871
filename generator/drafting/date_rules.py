"""Date rules: the patterns in which a language writes dates, made of its words, with what each match means."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from generator.drafting.language import HUNDRED, TABLES, Language, alternatives

_PLACEHOLDER = re.compile(r"\{([a-z]\w*)\}")
_FOUR_DIGITS, _YEARS = "year4", frozenset({"year", "years"})


class DateRule(NamedTuple):
    """A way to write a date: its pattern, what a match means, and the values that the pattern fixes.

    `needs` are the tables of words without one of which the pattern cannot match.
    """

    pattern: re.Pattern[str]
    means: str
    unit: str = ""
    by: int = 0
    sign: int = 1
    relative_to: str = ""
    day: str = ""
    needs: frozenset[str] = frozenset()


@cache
def date_rules(words: Language) -> tuple[DateRule, ...]:
    """A language's date rules, in order of precedence."""
    rules = words.data.get("dates", {}).get("rules", [])
    return tuple(_rule(rule, words) for rule in rules) if isinstance(rules, list) else ()


def tables_in(text: str, start: int, end: int, words: Language) -> frozenset[str]:
    """The tables of which a word stands in a range of a text: a rule that needs another need not be tried."""
    return frozenset(name for name, pattern in _found_by(words) if pattern.search(text, start, end))


def holidays_in(text: str, words: Language) -> tuple[tuple[int, int], ...]:
    """Where holidays stand in a text: what looks like a name in them is none, as in "Valentine's Day"."""
    return tuple(match.span() for match in _holidays(words).finditer(text))


@cache
def _holidays(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words_of('holiday', words)})(?!\w)")


@cache
def _found_by(words: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = sorted({name for rule in date_rules(words) for name in rule.needs})
    needed = [(name, r"\d{4}" if name == _FOUR_DIGITS else _words_of(name, words)) for name in names]
    return tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for name, pattern in needed)


def _rule(rule: Mapping[str, str], words: Language) -> DateRule:
    needs = {name for name in TABLES if f"(?P<{name}>{{{name}}})" in rule["match"]}
    return DateRule(
        re.compile(rf"(?<![\w-])(?:{_expanded(rule['match'], words)})(?!\w)"),
        rule["means"],
        rule.get("unit", ""),
        int(rule.get("by", "0")),
        int(rule.get("sign", "1")),
        rule.get("from", ""),
        rule.get("day", ""),
        frozenset(needs | ({_FOUR_DIGITS} if rule["means"] in _YEARS else set())),
    )


def _expanded(pattern: str, words: Language) -> str:
    """A pattern with the words of a table, or a text of the language's dates, in place of each {placeholder}."""
    return _PLACEHOLDER.sub(lambda match: rf"(?:{_words_of(match[1], words)})", pattern)


def _words_of(name: str, words: Language) -> str:
    if name in TABLES:
        return alternatives(word for each in words.table("dates", TABLES[name]).values() for word in each)
    if name == "number":
        return rf"(?<!\d[,.’'\s])\d{{1,3}}|(?i:{_number_words(words)})"
    return _expanded(words.text("dates", name), words)


def _number_words(words: Language) -> str:
    """Number words, alone or as in "twenty-five" and "two hundred"."""
    numbers = words.numbers.items()
    ones, tens, hundred, alone = (
        alternatives(word for word, value in numbers if value in each)
        for each in (range(1, 10), range(20, 100, 10), (HUNDRED,), range(1, HUNDRED))
    )
    return rf"(?:{ones})[- ](?:{hundred})|(?:{tens})[- ](?:{ones})|{alone}"
