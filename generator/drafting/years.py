"""Tells whether a number is a year, by the words around it, and whether a date lies in the calendar."""

import re
from functools import cache

from generator.drafting.language import Language
from generator.drafting.model import Confidence

_WORD = 24
_YEAR = re.compile(r"(?!0000)(?:\d{4}|\d{3}X|\d\dXX)(?![^-])")
_LONG_NUMBER = re.compile(r",? ?\d{5}")


def is_in_calendar(value: str) -> bool:
    """Whether each day, month or year of a date in EDTF has a year from 0001 to 9999."""
    return all(_YEAR.match(part) for part in value.split("/"))


def is_before_long_number(match: re.Match[str]) -> bool:
    """Whether a number too long for a year stands behind a match: "1 Sep 20261"."""
    return bool(_LONG_NUMBER.match(match.string, match.end()))


def year_confidence(match: re.Match[str], year: str, words: Language) -> Confidence | None:
    """How sure it is that a match is a year; None if it is none.

    A bare number is one only behind a word or mark that takes a year, and it is sure if no noun follows.
    """
    before, behind = _around(words)
    if match.group() != year or before is None:
        return "sure"
    found = before.search(match.string, max(0, match.start() - _WORD), match.start())
    if not found:
        return None
    if found["takes"] is None:
        return "unsure"
    return "sure" if behind.match(match.string, match.end()) else "likely"


@cache
def _around(words: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """What stands before a bare year, and behind one that is sure; None if the language never writes a bare one."""
    takes, also, follow = (words.any_of("dates", key) for key in ("before_year", "before_likely_year", "behind_year"))
    series = r"\d{4}(?:,| and| or| to|,? and)"
    doubtful = rf"(?:[(.!?;:—–“\n]|(?<!\w)(?:{also})|['’]s?,?|^) ?$"
    pattern = re.compile(rf"(?<!\w)(?P<takes>(?:{takes}|{series}) )$|{doubtful}", re.IGNORECASE)
    return pattern if words.words("dates", "before_year") else None, re.compile(rf"(?! [a-z])| (?:{follow})(?!\w)")
