"""Values of years, decades and centuries; tells whether a number is a year, by the words around it."""

import re
from datetime import date
from functools import cache

from generator.drafting.date_phrase import DatePhrase, DateValue
from generator.drafting.folding import UPPER
from generator.drafting.language import HUNDRED, Language
from generator.drafting.model import Confidence

_WORD, _NAME, _CENTURIES, _AHEAD = 24, 60, 21, 20
_YEAR = re.compile(r"(?!0000)(?:\d{4}|\d{3}X|\d\dXX)(?![^-])")
_END = re.compile(r"[.)]?(?:\s*\n|\s*$)")
_LONG_NUMBER = re.compile(r",? ?\d{5}")


def is_in_calendar(value: str) -> bool:
    """Whether each day, month or year of a date in EDTF has a year from 0001 to 9999."""
    return all(_YEAR.match(part) for part in value.split("/"))


def is_before_long_number(match: re.Match[str]) -> bool:
    """Whether a number too long for a year stands behind a match: "1 Sep 20261"."""
    return bool(_LONG_NUMBER.match(match.string, match.end()))


def full_year(short: str, today: date) -> int:
    """The year that two digits mean: the last such year, or one soon to come."""
    year = today.year // HUNDRED * HUNDRED + int(short)
    return year - HUNDRED if year > today.year + _AHEAD else year


def year(phrase: DatePhrase) -> DateValue | None:
    """A year, where the words around the number say that it is one."""
    number = phrase.groups["year"]
    confidence = _confidence(phrase.match, number, phrase.words)
    reason = "a number that may be a year" if confidence == "unsure" else "a year"
    return (number, confidence, reason) if confidence else None


def short_year(phrase: DatePhrase) -> DateValue:
    """A year of two digits: "in ’98"."""
    return f"{full_year(phrase.groups['short'], phrase.today)}", "unsure", "a year of this or the last century"


def fiscal_year(phrase: DatePhrase) -> DateValue | None:
    """A fiscal year, whose months the text does not say."""
    return phrase.groups["year"], "unsure", "a fiscal year may begin and end in other months"


def years(phrase: DatePhrase) -> DateValue | None:
    """A range of years."""
    first, last = phrase.groups["year"], phrase.groups["year2"]
    last = first[: len(first) - len(last)] + last
    return (f"{first}/{last}", "likely", "a range of years") if first < last else None


def decade(phrase: DatePhrase) -> DateValue:
    """A decade by its years or its name; one that ends in two zeros may be a century: "the 1700s"."""
    if name := phrase.groups.get("decade_name"):
        short = phrase.words.value("decade_name", name)
    elif not (short := phrase.groups.get("short_decade", "")):
        number = phrase.groups["decade"]
        is_open = number.endswith("0")
        if is_open and int(number) * 10 < phrase.today.year // HUNDRED * HUNDRED:
            return f"{number[:2]}XX", "likely", "a century, or its first decade"
        return f"{number}X", "likely" if is_open else "sure", "a decade"
    century_ = phrase.today.year // HUNDRED - (int(short) > phrase.today.year // 10 % 10)
    return f"{century_}{short}X", "likely", "a decade of this or the last century"


def century(phrase: DatePhrase) -> DateValue | None:
    """A century by its number."""
    number = phrase.nth
    return (f"{number - 1:02}XX", "sure", "a century") if 1 < number <= _CENTURIES else None


def _confidence(match: re.Match[str], number: str, words: Language) -> Confidence | None:
    """How sure it is that a match is a year; None if it is none.

    A bare number is one only behind a word or mark that takes a year, and it is sure if no noun follows.
    """
    before = _before_year(words)
    if match.group() != number or before is None:
        return "sure"
    found = before.search(match.string, max(0, match.start() - _WORD), match.start())
    if not found:
        return "unsure" if _closes(match, words) else None
    is_free = bool(behind_year(words).match(match.string, match.end()))
    if found["takes"] is None and found["measures"] is None:
        return "unsure"
    if found["measures"] is not None:
        return "likely" if is_free else None
    return "sure" if is_free else "likely"


def _closes(match: re.Match[str], words: Language) -> bool:
    """Whether a number closes an event's name or a note: "at Roecamp 2008", "(Roe, 2009)", "Oslo, 2009."."""
    text, (start, end) = match.string, match.span()
    is_last = text[start - 2 : start] == ", " and bool(_END.match(text, end))
    return is_last or text[end : end + 1] == ")" or bool(_event(words).search(text, max(0, start - _NAME), start))


@cache
def _event(words: Language) -> re.Pattern[str]:
    before, article = words.any_of("dates", "before_event"), words.any_of("names", "article")
    return re.compile(rf"(?<!\w)(?:{before}) (?:(?:{article}) )?(?:[{UPPER}][\w'’-]+ ){{1,4}}$")


@cache
def _before_year(words: Language) -> re.Pattern[str] | None:
    """What stands before a bare year; None if the language never writes a bare one."""
    takes, also, measures = (
        words.any_of("dates", key) for key in ("before_year", "before_likely_year", "before_free_year")
    )
    series = r"\d{4}(?:,| and| or| to|,? and)"
    doubtful = rf"(?:[(.!?;:—–“\n]|(?<!\w)(?:{also})|['’]s?,?|^) ?$"
    pattern = rf"(?<!\w)(?P<takes>(?:{takes}|{series}) )$|(?<!\w)(?P<measures>(?:{measures}) )$|{doubtful}"
    return re.compile(pattern, re.IGNORECASE) if words.words("dates", "before_year") else None


@cache
def behind_year(words: Language) -> re.Pattern[str]:
    """What stands behind a year, day or holiday that is no mere attribute of a noun."""
    return re.compile(rf"(?! [a-z])| (?:{words.any_of('dates', 'behind_year')})(?!\w)")
