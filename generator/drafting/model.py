"""The types of a draft: proposals, and the register of what is already known."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.articles.attributes import written_braces

Confidence = Literal["sure", "likely", "unsure"]
DATE, QUOTE, PARAPHRASE, MEETING, PERSON, COUNTRY = "date", "quote", "paraphrase", "meeting", "person", "country"
ORGANIZATION, PLACE = "org", "place"
UNNAMED = "unnamed"
_WITHOUT_ID = frozenset({QUOTE, PARAPHRASE})
_ALONE = frozenset({QUOTE, PARAPHRASE, UNNAMED})
_Pairs = tuple[tuple[str, str], ...]
_NO_PARTS: frozenset[tuple[str, str]] = frozenset()


def decided_by(
    kind: str, id_: str, start: int, words: str, attributes: _Pairs, parts: frozenset[tuple[str, str]] = _NO_PARTS
) -> tuple[object, ...]:
    """What annotations have in common if one decision holds for all of them.

    A person or a place is the same wherever it is named. A quotation is decided alone, a date together with those in
    the same words, a meeting with those of the same attributes and participants: where one sentence says that it was
    cancelled and another that it was held, there are two things to decide.
    """
    own: object = ""
    if kind in _ALONE:
        own = start
    elif kind == DATE:
        own = " ".join(words.split())
    elif kind == MEETING:
        own = tuple(sorted(pair for pair in attributes if pair[0] != "name")), participants(parts)
    return kind, id_, own


def participants(parts: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of those who take part in a meeting, of its `parts`."""
    return tuple(sorted(id_ for kind, id_ in parts if kind not in (DATE, PLACE)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed annotation.

    `start` and `end` are code point offsets in the decoded file. `id` is a record's id, an EDTF date, or a quotation's
    speaker ("" if unknown). `attributes` are the further attributes in the braces. `new` says that no record or
    annotation has the id yet; `name` is then the longest form of the name in the article. `parts` are the kinds and ids
    of a meeting's participants, place and date.
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
        """The braces that follow the bracket in the article."""
        return written_braces(self.kind, None if self.kind in _WITHOUT_ID else self.id, self.attributes)

    @property
    def decision(self) -> tuple[object, ...]:
        """What one decision is about; see `decided_by`."""
        return decided_by(self.kind, self.id, self.start, self.text, self.attributes, self.parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known person, place and so on: the annotation's kind, the id, and all its names, the record's name first.

    `roles` and `sides` are the titles that a person's record has, and the countries that they are for.
    """

    kind: str
    id: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A known meeting: date, place, participants, countries and status."""

    id: str
    date: str = ""
    place: str = ""
    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    status: str = ""


class TaggedSpan(NamedTuple):
    """A range of a `Prose` text, in its offsets, with the kind and id that it probably has.

    `attributes` are those of a quotation whose speaker has no name: the words for the speaker, and for whom.
    """

    start: int
    end: int
    kind: str
    id: str
    confidence: Confidence
    reason: str
    new: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """What has a record or a label in another article: entries with names, and meetings."""

    entries: tuple[Entry, ...] = ()
    meetings: tuple[MeetingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Proposals for an article in the order of its text, and notes for the reviewer.

    `refused` are those that a reviewer has refused before: they are not proposed again.
    """

    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...] = ()
    refused: tuple[Proposal, ...] = ()
