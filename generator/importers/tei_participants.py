"""Who took part: what a list of participants says of each person, and what its headings say of those below them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.drafting.language import language
from generator.importers.xml_tree import XmlElement

_ENGLISH = "en"
_ATTRIBUTES = ("ana", "type", "subtype", "role", "status", "n")
_UNREAD = frozenset({"note", "fw", "figDesc", "pb", "cb", "milestone", "index"})
_HEADING_WORDS = 4
_SIDE = re.compile(
    r"^(?:for|on|from) the\b|\b(?:side|delegation|party|team)\W*$"
    r"|^(?:the )?(?:delegation|representatives) (?:of|from)\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"(?:(?:list of|the|also|others?|those|persons|people) )*"
    r"(?:participants?|present|attend(?:ees|ance|ing)|in attendance|particip\w*|partecip\w*|teilnehm\w*|others?)"
    r"(?: (?:were|present|in attendance))*",
    re.IGNORECASE,
)
_ABSENT_WORDS = (
    r"absen|apolog|regrets?\b|excus|unable|unavailab|unattend|declin|invit|not?\b|never|cannot|missing|missed",
    r"(?-i:ill\b)|sick\b|away\b|without(?! portfolio)|except|instead|replac|represented|representing|substitut",
    r"on behalf|cancel|withdr[ae]w|expected|awaited|leave\b|holiday|vacation|hospital|stuck|stranded|delayed",
    r"via\b|by (?:tele)?phone|telephone|by (?:video|radio|wire)|video|remote|secure line|dial(?:l?ed|ing)? in",
    r"detained|held up|prevented|proposed|tentative|to be confirmed|tbc\b|non-|no-show",
    r"distribution|cop(?:y|ies) to|b?cc\b|drafted by|approved by",
    r"ausent|assent|abwesen|entschuldig|verhinder|afwezig|verontschuldig|nieobecn|usprawiedliw|nepřítom|omluven|távol",
    r"отсутств|відсутн|неявк|scusat|giustificat|disculp|justificad|empêch|frånvar|fravær|förhind|poissa|απόντ|απών",
)
_ABSENT = re.compile(rf"\b(?:{'|'.join(_ABSENT_WORDS)})|n[’']t\b|غائب|غياب|נעדר|欠席|缺席", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:particip|partecip|teilnehm|anwesen|pr[eé]sent|deelnem|aanwezig|d[eé]l[eé]ga|участ|присут|учасн|uczestn|obecn)",
    re.IGNORECASE,
)
_NO_ROLE_STARTS = (
    r"(?:and|or|but|nor|with|for|from|in|on|at|by|via|of|to|as|until|till|after|before|during|since|then|also|both|later|only)\b",
    r"(?:acting|speaking|sitting|standing) (?:as|for|in)\b|[\d(\[]",
)
_CLAUSE = "who|whom|whose|which|that|was|were|is|are|has|had|have|did|does|could|would|will|shall|should|may|might|must"
_NO_ROLE = re.compile(rf"{'|'.join(_NO_ROLE_STARTS)}|.*\b(?:{_CLAUSE})\b", re.IGNORECASE)
_SMALL = frozenset((
    *("of", "the", "for", "to", "and", "in", "on", "at", "a", "an", "de", "la", "le", "du", "des"),
    *("without", "d", "di", "da", "del", "von", "van", "der", "und", "et", "y", "e"),
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_](?:[\w’'.&/-]*\w)?")
_OF = re.compile(r",|\b(?:of|for|to)\b")
_MORE_NOUNS: tuple[str, ...] = (
    "interpreter",
    "translator",
    "notetaker",
    "taker",
    "assistant",
    "counselor",
    "counsellor",
)
_MORE_NOUNS = (*_MORE_NOUNS, "counsel", "attaché", "chargé", "consul", "officer", "administrator", "observer", "expert")
_BETWEEN = re.compile(r"(?:and|&)\b", re.IGNORECASE)


class Attendance(NamedTuple):
    """Whether a person surely took part, and the role behind the comma, "" if there is none."""

    is_sure: bool
    role: str = ""


class _Run(NamedTuple):
    """A piece of an item: the words of a name, or those around names."""

    text: str
    is_name: bool


def attendance(item: XmlElement, *, is_english: bool) -> Attendance:
    """What an item says of its people.

    They took part if it has nothing but names, titles and a role; any other words may say that somebody did not come,
    and nothing is guessed of them. In other languages than English that is so of all words.
    """
    if _says_absent(item):
        return Attendance(is_sure=False)
    runs = _joined(_runs(item))
    names = [place for place, run in enumerate(runs) if run.is_name]
    if not names:
        return Attendance(is_sure=False)
    before, after = runs[: names[0]], runs[names[-1] + 1 :]
    between = [run.text for run in runs[names[0] : names[-1]] if not run.is_name]
    behind = after[0].text.strip(" .;") if after else ""
    if not is_english:
        around = (*(run.text for run in before), *between, behind)
        return Attendance(not any(map(_WORD.search, around)))
    if not all(map(_is_title, (run.text for run in before))) or not all(map(_is_joint, between)):
        return Attendance(is_sure=False)
    words = behind.removeprefix(",").strip()
    if _is_role(words):
        return Attendance(is_sure=True, role=words if behind.startswith(",") and len(names) == 1 else "")
    return Attendance(_are_known(words) and not _NO_ROLE.match(words.removeprefix("of ").lstrip("(")))


def is_doubtful_heading(element: XmlElement, text: str, *, is_english: bool) -> bool:
    """Whether a heading leaves it open if those below took part, or says that they did not."""
    return _says_absent(element, text) or not (is_english or _PRESENT.search(text))


def is_heading(item: XmlElement) -> bool:
    """Whether an item without a name is a heading for those that follow: `Absent:`, or a few words of absence."""
    text = visible_text(item)
    return text.endswith(":") or (bool(_ABSENT.search(text)) and len(text.split()) <= _HEADING_WORDS)


def is_side(text: str) -> bool:
    """Whether words name a side by themselves: `For the U.S. side`, `Delegation of Freedonia`."""
    return bool(_SIDE.search(text))


def is_neutral(text: str) -> bool:
    """Whether a heading says only that people took part, or nothing."""
    return not text.strip(" :.") or bool(_NEUTRAL.fullmatch(text.strip(" :.")))


def side_headings(element: XmlElement) -> dict[int, str]:
    """The headings in a list, by their place among its elements: of sides, with their words; of others, with "".

    An only heading at its start is that of the list, unless its words name a side.
    """
    children = list(element.elements())
    found = {
        at: visible_text(each).rstrip(" :")
        for at, each in enumerate(children)
        if each.name in ("head", "label") or (each.name == "item" and _is_divider(children, at))
    }
    named = {at for at, text in found.items() if not is_neutral(text)}
    if named == found.keys() == {0} and not is_side(found[0]):
        named = set()
    return {at: text if at in named else "" for at, text in found.items()}


def _is_divider(children: Sequence[XmlElement], at: int) -> bool:
    """Whether an item without a name is a heading for the names behind it: a few words, each with a capital."""
    item, behind = children[at], children[at + 1 : at + 2]
    if names_in(item) or item.find("list") or not any(names_in(each) for each in behind):
        return False
    text = visible_text(item)
    return is_heading(item) or is_side(text) or (len(text.split()) <= _HEADING_WORDS and _are_known(text))


def names_in(element: XmlElement) -> list[XmlElement]:
    """The names of people in an element."""
    return [each for each in element.all("persName", "name", "rs") if _is_name(each)]


def visible_text(element: XmlElement) -> str:
    """The words that a reader sees in their line: without notes, with a space for a line break."""
    return "".join(run.text for run in _joined(_runs(element))).strip()


def _is_name(element: XmlElement) -> bool:
    return element.name == "persName" or (element.name in ("name", "rs") and element.get("type") == "person")


def _says_absent(element: XmlElement, text: str | None = None) -> bool:
    """Whether its words, its notes or its attributes speak of absence; those of a name are only a name."""
    own = [element, *(element.all("hi", "note", "seg", "persName", "name", "rs") if text is None else ())]
    marked = " ".join(each.get(name) for each in own for name in _ATTRIBUTES)
    words = " ".join(run.text for run in _runs(element, notes=True) if not run.is_name) if text is None else text
    return bool(_ABSENT.search(words) or _ABSENT.search(re.sub(r"[#_]", " ", marked)))


def _runs(element: XmlElement, *, notes: bool = False) -> Iterator[_Run]:
    for child in element.children:
        if isinstance(child, str):
            yield _Run(child, is_name=False)
        elif child.name == "lb":
            yield _Run(" ", is_name=False)
        elif _is_name(child):
            yield _Run("".join(run.text for run in _runs(child)), is_name=True)
            yield from (_Run(f" {note.text()}", is_name=False) for note in child.all("note") if notes)
        elif child.name == "choice":
            yield from (run for first in list(child.elements())[:1] for run in _runs(first, notes=notes))
        elif notes or child.name not in _UNREAD:
            yield from _runs(child, notes=notes)


def _joined(runs: Iterator[_Run]) -> Sequence[_Run]:
    """Runs with white space folded, and words that no name parts in one."""
    found: list[_Run] = []
    for run in runs:
        if found and not (run.is_name or found[-1].is_name):
            found[-1] = _Run(found[-1].text + run.text, is_name=False)
        else:
            found.append(run)
    return [_Run(re.sub(r"\s+", " ", run.text), run.is_name) for run in found]


def _is_title(text: str) -> bool:
    """Whether words before a name are titles: `The Secretary, Mr.`; a label before a colon is one, too."""
    return _are_known(text) and not _NO_ROLE.match(text.strip(" ,;:-–—"))


def _is_joint(text: str) -> bool:
    """Whether words between two names are no more than commas, `and`, and titles or roles."""
    return _are_known(_BETWEEN.sub("", text.strip(" ,;/"), count=1)) and not re.search(r"\b(?:to|for|of|vice)\b", text)


def _is_role(text: str) -> bool:
    """Whether words are an office: its noun with capitalised or usual words, before what it is the office of."""
    head = _OF.split(text, maxsplit=1)[0]
    return not _NO_ROLE.match(text) and _are_known(head) and bool(_nouns().search(head.lower()))


def _are_known(text: str) -> bool:
    """Whether all words are capitalised, or usual in titles and offices."""
    small = _SMALL | _usual()
    return all(not word[0].islower() or word.lower() in small for word in _WORD.findall(text))


@cache
def _nouns() -> re.Pattern[str]:
    """The nouns of offices."""
    known = map(re.escape, language(_ENGLISH).words("roles", "nouns"))
    return re.compile(rf"\b(?:{'|'.join((*known, *_MORE_NOUNS))})\b")


@cache
def _usual() -> frozenset[str]:
    """The words of offices, each alone."""
    words = language(_ENGLISH)
    phrases = (*words.words("roles", "nouns"), *words.words("roles", "qualifiers"), *_MORE_NOUNS)
    return frozenset(word for phrase in phrases for word in phrase.lower().split()) | {"under"}
