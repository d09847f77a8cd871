"""Who took part: what a list of participants says of each person, and what its headings say of those below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.importers.tei_headings import (
    HeadingKind,
    are_known,
    heading_kind,
    is_country,
    is_neutral,
    is_side,
    nouns,
    says_absent,
    usual,
    words_of,
)
from generator.importers.xml_tree import XmlElement

_ATTRIBUTES = ("ana", "type", "subtype", "role", "status", "n")
_UNREAD = frozenset({"note", "fw", "figDesc", "pb", "cb", "milestone", "index"})
_HEADING_WORDS = 4
_SOMEBODY = re.compile(r"(?:an?|the|one|two|three|four|several|some|\d+) ", re.IGNORECASE)
_NO_ROLE_STARTS = (
    r"(?:and|or|but|nor|with|for|from|in|on|at|by|via|of|to|as|until|till|after|before|during|since|then|also|both|later|only)\b",
    r"(?:acting|speaking|sitting|standing) (?:as|for|in)\b|[\d(\[]",
)
_CLAUSE = "who|whom|whose|which|that|was|were|is|are|has|had|have|did|does|could|would|will|shall|should|may|might|must"
_NO_ROLE = re.compile(rf"{'|'.join(_NO_ROLE_STARTS)}|.*\b(?:{_CLAUSE})\b", re.IGNORECASE)
_OF = re.compile(r",|\b(?:of|for|to)\b")
_HONORIFICS = frozenset((
    *("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "hon", "honorable", "honourable", "rt"),
    *("excellency", "h.e", "his", "her", "amb", "gen", "lt", "maj", "col", "capt", "adm", "cdr", "sgt", "brig", "vice"),
    *("major", "lieutenant", "captain", "brigadier", "marshal", "sen", "rep", "gov", "rev", "prince", "princess"),
    *("majesty", "highness", "royal", "emperor", "sheikh", "shah", "the", "and", "assistant", "u.s", "us", "u.k"),
    *("soviet", "m", "mme", "herr", "frau", "signor", "justice", "comrade", "minister-counselor", "prime", "pm"),
))  # fmt: skip
_NATION = re.compile(r"[A-Z]\w+(?:an|ese|ish|ch|aqi|eli|ani|tch)|Greek|Thai|Swiss|Czech")
_STATE = re.compile(
    r"\b(?:of|for) (?:the )?(?:State|Foreign(?: and \w+)? Affairs|Defen[cs]e|War|Treasury|Interior|Finance"
    r"|Commerce|Staff|Government|Trade|Labou?r|Agriculture|Justice|Energy|Security|the Army|the Navy)\b"
)
_LABEL = re.compile(r"(?!TO|BY|FOR|OF|IN|FM)[A-Z]{1,3}|\(?\d{1,2}[.)]|\(?[a-z]\)|[-–—•]?")
_DOUBT = re.compile(r"[?*†‡§#~¿]")
_JOINT = re.compile(r"\s*(?:[,;]|(?:and|&)\s)")
_STRUCK = re.compile(r"strike|struck|line-through|cross|delet", re.IGNORECASE)
_LINKS = frozenset(("of", "for", "to"))
_UNSURE = frozenset(("del", "unclear", "surplus", "supplied"))
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

    They took part if it is they: nothing but titles before their names, and a role behind. Any other words may speak of
    somebody else (`Aide to`), or say that they did not come, and nothing is guessed of them. In other languages than
    English that is so of all words.
    """
    if _says_absent(item) or _is_unsure(item):
        return Attendance(is_sure=False)
    runs = _joined(_runs(item))
    names = [place for place, run in enumerate(runs) if run.is_name]
    if not names or any(_DOUBT.search(run.text) for run in runs):
        return Attendance(is_sure=False)
    before, after = runs[: names[0]], runs[names[-1] + 1 :]
    between = [run.text for run in runs[names[0] : names[-1]] if not run.is_name]
    rest = after[0].text.rstrip(" .;") if after else ""
    if not is_english:
        around = (*(run.text for run in before), *between, rest)
        return Attendance(not any(map(words_of, around)))
    if not all(_is_title(run.text) for run in before) or not all(map(_is_joint, between)):
        return Attendance(is_sure=False)
    return _described(rest, is_one=len(names) == 1)


def _described(rest: str, *, is_one: bool) -> Attendance:
    """What the words behind a name say: a description is set off, or begins with `of`."""
    behind = rest.strip()
    words = behind.removeprefix(",").strip()
    if behind and not re.match(r"[,;:(–—-]|of\b", behind):
        return Attendance(is_sure=False)
    if _is_role(words):
        return Attendance(is_sure=True, role=words if behind.startswith(",") and is_one else "")
    return Attendance(are_known(words) and not _NO_ROLE.match(words.removeprefix("of ").lstrip("(")))


def _is_unsure(item: XmlElement) -> bool:
    """Whether a word of an item is struck out, or an editor was not sure of it."""
    own = (item, *(each for each in item.all("hi", "seg", "persName", "name", "rs", *_UNSURE)))
    return any(
        each.name in _UNSURE or each.get("cert") in ("low", "medium", "unknown") or _STRUCK.search(_looks(each))
        for each in own
    )


def _looks(element: XmlElement) -> str:
    return " ".join(element.get(name) for name in ("rend", "rendition", "style"))


def is_heading(item: XmlElement) -> bool:
    """Whether an item without a name is a heading for those that follow: `Absent:`, or a few words of absence."""
    text = visible_text(item)
    return text.endswith(":") or (says_absent(text) and len(text.split()) <= _HEADING_WORDS)


def side_headings(element: XmlElement, *, is_inner: bool, is_english: bool) -> dict[int, str]:
    """The headings in a list, by their place among its elements: of sides, with their words; of others, with "".

    The heading at the start of a list of all participants is that of the list, unless its words name a side; that of a
    list in an item names one.
    """
    children = list(element.elements())
    found = {
        at: visible_text(each).rstrip(" :")
        for at, each in enumerate(children)
        if each.name in ("head", "label") or (each.name == "item" and _is_divider(children, at, is_english=is_english))
    }
    sides = {at for at, text in found.items() if heading_kind(text, is_english=is_english) == "side"}
    if found.keys() == {0} and not is_inner and not (is_side(found[0]) or is_country(found[0])):
        sides = set()
    return {at: text if at in sides else "" for at, text in found.items()}


def _is_divider(children: Sequence[XmlElement], at: int, *, is_english: bool) -> bool:
    """Whether an item without a name is a heading for the names behind it.

    It has a colon or is emphasised, its words are those of a heading, or it is no name at all; `Roe` alone may be one.
    """
    item = children[at]
    if names_in(item) or item.find("list"):
        return False
    text = visible_text(item)
    if is_heading(item):
        return True
    if not any(names_in(each) for each in children[at + 1 :]) or _SOMEBODY.match(text):
        return False
    is_emphasised = visible_text(replace(item, children=list(item.all("hi")))) == text
    return (
        is_emphasised
        or is_side(text)
        or is_neutral(text)
        or is_country(text)
        or heading_kind(text, is_english=is_english) == "doubtful"
    )


def kind_of_heading(element: XmlElement, text: str, *, is_english: bool) -> HeadingKind:
    """What a heading says of those below it, by its words and its attributes."""
    return "doubtful" if _says_absent(element, text) else heading_kind(text, is_english=is_english)


def names_in(element: XmlElement) -> list[XmlElement]:
    """The names of people in an element, without those in its notes."""
    found: list[XmlElement] = []
    for child in element.elements():
        if child.name != "note":
            found += [child] if _is_name(child) else names_in(child)
    return found


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
    return says_absent(words) or says_absent(re.sub(r"[#_]", " ", marked))


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
    """Whether words before a name are those of the same person.

    They are titles (`The Secretary, Mr.`), a number or letters before a colon (`P:`), or an office before a comma
    (`Secretary to the President,`).
    """
    *offices, last = re.split(r"[,:]", text.strip())
    return _is_called(last) and all(
        _is_called(each) or _is_role(each.strip()) for each in offices if not _LABEL.fullmatch(each.strip())
    )


def _is_called(text: str) -> bool:
    """Whether words are a title that goes before a name: known ones only, and nations."""
    words = text.strip(" ;–—-•")
    if _LABEL.fullmatch(words):
        return not words.isalpha()
    if any(each.isdigit() for each in words):
        return False
    known = (usual() | _HONORIFICS) - _LINKS
    left = words_of(_STATE.sub("", words))
    return all(each.lower().rstrip(".") in known or _NATION.fullmatch(each) or is_country(each) for each in left)


def _is_joint(text: str) -> bool:
    """Whether words between two names are no more than commas, `and`, and titles or roles."""
    rest = _BETWEEN.sub("", text.strip(" ,;"), count=1)
    return bool(_JOINT.match(text)) and are_known(rest) and not re.search(r"\b(?:to|for|of|vice)\b|[/(]", text)


def _is_role(text: str) -> bool:
    """Whether words are an office: its noun with capitalised or usual words, before what it is the office of."""
    head = _OF.split(text, maxsplit=1)[0]
    return not _NO_ROLE.match(text) and are_known(head) and bool(nouns().search(head.lower()))
