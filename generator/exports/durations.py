"""Durations in the words of a source, where they mean exactly one length of time."""

import datetime as dt
import re

_NUMBERS = {
    **{word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)},
    **{word: number for number, word in enumerate(("eight", "nine", "ten", "eleven", "twelve"), 8)},
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
}
_UNITS = {"h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60, "min": 1, "mins": 1, "minute": 1, "minutes": 1}
_COUNT = rf"(?:\d{{1,3}}(?:\.5)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<half_an>half an hour)|(?P<count>{_COUNT})(?: and a (?P<half>half))?[ -]?(?P<unit>{_UNIT})"
    r"(?: and a (?P<more>half))?"
)
_BETWEEN = re.compile(r",? and |, | ")


def duration_of(text: str) -> dt.timedelta | None:
    """The length that words name, as in `two and a half hours`; None for `nearly two hours` and all else."""
    words, minutes, at = " ".join(text.lower().split()).rstrip("."), 0.0, 0
    while match := _PART.match(words, at):
        minutes += _minutes(match)
        at = match.end()
        if at == len(words):
            return dt.timedelta(minutes=minutes) if minutes and minutes == int(minutes) else None
        between = _BETWEEN.match(words, at)
        if between is None:
            return None
        at = between.end()
    return None


def _minutes(match: re.Match[str]) -> float:
    if match["half_an"]:
        return 30
    number = float(_NUMBERS.get(match["count"], 0) or match["count"])
    return (number + (0.5 if match["half"] or match["more"] else 0)) * _UNITS[match["unit"]]
