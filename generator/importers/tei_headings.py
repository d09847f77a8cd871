"""What headings say of the people below them, and which words show that no meeting, or another one, is told of."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from generator.drafting.countries import country_names
from generator.drafting.folding import fold
from generator.drafting.language import language

HeadingKind: TypeAlias = Literal["side", "others", "doubtful"]
"""Whether those below a heading are of a side, took part without one, or may not have taken part."""

_ENGLISH = "en"
_SIDE = re.compile(
    r"^(?:for|on|from) the\b|\b(?:side|delegation|party|team)\W*$"
    r"|^(?:the )?(?:delegation|representatives) (?:of|from)\b",
    re.IGNORECASE,
)
_HELPERS = (
    r"interpreters?|translators?|note[- ]?takers?|observers?|guests?|staff|advis[eo]rs?|aides?|experts?|assistants?"
)
_NEUTRAL = re.compile(
    r"(?:(?:list of|the|also|others?|those|persons|people|following|meeting|conference|were) )*"
    rf"(?:participants?|present|attend(?:ees|ance|ing)|in attendance|partecip\w*|teilnehm\w*|others?|{_HELPERS})"
    r"(?: (?:were|present|in attendance))*"
    r"|(?:for )?part of the (?:time|meeting)|(?:joined|arrived) later|(?:those )?taking part"
    r"|the following(?: persons| people)? (?:were present|took part|participated|attended)",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:in|at|from|to)\b|\d")
_TOOK_PART = re.compile(r"particip|partecip|teilnehm|present|attend", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:particip|partecip|teilnehm|anwesen|pr[eé]sent|deelnem|aanwezig|участ|присут|учасн|uczestn|obecn)\w*",
    re.IGNORECASE,
)
_DELEGATION = re.compile(r"\bd[eé]l[eé]ga", re.IGNORECASE)
_AROUND = frozenset(
    ("list", "liste", "lista", "elenco", "étaient", "sono", "waren", "les", "die", "der", "de", "des", "dei", "los")
)
_ABSENT_WORDS = (
    r"absen|apolog|regrets?\b|excus|unable|unavailab|unattend|declin|invit|not?\b|never|cannot|missing|missed",
    r"(?-i:ill\b)|sick\b|away\b|without(?! portfolio)|except|instead|replac|represented|representing|substitut",
    r"on behalf|cancel|withdr[ae]w|expected|awaited|leave\b|holiday|vacation|hospital|stuck|stranded|delayed",
    r"via\b|by (?:tele)?phone|telephone|by (?:video|radio|wire)|video|remote|secure line|dial(?:l?ed|ing)? in",
    r"detained|held up|prevented|proposed|tentative|to be confirmed|tbc\b|non-|no-show|resigned|deceased",
    r"distribution|cop(?:y|ies)\b|b?cc\b|fyi\b|draft(?:ed|ers?|ing)?\b|approved by|cleared by|reported by|sent\b",
    r"desired|suggest|recommend|request|wished|prospective|possibl[ey]|potential|probabl[ey]|likely|perhaps|maybe",
    r"presumabl[ey]|supposed|allegedly|reportedly|apparently|unconfirmed|uncertain|doubtful|planned|scheduled",
    r"intended|upcoming|forthcoming|future|mentioned|referred|cited|discussed|named|nominat|designat|in lieu",
    r"ausent|assent|abwesen|entschuldig|verhinder|afwezig|verontschuldig|nieobecn|usprawiedliw|nepřítom|omluven|távol",
    r"отсутств|отсутн|відсутн|неявк|scusat|giustificat|disculp|justificad|empêch|frånvar|fravær|förhind|poissa",
    r"απόντ|απών|souhait|suggér|vorgeschlagen|erwartet|propost|propuest",
)
_ABSENT = re.compile(rf"\b(?:{'|'.join(_ABSENT_WORDS)})|n[’']t\b|غائب|غياب|נעדר|欠席|缺席", re.IGNORECASE)
_SMALL = frozenset((
    *("of", "the", "for", "to", "and", "in", "on", "at", "a", "an", "de", "la", "le", "du", "des"),
    *("without", "d", "di", "da", "del", "von", "van", "der", "und", "et", "y", "e"),
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_](?:[\w’'.&/-]*\w)?")
_MORE_NOUNS: tuple[str, ...] = (
    *("interpreter", "translator", "notetaker", "taker", "assistant", "counselor", "counsellor", "counsel"),
    *("attaché", "chargé", "consul", "officer", "administrator", "observer", "expert", "staff", "guest"),
)
_MEETING = r"(?:meeting|conversation|talk|session|discussion|summit|conference|visit|lunch|dinner|breakfast|luncheon)s?"
_PEOPLE = r"particip\w*|attend\w*"
_TO_COME = r"planned|proposed|suggested|desired|prospective|forthcoming|upcoming|scheduled|possible|future|next"
_NOT_HELD = r"cancell?ed|cancell?ation|postponed|postponement|called off|abandoned|aborted"
_DENIALS = (
    r"(?:did|does|do|will|could) not (?:take place|meet|occur|happen)|never (?:took place|met|held)|not held",
    r"to be held|will (?:be held|take place|meet|attend)|your (?:next )?meeting",
    rf"(?:{_TO_COME}) (?:[\w’'-]+ ){{0,3}}(?:{_MEETING}|{_PEOPLE})\b",
    rf"(?:{_NOT_HELD}) (?:[\w’'-]+ ){{0,3}}{_MEETING}\b|\b{_MEETING}\b[^.]*\b(?:{_NOT_HELD}|tomorrow|next week)",
    r"briefing (?:memorandum|paper|book|notes?)|agenda|scenario|(?:invitation|preparations?) (?:for|to)\b|invitees",
)
_DENIED = re.compile(rf"\b(?:{'|'.join(_DENIALS)})", re.IGNORECASE)
_IN_TEXT = re.compile(
    rf"\b(?:the|this) {_MEETING} (?:(?:scheduled|planned|arranged|set) for .{{1,40}}? )?"
    rf"(?:did not take place|never took place|was (?:not held|never held|{_NOT_HELD}))\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\b(?:tele(?:phon|con)\w*|telcon|phone|video)", re.IGNORECASE)
_TELLS = re.compile(rf"\b(?:{_MEETING}|{_PEOPLE}|present|met|held)\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} (?P<day>\d{{1,2}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b",
        r"\b\d{4}-(?P<month>\d\d)-(?P<day>\d\d)\b",
    )
)
_EARLIER = re.compile(
    r"\b(?:yesterday|last (?:night|week|month|\w+day)|tomorrow|next (?:week|month|\w+day))", re.IGNORECASE
)
_PLACE = re.compile(rf"\b(?i:{_MEETING}|{_PEOPLE}|held)\b[^.]{{0,80}}?\b(?:in|at) (?P<place>[A-Z]\w+)")
_ROOMS = frozenset(("room", "office", "cabinet", "oval", "white", "department", "ministry", "embassy", "attendance"))


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a document says it was written: a day, "" for none, and the words of its dateline."""

    day: str = ""
    dateline: str = ""

    def is_contradicted(self, text: str) -> bool:
        """Whether a title, a heading or a line above a list tells of another meeting, or of none that was held."""
        words = " ".join(text.split())
        return bool(_DENIED.search(words)) or (bool(_TELLS.search(words)) and self._is_other(words))

    def _is_other(self, text: str) -> bool:
        own = tuple(map(int, self.day.split("-")[1:])) if self.day else ()
        days = ((_month(found["month"]), int(found["day"])) for each in _DATES for found in each.finditer(text))
        places = (found["place"] for found in _PLACE.finditer(text) if not _is_room(found["place"]))
        is_elsewhere = any(place.lower() not in self.dateline.lower() for place in places)
        return bool(_EARLIER.search(text)) or any(day != own for day in days) or bool(self.dateline and is_elsewhere)


def denies_in_text(text: str) -> bool:
    """Whether a document's text says that the meeting it is about did not take place."""
    return bool(_IN_TEXT.search(" ".join(text.split())))


def heading_kind(text: str, *, is_english: bool) -> HeadingKind:
    """What a heading says of those below it; words that are not understood leave it open if they took part."""
    plain = text.strip(" :.–—-")
    if says_absent(plain):
        return "doubtful"
    if not plain or is_neutral(plain):
        return "others"
    if not is_english:
        return "others" if _is_foreign_neutral(plain) else "doubtful"
    return "side" if is_side(plain) or is_country(plain) else _kind_of_words(plain)


def _kind_of_words(text: str) -> HeadingKind:
    """What capitalised words say: an office or `Norwegian participants` no side, others one."""
    if not are_known(text) or _FURTHER.search(text):
        return "doubtful"
    return "others" if _TOOK_PART.search(text) or nouns().search(text.lower()) else "side"


def is_side(text: str) -> bool:
    """Whether words name a side by themselves: `For the U.S. side`, `Delegation of Freedonia`."""
    return bool(_SIDE.search(text))


def is_country(text: str) -> bool:
    """Whether words are the name of a country."""
    return fold(" ".join(text.split())) in country_names(_ENGLISH)


def is_neutral(text: str) -> bool:
    """Whether a heading says only that people took part, or nothing."""
    return not text.strip(" :.") or bool(_NEUTRAL.fullmatch(text.strip(" :.")))


def names_participants(text: str) -> bool:
    """Whether words announce a list of participants, and say no more: `PARTICIPANTS`, `Those present:`."""
    return is_neutral(text) and bool(_TOOK_PART.search(text))


def says_absent(text: str) -> bool:
    """Whether words speak of absence, or leave it open if somebody came."""
    return bool(_ABSENT.search(text))


def are_known(text: str) -> bool:
    """Whether all words are capitalised, or usual in titles and offices."""
    small = _SMALL | usual()
    return all(not word[0].islower() or word.lower() in small for word in words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text, without signs and numbers."""
    return _WORD.findall(text)


@cache
def nouns() -> re.Pattern[str]:
    """The nouns of offices."""
    known = map(re.escape, language(_ENGLISH).words("roles", "nouns"))
    return re.compile(rf"\b(?:{'|'.join((*known, *_MORE_NOUNS))})s?\b")


@cache
def usual() -> frozenset[str]:
    """The words of offices, each alone."""
    words = language(_ENGLISH)
    phrases = (*words.words("roles", "nouns"), *words.words("roles", "qualifiers"), *_MORE_NOUNS)
    return frozenset(word for phrase in phrases for word in phrase.lower().split()) | {"under"}


def _is_foreign_neutral(text: str) -> bool:
    words = [word.lower() for word in words_of(text)]
    others = [word for word in words if not _PRESENT.fullmatch(word)]
    return bool(_DELEGATION.search(text)) or (len(others) < len(words) and _AROUND.issuperset(others))


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _is_room(word: str) -> bool:
    return word.lower() in _ROOMS | usual()


def is_remote(title: str) -> bool:
    """Whether a title tells of a conversation by telephone or video."""
    return bool(_REMOTE.search(title))
