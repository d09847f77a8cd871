"""Find in a remark of the Office of the Historian's data whom it says that the traveller met, and whom it only names.

A person is met only where a clause says so directly: an affirmative phrase (“met with”, “audience with”, “received by”)
whose subject is the traveller, followed by a list of titles and names. All others are only named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.importers.hsg_words import MONTHS, NAME, OFFICE, PEOPLE, is_of_one_country, may_share_country

_OF = (
    r"of (?:the )?[A-Z][\w.’'-]*(?: (?:(?:of|the) )*(?!(?:President|King|Prime|Queen)\b)[A-Z][\w’'-]*)*"
    r"(?: and (?:the )?(?:Barbuda|Grenadines|Herzegovina|Nevis|Principe|Tobago))?"
)
_PERSON = re.compile(
    rf"(?:the )?(?:(?P<whose>{PEOPLE}) )?(?P<title>{OFFICE}) (?P<name>{NAME})(?P<after>(?:,? {_OF})?(?: \([^)]*\))?)"
)
_GROUP = re.compile(
    rf"(?:the )?(?:(?:other|senior|government|military|political|congressional|opposition|U\.S\.|{PEOPLE}) )*"
    r"(?:officials|leaders|personnel|officers|ministers)"
)
_COMMA = re.compile(r"(?:,? and| &|,)(?:,? (?:also|later|then|separately|subsequently),?)?(?: with)? ")
_AFTER = re.compile(
    r"\s*$|[,.)\]]|: | (?:and|but|instead|rather|in|at|on|to|during|for|while|aboard|before|after|near|concerning|"
    r"regarding|about|following|throughout|en route|again|separately|privately|informally|"
    rf"{MONTHS})\b"
)
_EVENT = (
    r"(?:[Ss]ummit(?: [Mm]eetings?| [Cc]onference)?|[Mm]eetings?|[Cc]onference|[Aa]udience|[Tt]alks|[Dd]iscussions"
    r"|[Cc]onversations|[Dd]inner|[Ll]unch(?:eon)?|[Bb]runch|[Bb]reakfast)(?: \([^)]*\))?"
)
_VERBAL = re.compile(
    r"\b(?:[Mm]et(?: (?:also|again|informally|briefly|privately|separately|twice|later|afterwards?))?(?: with)?"
    r"|[Cc]onferred(?: informally)? with|[Cc]onsulted with|(?:(?:[Ww]as|[Ww]ere) )?(?:[Mm]et|[Rr]eceived) by"
    rf"|(?:[Aa]ttended|[Hh]eld|[Hh]ad|[Pp]articipated in) (?:[\w’'.-]+ ){{0,4}}?{_EVENT} with"
    r"|[Dd]iscussed [^;]{3,90}?(?<!relations)(?<!ties)(?<!war)(?<!conflict)(?<!dispute)(?<!differences)"
    r"(?<!cooperation)(?<!treaty)(?<!negotiations)(?<!agreement)(?<!talks)(?<!meeting) with) "
)
_NOMINAL = re.compile(
    rf"(?:[A-Z][\w-]+ ){{0,2}}{_EVENT} with "
    r"|(?:Informal|Official|Private|Working|State) [Vv]isit with "
)
_SUBJECT = re.compile(r"(?:(?:He|She|They|The President|[Aa]lso|Then|Later|Afterwards?),? )*")
_OWN_START = re.compile(
    r"(?:(?:and|[Aa]lso|Then|Later|Afterwards?|He|She),? )*"
    r"(?:(?:\w+ed|[Mm]et|Held|Led|Made|Took|Flew|Had|Spoke|Gave|Went|Laid|Began|In|At|On)\b"
    r"|(?:[A-Z][\w-]+ ){0,2}(?:working |official )?"
    r"(?:[Vv]isit|[Ss]top|[Ss]topover|[Tt]rip|[Mm]eetings?|[Aa]udience|[Cc]onference|[Ss]ummit|[Dd]iscussions?|[Tt]alks)\b)"
)
_LINK = re.compile(r"(?:,|:| and|,? then|,? later|,? also|afterwards?)$")
_OTHER_SUBJECT = re.compile(
    r"\b(?:who|whom|whose|where|which|that|(?<!General )Secretary(?! General)|Mrs?\.|Ambassador|Senator|aides?"
    r"|advis[eo]rs?|delegations?|team|officials|representatives|wife|husband|family|First Lady)(?!\w)"
)
_DOUBT = re.compile(
    r"\b(?:not|never|nor?|neither|cancel\w*|postpon\w*|defer\w*|call(?:ed)? off|abandon\w*|abort\w*|unable|failed"
    r"|declin\w+|refus\w+|planned|plans to|schedul\w*|intend\w*|expect\w*|hop(?:ed|ing)|wished|wanted|sought|tried"
    r"|attempted|tentativ\w*|proposed (?:visit|trip|meeting|talks)|would|could|should|might|may have"
    r"|(?:was|were|is|due) to|alleged\w*|reportedly|possibl[ey]|probabl[ey]|rumou?red"
    r"|(?:tele)?phon\w+|(?:tele|video)[- ]?(?:conference|link|call)\w*|by (?:tele|video)\w*|virtual\w*|remotely"
    r"|by (?:letter|cable|radio|proxy|satellite|message))\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_AIM = re.compile(r"\bto (?:arrange|prepare|plan|request|propose)\b")
_FINITE = re.compile(r"\b(?:was|were|is|has|had|did|fell)\b")
_CALL = re.compile(r"phone|video|virtual|remote|radio|absen|represent|not |cancel", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:cancel\w*|postpone(?:d|ment)|deferred|called off|scheduled|planned|tentative)\b"
    r"|\b(?:visit|trip|journey|tour)\b.{0,40}\b(?:not|never|abandoned|aborted)\b"
    r"|\b(?:did not|didn['’]t|unable to) (?:travel|arrive|go|leave|come|make)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:meetings?|audience|talks|discussions|conference|summit|dinner|lunch\w*|speech|address|reception|ceremony)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:[Mm]et|[Mm]eetings?|[Ss]ummit|[Cc]onference|[Cc]onferred|[Dd]iscuss\w+|[Aa]udience|[Cc]onsult\w+)\b"
    r"|\b(?:[Ss]tate|[Oo]fficial|[Ww]orking) [Vv]isit\b"
)
_END = re.compile(
    r"(?:(?<=[a-z0-9)\]”\"])|(?<=[IVX]{2}))(?<!\bSt)(?<!\bGen)(?<!\bDr)(?<!\bMr)(?<!\bMrs)\.[”\"]?\s+(?!\d)|;\s+"
    r"|\.\s+(?=(?:Met|Also|Attended|Addressed|Visited|Toured|Signed|Discussed|Held|Received|Later|State|Official)\b)"
)
_BREAK = re.compile(
    r",? (?:but|although|though|because|instead of|rather than|in place of|in lieu of|in the absence of"
    r"|to (?:arrange|prepare|plan|request|propose)) "
)
_SCANNED = re.compile(rf"(?:\b(?P<whose>{PEOPLE}) )?\b(?P<title>{OFFICE}) (?P<name>{NAME})(?P<after>(?:,? {_OF})?)")


_DATED = re.compile(rf"(?:{MONTHS}|State)\b")


class TitledName(NamedTuple):
    """A person whom a remark names, the name between `start` and `end`.

    `whose` is the country, people or organization that the remark gives for the person, "" for none. `is_own` says
    whether that of the visited country may be taken for it.
    """

    title: str
    name: str
    whose: str
    start: int
    end: int
    is_met: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DescribedStay:
    """What a remark says: whether the stay or any meeting took place, and the persons it names, in its order."""

    is_off: bool
    is_meeting: bool
    people: tuple[TitledName, ...]


def read_remark(text: str) -> DescribedStay:
    """Read a remark or description."""
    sentences = list(_sentences(text))
    found: dict[int, TitledName] = {}  # by position: two phrases may end there, “attended … with” and “Conference with”
    is_meeting = False
    for start, end in sentences:
        found.update({each.start: each for each in _met(text, start, end)})
        is_meeting |= _tells_of_meeting(text[start:end])
    met = list(found.values())
    own = {(each.title, each.name) for each in met if each.is_own}
    if not is_of_one_country(title for title, _ in own):
        met = [each._replace(is_own=False) for each in met]
    named = [each for each in _scan(text) if each.start not in found]
    people = tuple(sorted((*met, *named), key=lambda each: each.start))
    return DescribedStay(is_off(text), is_meeting or bool(met), people)


def _tells_of_meeting(sentence: str) -> bool:
    """Whether a sentence says that the traveller took part in a meeting or came on a state visit."""
    if _DOUBT.search(sentence) or _AIM.search(sentence) or not _MET.search(sentence):
        return False
    opening = _OWN_START.match(sentence)
    return bool(opening) and not (_NOMINAL.match(sentence) and _FINITE.search(sentence))


def is_off(text: str) -> bool:
    """Whether a text says that the stay itself, not only a part of it, was planned, cancelled or put off."""
    return any(_OFF.search(text, start, end) and not _PART.search(text, start, end) for start, end in _sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _met(text: str, start: int, end: int) -> Iterator[TitledName]:
    """The persons whom a sentence says that the traveller met."""
    opening = _SUBJECT.match(text, start, end)
    first = opening.end() if opening else start
    nominal = _NOMINAL.match(text, first, end)
    if nominal and not (
        _DOUBT.search(text, start, end) or _FINITE.search(text, start, end) or _OTHER_SUBJECT.search(nominal[0])
    ):
        yield from _listed(text, nominal.end(), end)
    clauses = [start, *(match.end() for match in _BREAK.finditer(text, start, end)), end]
    for begin, stop in pairwise(clauses):
        if _DOUBT.search(text, begin, stop):
            continue
        for verb in _VERBAL.finditer(text, begin, stop):
            if verb.start() in (begin, first) or _continues(text[start : verb.start()]):
                yield from _listed(text, verb.end(), stop)


def _continues(before: str) -> bool:
    """Whether the subject of what follows in a sentence is the traveller, as that of its beginning is."""
    return bool(_OWN_START.match(before) and _LINK.search(before.rstrip()) and not _OTHER_SUBJECT.search(before))


def _listed(text: str, at: int, end: int) -> Iterator[TitledName]:
    """The persons of a list that begins at an offset, up to the first words that are no part of it."""
    found: list[re.Match[str]] = []
    while item := _PERSON.match(text, at, end) or _GROUP.match(text, at, end):
        comma = _COMMA.match(text, item.end(), end)
        if not (comma or _AFTER.match(text, item.end(), end) or item.end() == end):
            break
        if item.re is _PERSON and not _CALL.search(item["after"]):
            found.append(item)
        if not comma:
            break
        at = comma.end()
    for number, each in enumerate(found):
        is_own = not any(_whose(other) for other in found[:number]) and not _may_share(each, found[number + 1 :])
        yield _titled(each, is_met=True, is_own=is_own)


def _may_share(one: re.Match[str], rest: list[re.Match[str]]) -> bool:
    """Whether the “of COUNTRY” behind the next name that has one may hold for a name before it as well."""
    bearer = next((each for each in rest if _whose(each)), None)
    return bool(bearer and bearer["after"] and may_share_country(one["title"], bearer["title"]))


def _whose(found: re.Match[str]) -> str:
    """What a remark gives as a person's country: the words behind the name, or else those before the title."""
    of, _, bracketed = found["after"].partition("(")
    behind = of.strip(" ,").removeprefix("of ").removeprefix("the ") or bracketed.strip(" )")
    behind = behind.rstrip(".")
    return behind if re.match("[A-Z]", behind) and not _DATED.match(behind) else found["whose"] or ""


def _scan(text: str) -> Iterator[TitledName]:
    for found in _SCANNED.finditer(text):
        yield _titled(found)


def _titled(found: re.Match[str], *, is_met: bool = False, is_own: bool = False) -> TitledName:
    whose = _whose(found)
    start, end = found.span("name")
    return TitledName(found["title"], found["name"], whose, start, end, is_met, is_own and not whose)
