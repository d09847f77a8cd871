"""The tense in which a sentence speaks of a date: "will meet on Friday", "met in April"."""

import re
from functools import cache
from typing import Literal, NamedTuple

from generator.drafting.language import Language

Tense = Literal["past", "future", "planned", "called off", "unknown"]
_BEFORE, _WIDE, _AFTER, _PLAN, _QUOTED = 70, 200, 110, 30, 1_000
_MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))
_TITLES = r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bGov)(?<!\bGen)(?<!\bRep)"
_END = re.compile(rf"(?<![A-Z]){_TITLES}[.!?](?=\s+[^\W\d_a-z])|\n")
"""The end of a sentence, which is not that of "U.S." or "Mr."."""


class _Words(NamedTuple):
    future: re.Pattern[str]
    past: re.Pattern[str]
    planned: re.Pattern[str]
    report: re.Pattern[str]
    adjacent: re.Pattern[str]
    aside: re.Pattern[str]
    plan: re.Pattern[str]
    past_plan: re.Pattern[str]
    narrated: re.Pattern[str]
    said: re.Pattern[str]
    unsettled_before: re.Pattern[str]
    unsettled_behind: re.Pattern[str]
    present: re.Pattern[str]
    deadline: re.Pattern[str]
    approximate_before: re.Pattern[str]
    approximate_behind: re.Pattern[str]
    of_any_year: re.Pattern[str]
    said_after: re.Pattern[str]


def tense_of(match: re.Match[str], words: Language) -> Tense:
    """The tense of the verb nearest before a date, else of the first one behind it.

    A verb of speech tells when something was said: it counts only next to the date, as in "said on Tuesday that …".
    Whether a day has come for which something was "planned", of which more is told, only the day itself can tell; no
    more can "was to meet on Tuesday" tell it.
    """
    found = _tense(match, words, _BEFORE)
    found = _tense(match, words, _WIDE) if found == "unknown" else found
    is_deadline = found == "unknown" and _words(words).deadline.search(_behind(match))
    return "future" if is_deadline else found


def is_approximate(match: re.Match[str], words: Language) -> bool:
    """Whether words around a date say that it is only near it: "around 2014", "2014 or so"."""
    known, start = _words(words), match.start()
    before = match.string[max(0, start - _PLAN) : start]
    return bool(known.approximate_before.search(before) or known.approximate_behind.search(_behind(match)))


def is_of_any_year(match: re.Match[str], words: Language) -> bool:
    """Whether a day or month is one of many: "in an average October", "on a normal Sunday"."""
    return bool(_words(words).of_any_year.search(match.string[max(0, match.start() - _PLAN) : match.start()]))


def _behind(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + _PLAN]


def is_unsettled(match: re.Match[str], words: Language) -> bool:
    """Whether words around a weekday leave open which one is meant: "moved to Monday", "from Monday"."""
    known, text, (start, end) = _words(words), match.string, match.span()
    left = max((cut.end() for cut in _END.finditer(text, max(0, start - _BEFORE), start)), default=start - _BEFORE)
    before, behind = text[max(0, left) : start], text[end : end + _PLAN]
    return bool(known.unsettled_before.search(before) or known.unsettled_behind.search(behind))


def quotation_around(match: re.Match[str]) -> tuple[int, int] | None:
    """Where a quotation that opens in the match's paragraph and is still open there begins and ends."""
    text, (start, end) = match.string, match.span()
    paragraph = max(text.rfind("\n\n", 0, start) + 1, start - _QUOTED, 0)
    for opening, closing in _MARKS:
        first = text.rfind(opening, paragraph, start)
        if opening == closing:
            is_open = text.count(opening, paragraph, start) % 2 == 1
        else:
            is_open = first >= 0 and closing not in text[first:start]
        if is_open:
            last = text.find(closing, end, end + _QUOTED)
            return first + 1, last if last >= 0 else end + _QUOTED
    return None


def is_present(match: re.Match[str], words: Language) -> bool:
    """Whether a word before "today" makes it the present age: "the size it is today"."""
    return bool(_words(words).present.search(match.string, max(0, match.start() - _PLAN), match.start()))


def _tense(match: re.Match[str], words: Language, reach: int) -> Tense:
    """The tense by the words at most so many characters before; in a quotation, by its own words."""
    known, text, (start, end) = _words(words), match.string, match.span()
    left = max((cut.end() for cut in _END.finditer(text, max(0, start - reach), start)), default=start - reach)
    right = cut.start() if (cut := _END.search(text, end, end + _AFTER)) else end + _AFTER
    if quotation := quotation_around(match):
        left, right = max(left, quotation[0]), min(right, quotation[1])
    before = text[max(0, left) : start]
    if known.planned.search(text, end, min(right, end + _PLAN)):
        return "future"
    ahead = max((found.end() for found in known.future.finditer(before)), default=-1)
    behind = max((found.end() for found in known.past.finditer(before)), default=-1)
    if said := known.adjacent.search(before):
        behind = max(behind, said.end("verb"))
    after = known.aside.sub(" ", text[end:right])
    if ahead >= max(behind, 0) and known.plan.search(before) and _tense_behind(after, known) == "past":
        return "planned"
    plan = max((found.end() for found in known.past_plan.finditer(before)), default=-1)
    if plan >= 0 and ahead >= behind and plan >= behind:
        return "called off"
    if ahead >= 0 or behind >= 0:
        is_behind = ahead >= 0 and known.said_after.search(before, ahead)  # "will vote, Roe said after talks on Monday"
        return "future" if ahead >= behind and not is_behind else "past"
    if known.report.search(before):
        return "unknown"
    return _tense_behind(after, known)


def _tense_behind(text: str, known: _Words) -> Tense:
    """The tense of the first verb in a text; "on Tuesday she would not comment" can be of either."""
    ahead, behind, plan = known.future.search(text), known.past.search(text), known.past_plan.search(text)
    said = known.said.search(text)
    behind = min((each for each in (behind, said) if each), key=lambda each: each.start(), default=None)
    if ahead and plan and plan.start() <= ahead.start() <= plan.end():
        return "called off"
    if ahead and (not behind or ahead.start() <= behind.start()):
        return "unknown" if known.narrated.fullmatch(ahead.group()) else "future"
    return "past" if behind or known.report.search(text) else "unknown"


def not_compared(words: Language) -> str:
    """A pattern without length that fails behind a word of comparison: in "as planned", "than expected"."""
    return "".join(rf"(?<!\b{re.escape(each)} )" for each in words.words("dates", "comparing"))


@cache
def _words(words: Language) -> _Words:
    def listed(section: str, key: str) -> str:
        return rf"(?<!\w)(?:{words.any_of(section, key)})(?!\w)"

    reports, ends = listed("speech", "verbs"), words.any_of("dates", "past_ends")
    no_past = listed("dates", "past_not")
    regular = rf"(?!{reports}|{no_past})\b(?![A-Z])\w{{2,}}(?:{ends})(?!\w)"
    forms, past_forms = (words.text("dates", f"{each}_forms") or r"(?!)" for each in ("future", "past"))
    future = re.compile(rf"(?<!\w)(?:{forms})(?!\w)|{not_compared(words)}{listed('dates', 'future')}", re.IGNORECASE)
    between = words.any_of("dates", "between_said_and_day")
    return _Words(
        future,
        re.compile(rf"(?<!\w)(?:{past_forms})|(?i:{listed('dates', 'past')})|{regular}"),
        re.compile(listed("meetings", "planned_after"), re.IGNORECASE),
        re.compile(reports),
        re.compile(rf"(?P<verb>{reports})(?: (?:{between})){{0,3}} $"),
        re.compile(rf"[,(] ?(?:{words.any_of('roles', 'relative')}) [^,()]{{1,80}}[,)]"),
        re.compile(rf"{listed('dates', 'plans')}[^,;]{{0,20}}$"),
        re.compile(words.text("dates", "past_plans") or r"(?!)", re.IGNORECASE),
        re.compile(words.any_of("dates", "narrated"), re.IGNORECASE),
        re.compile(words.text("dates", "said") or r"(?!)"),
        re.compile(words.text("dates", "unsettled_before") or r"(?!)", re.IGNORECASE),
        re.compile(words.text("dates", "unsettled_behind") or r"(?!)", re.IGNORECASE),
        re.compile(words.text("dates", "present") or r"(?!)", re.IGNORECASE),
        re.compile(words.text("dates", "deadline_behind") or r"(?!)", re.IGNORECASE),
        re.compile(words.text("dates", "approximate_before") or r"(?!)", re.IGNORECASE),
        re.compile(words.text("dates", "approximate_behind") or r"(?!)", re.IGNORECASE),
        re.compile(rf"{listed('dates', 'of_any_year')} $", re.IGNORECASE),
        re.compile(rf"{reports} {listed('dates', 'said_behind')} [^;:\"“”]{{0,120}}$"),
    )
