"""Reads the dates of news as EDTF, counted from the article's day: "Tuesday", "Dec. 2", "last week", "a day later"."""

import re
from collections.abc import Sequence
from datetime import date

from generator.drafting.calendar import nearest_year
from generator.drafting.date_rules import DateRule, date_rules, tables_in
from generator.drafting.date_values import date_value, day_with_year
from generator.drafting.folding import UPPER
from generator.drafting.language import Language
from generator.drafting.model import DATE, TaggedSpan
from generator.drafting.tense import is_approximate, is_of_any_year, quotation_around

_DATELINE, _FAR_OFF = 600, 60
_DAY, _COUNTED, _RECENT = "day", frozenset({"same", "weekday", "listed"}), 20
_WHOLE = frozenset({"day", "days", "numeric", "none"})
"""What is no date if its day does not exist: nothing in "31 February 2025" is one."""
_PLACE = re.compile(rf"(?:[{UPPER}][\w.'’-]*,? ){{1,5}}(?:(?<=, )|\()|")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_DASH = re.compile(r"[^\S\n]{0,2}(?:\([^()\n]{1,40}\)|\))?[^\S\n]{0,2}[—–-]{1,2}\s")


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
        present = tables_in(text, start, end, words)
        for rule in (each for each in date_rules(words) if each.needs <= present):
            for match in rule.pattern.finditer(text, start, end):
                if any(covered[match.start() : match.end()]) or not match.group():
                    continue
                is_yearless = rule.means == _DAY and not match.groupdict().get("year")
                is_relative = bool(rule.relative_to) or rule.means in _COUNTED or is_yearless
                span = None if is_relative else _span(rule, match, (), today, words)
                relative += [(rule, match)] if is_relative else []
                found += [span] if span else []
                if span or is_relative or rule.means in _WHOLE:
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
    """The match as a date; never sure inside a quotation, since the words may be of another day."""
    if not match.groupdict().get("year") and is_of_any_year(match, words):
        return None
    value = date_value(rule, match, before, today, words)
    if value and value[1] == "sure" and not match.groupdict().get("year") and quotation_around(match):
        value = value[0], "likely", f"{value[2]}; the words may be older"
    if value and is_approximate(match, words):
        value = value[0], "unsure", f"{value[2]}; said to be approximate"
    return TaggedSpan(match.start(), match.end(), DATE, *value) if value else None


def dateline(text: str, today: date | None, words: Language) -> tuple[date | None, str]:
    """The day of the dateline in a text's first lines, and a note if the front matter or its weekday has another.

    A dateline is a line of its own ("Monday, December 1, 2025"), or a place with a day and a dash behind it
    ("GENEVA, Dec. 1 (The Paper) — "). One without a year has the year that brings it nearest to the front matter's day.
    """
    for rule in (each for each in date_rules(words) if each.means == _DAY):
        for match in rule.pattern.finditer(text, 0, _DATELINE):
            found = _own_line(rule, match, words) or (_behind_place(rule, match, today, words))
            if found and (today is None or abs((found - today).days) <= _FAR_OFF):
                note = f"the dateline says {found}, the front matter {today}; days are counted from the dateline"
                notes = ("" if today in (None, found) else note, _other_weekday(match, found, words))
                return found, "; ".join(filter(None, notes))
            if found:
                return today, f"the dateline says {found}, the front matter {today}; days are counted from the latter"
    return today, ""


def _other_weekday(match: re.Match[str], day: date, words: Language) -> str:
    """A note if the line of a dateline names a weekday that its day is not."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.end()]
    named = [(word, int(number)) for word in _WORD.findall(line) if (number := words.value("weekday", word))]
    return next((f"the dateline says {word}, which {day} is not" for word, n in named if n != day.isoweekday()), "")


def _own_line(rule: DateRule, match: re.Match[str], words: Language) -> date | None:
    """The day of a date with its year that is all of its line, or stands behind its weekday there."""
    text, groups = match.string, match.groupdict()
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if text[match.end() : match.end() + 1] not in ("", "\n") or not groups.get("year"):
        return None
    first = match.group().split(",")[0].split(" ")[0]
    return day_with_year(rule, match, words) if not line.strip() or words.value("weekday", first) else None


def _behind_place(rule: DateRule, match: re.Match[str], today: date | None, words: Language) -> date | None:
    """The day of a dateline that begins its line with a place, and ends with a dash."""
    text, groups = match.string, match.groupdict()
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if not _PLACE.fullmatch(line) or not _DASH.match(text, match.end()):
        return None
    if groups.get("year"):
        return day_with_year(rule, match, words)
    if today is None or not groups.get("month"):
        return None
    try:
        return nearest_year(today, int(words.value("month", groups["month"])), int(groups["day"]))
    except ValueError:
        return None
