"""Tells the meetings that a sentence does not claim: negated, doubted, rumoured, asked about, imagined."""

import re
from functools import cache
from typing import NamedTuple

from generator.drafting.language import Language

_NEAR, _AFTER, _QUOTED, _SAID, _ASIDE, _LONGEST = 40, 400, 600, 90, 80, 600


class Clause(NamedTuple):
    """The clause of a meeting: the words before its verb or noun, and those behind; without asides and quotations.

    `is_finite` says that a verb in the past asserts the meeting: "Roe met Lind".
    """

    before: str
    verb: str
    behind: str
    is_finite: bool


class _Patterns(NamedTuple):
    veil: re.Pattern[str]
    near: re.Pattern[str]
    behind: re.Pattern[str]
    untrue: re.Pattern[str]
    unsettled: re.Pattern[str]
    behind_object: re.Pattern[str]
    that: re.Pattern[str]
    about: re.Pattern[str]
    source: re.Pattern[str]
    reset: re.Pattern[str]
    aside: re.Pattern[str]
    lead: re.Pattern[str]
    other: re.Pattern[str]
    finite: re.Pattern[str]
    question: re.Pattern[str]
    quotation: re.Pattern[str]
    called_off: re.Pattern[str]


def clause_of(text: str, limits: tuple[int, int], match: re.Match[str], words: Language) -> Clause:
    """The clause of the verb or noun of meeting in the sentence with these limits; other clauses are cut off."""
    known, (start, end) = _patterns(words), limits
    before = _words_before(text, start, match.start(), known)
    before = before[max((cut.end() for cut in known.lead.finditer(before)), default=0) :]
    behind = text[match.end() : min(end, match.end() + _LONGEST)]
    if cut := known.other.search(behind):
        behind = behind[: cut.start()]
    return Clause(before, match.group(), behind, bool(known.finite.match(match.group())))


def is_veiled(text: str, limits: tuple[int, int], match: re.Match[str], words: Language) -> bool:
    """Whether the sentence with these limits does not claim that the meeting took place, or will."""
    known, (start, end) = _patterns(words), limits
    if known.question.match(text, match.end(), end) or known.behind_object.match(text, match.end(), end):
        return True
    if known.near.search(text, max(start, match.start() - _NEAR), match.start()):
        return True
    is_finite = known.finite.match(match.group())
    if not is_finite and known.unsettled.search(text[match.end() : min(end, match.end() + _AFTER)]):
        return True
    before = _words_before(text, start, match.start(), known)
    is_told = not is_finite or is_reported(before, words)
    stop = min(end, match.end() + _AFTER)
    if known.behind.search(text, match.end(), stop) or (is_told and known.untrue.search(text, match.end(), stop)):
        return True
    return _has_veil(before, known)


def _words_before(text: str, start: int, at: int, known: _Patterns) -> str:
    """The words of a sentence before a place in it, without asides and quotations."""
    return known.aside.sub(" ", known.quotation.sub(" ", text[max(start, at - _LONGEST) : at]))


def called_off_before(text: str, limits: tuple[int, int], words: Language) -> int:
    """Where the clause ends that opens a sentence and tells of a meeting called off; its start if there is none.

    As in "After Friday's talks were cancelled, Roe met Lind".
    """
    known, (start, end) = _patterns(words), limits
    lead = known.lead.search(text[start:end])
    return start + lead.end() if lead and known.called_off.search(lead.group()) else start


def is_reported(before: str, words: Language) -> bool:
    """Whether the words before a meeting open a clause of what is said: "Reports that …", "The claim …"."""
    return bool(_patterns(words).that.search(f" {before}"))


def is_open_denial(before: str, denial: re.Match[str], words: Language) -> bool:
    """Whether a denial in the words before a meeting is about it, and is not itself denied."""
    known = _patterns(words)
    gap = before[denial.end() :]
    is_other = bool(known.reset.search(gap)) and not known.that.search(gap)
    return not is_other and not _has_veil(before[: denial.start()], known)


def _has_veil(before: str, known: _Patterns) -> bool:
    """Whether a word before a meeting veils it, or a clause with "that" which nobody is said to have stated."""
    if (reset := known.reset.search(before)) and not known.that.search(before):
        before = before[reset.start() :]
    if known.veil.search(before):
        return True
    that = known.that.search(before)
    if that and known.about.search(before, 0, that.start()):
        return False
    return that is not None and not known.source.search(before, max(0, that.start() - _SAID), that.end())


@cache
def _patterns(words: Language) -> _Patterns:
    def form(key: str) -> str:
        return words.text("meetings", key) or r"(?!)"

    that = words.any_of("speech", "that")
    other = words.any_of("meetings", "other_clauses")
    relative = words.any_of("roles", "relative")
    missed = rf"(?:(?!{words.whole_word('meetings', 'clauses')})[\w-]+ ){{0,3}}"
    return _Patterns(
        veil=re.compile(rf"{words.whole_word('meetings', 'veils')}|{form('veil_forms')}", re.IGNORECASE),
        near=re.compile(
            rf"(?:{words.whole_word('meetings', 'veils_near')}) (?:[\w-]+ )?$"
            rf"|{words.whole_word('meetings', 'stayed_away')} {missed}$",
            re.IGNORECASE,
        ),
        behind=re.compile(form("veils_behind"), re.IGNORECASE),
        untrue=re.compile(form("untrue_behind"), re.IGNORECASE),
        unsettled=re.compile(form("unsettled_behind"), re.IGNORECASE),
        behind_object=re.compile(rf" {words.whole_word('meetings', 'veils_object')}", re.IGNORECASE),
        that=re.compile(rf"(?:^|(?<=[\s,]))(?:{that}) (?!$)", re.IGNORECASE),
        about=re.compile(rf"{words.whole_word('meetings', 'nouns')},? $", re.IGNORECASE),
        source=re.compile(rf"{words.whole_word('meetings', 'that_sources')}[^;:]{{0,{_SAID}}}$", re.IGNORECASE),
        reset=re.compile(form("veil_ends"), re.IGNORECASE),
        aside=re.compile(rf"[,(] ?(?:{relative}) [^,()]{{1,{_ASIDE}}}[,)]"),
        lead=re.compile(rf"(?:^|(?<=, ))(?:[\w'’-]+ ){{0,3}}(?:{other}) [^,]{{1,{_AFTER}}}, ", re.IGNORECASE),
        other=re.compile(words.whole_word("meetings", "other_clauses"), re.IGNORECASE),
        finite=re.compile(words.whole_word("meetings", "finite"), re.IGNORECASE),
        question=re.compile(rf"[^?“«„\"]{{0,{_AFTER}}}\?"),
        quotation=re.compile(rf"“[^“”]{{0,{_QUOTED}}}”|«[^«»]{{0,{_QUOTED}}}»|\"[^\"]{{0,{_QUOTED}}}\""),
        called_off=re.compile(
            rf"{words.whole_word('meetings', 'cancelled')}|{words.whole_word('meetings', 'postponed')}", re.IGNORECASE
        ),
    )
