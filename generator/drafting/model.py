"""A draft: proposals that a person accepts or refuses, and the register of what is known already."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

Confidence = Literal["sure", "likely", "unsure"]
DATE, QUOTE, PARAPHRASE, MEETING, PERSON, COUNTRY = "date", "quote", "paraphrase", "meeting", "person", "country"
ORGANIZATION, PLACE = "org", "place"
_BARE = re.compile(r"[A-Za-z0-9:_~-]+")
_WITHOUT_ID = frozenset({QUOTE, PARAPHRASE})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One annotation that the article could have.

    `start` and `end` are code points of the file as decoded. `id` is the record's, an EDTF date, or the speaker of a
    quotation ("" where nobody is found). `attributes` are what else the braces say. `new` tells that no record or
    annotation has the id yet; `name` is then the fullest form of the name in the article. `parts` are kind and id
    of what belongs to a meeting: who took part, where and when it was.
    """

    start: int
    end: int
    text: str
    kind: str
    id: str
    attributes: tuple[tuple[str, str], ...]
    confidence: Confidence
    reason: str
    new: bool = False
    name: str = ""
    parts: frozenset[tuple[str, str]] = frozenset()

    @property
    def annotation(self) -> str:
        """The braces, as they stand behind the bracket in an article."""
        head = f".{self.kind}" if self.kind in _WITHOUT_ID else f"{self.kind}={quoted(self.id)}"
        return "{" + " ".join([head, *(f"{key}={quoted(value)}" for key, value in self.attributes)]) + "}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that is known: its annotation's kind, its id, and all names it goes by, the record's first."""

    kind: str
    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting that has a record: when and where it was, who took part, and in what state it is."""

    id: str
    date: str = ""
    place: str = ""
    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    status: str = ""


class Span(NamedTuple):
    """A stretch of the text that is read, in its own offsets, and what it is taken to be."""

    start: int
    end: int
    kind: str
    id: str
    confidence: Confidence
    reason: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """What has a record already, or a label in another article: things by their names, and meetings."""

    entries: tuple[Entry, ...] = ()
    meetings: tuple[MeetingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Proposals for an article in the order of its text, and what a reviewer should know before reading them."""

    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...] = ()


def quoted(value: str) -> str:
    """A value as it may stand in braces: bare where it can, else in double quotes."""
    if _BARE.fullmatch(value):
        return value
    return '"' + " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
