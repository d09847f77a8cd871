"""Whether a meeting took place, by the words of its sentence: held, planned, announced, postponed and so on."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language
from generator.drafting.meeting_veils import Clause, clause_of, is_open_denial, is_reported, is_veiled
from generator.drafting.tense import not_compared

HELD, PLANNED, DENIED = "held", "planned", "denied"
_NEAR, _URGED = 40, 100


class _Words(NamedTuple):
    cancelled: re.Pattern[str]
    postponed: re.Pattern[str]
    denied: re.Pattern[str]
    announced: re.Pattern[str]
    planned: re.Pattern[str]
    held: re.Pattern[str]
    cancelled_after: re.Pattern[str]
    denied_after: re.Pattern[str]
    after: re.Pattern[str]
    wished: re.Pattern[str]
    urged: re.Pattern[str]
    settled: re.Pattern[str]
    plans: re.Pattern[str]
    dropped: re.Pattern[str]
    clause: re.Pattern[str]
    said_after: re.Pattern[str]
    not_before: re.Pattern[str]
    not_since: re.Pattern[str]
    to_come: re.Pattern[str]
    denied_behind: re.Pattern[str]
    denied_next: re.Pattern[str]


@cache
def _words(words: Language) -> _Words:
    def any_of(key: str) -> re.Pattern[str]:
        return re.compile(words.whole_word("meetings", key), re.IGNORECASE)

    def claim(key: str) -> re.Pattern[str]:
        return re.compile(f"{not_compared(words)}{words.whole_word('meetings', key)}", re.IGNORECASE)

    return _Words(
        any_of("cancelled"),
        any_of("postponed"),
        any_of("denied"),
        claim("announced"),
        claim("planned"),
        any_of("held"),
        any_of("cancelled_after"),
        any_of("denied_after"),
        any_of("planned_after"),
        re.compile(rf"{words.whole_word('meetings', 'wished')}[^,;:]{{0,25}}$", re.IGNORECASE),
        re.compile(rf"{words.whole_word('meetings', 'urged')} [^;:]{{1,{_URGED}}} to (?:\w+ )?$", re.IGNORECASE),
        re.compile(rf"{words.whole_word('meetings', 'settled')} to (?:\w+ )?$", re.IGNORECASE),
        re.compile(rf"{words.whole_word('meetings', 'plans_for')} (?:[\w-]+ ){{0,3}}$", re.IGNORECASE),
        any_of("dropped"),
        re.compile(rf", {words.whole_word('meetings', 'own_clauses')}"),
        re.compile(
            rf"{words.whole_word('speech', 'verbs')} {words.whole_word('dates', 'said_behind')} (?:[\w-]+ ){{0,4}}$"
        ),
        *(
            re.compile(words.text("meetings", key) or r"(?!)", re.IGNORECASE)
            for key in ("not_before", "not_since", "to_come", "denied_behind", "denied_next")
        ),
    )


def is_wish(text: str, start: int, match: re.Match[str], words: Language) -> bool:
    """Whether a sentence only wishes for a meeting, refuses it, or thinks of it: "Roe wants to meet Lind"."""
    known, at = _words(words), match.start()
    if known.wished.search(text, max(start, at - _NEAR), at):
        return True
    is_urged = known.urged.search(text, max(start, at - _URGED - _NEAR), at)
    return bool(is_urged) and not known.settled.search(text, max(start, at - _NEAR), at)


def status_of(text: str, limits: tuple[int, int], match: re.Match[str], words: Language) -> str:
    """The status of the meeting of a verb or noun in the sentence with these limits; "" if it claims none.

    Its own clause tells it: that another meeting was cancelled "after" or "since" does not touch it.
    """
    known, clause = _words(words), clause_of(text, limits, match, words)
    if known.not_before.search(clause.before) and known.not_since.search(text[match.end() : limits[1]]):
        return ""
    if _is_denied(text[match.end() : limits[1]], clause, known, words):
        return DENIED
    if known.denied_behind.search(text, match.end(), limits[1]) or known.denied_next.match(text, limits[1]):
        return DENIED
    if is_veiled(text, limits, match, words):
        return ""
    return _called_off(clause, known) or _held_or_planned(text, limits, match, known)


def _called_off(clause: Clause, known: _Words) -> str:
    """Whether a meeting was cancelled or postponed; "" if neither. One that a verb asserts was neither."""
    if clause.is_finite and not known.planned.search(clause.before[-_NEAR:]):
        return ""
    until_verb = f"{clause.before}{clause.verb}"
    whole = until_verb[-_NEAR:] if clause.is_finite else f"{until_verb}{clause.behind}"
    is_dropped = known.plans.search(clause.before) and known.dropped.search(clause.behind)
    if is_dropped or known.cancelled.search(whole) or known.cancelled_after.search(clause.behind):
        return "cancelled"
    return "postponed" if known.postponed.search(f"{until_verb}{clause.behind}") else ""


def _held_or_planned(text: str, limits: tuple[int, int], match: re.Match[str], known: _Words) -> str:
    """Whether a meeting was held, or planned or announced, by the last such word before it, else by those behind."""
    start, end = limits
    start = max((cut.end() for cut in known.clause.finditer(text, start, match.start())), default=start)
    ahead = [found.start() for found in known.planned.finditer(text, start, match.end())]
    done = [found.start() for found in known.held.finditer(text, start, match.end())]
    is_ahead = bool(ahead) and (not done or ahead[-1] >= done[-1])
    is_noun = not known.held.search(text, *match.span())
    if known.said_after.search(text, start, match.start()):
        return HELD
    if known.announced.search(text, start, match.start()) and (is_ahead or is_noun):
        return "announced"
    if is_noun and known.to_come.search(text[match.end() : end]):
        return PLANNED
    after = known.after.search(text, match.end(), end) if is_noun else None
    if after:
        return "announced" if known.announced.search(after.group()) else PLANNED
    return PLANNED if is_ahead else HELD


def _is_denied(behind: str, clause: Clause, known: _Words, words: Language) -> bool:
    """Whether somebody denies the meeting before its verb, or what is told of it is called untrue behind."""
    until_verb = f"{clause.before}{clause.verb}"
    if any(is_open_denial(clause.before, denial, words) for denial in known.denied.finditer(until_verb)):
        return True
    is_told = not clause.is_finite or is_reported(clause.before, words)
    return is_told and bool(known.denied_after.search(behind if clause.is_finite else clause.behind))
