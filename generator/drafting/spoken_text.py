"""A text with the names outside its quotations, and who spoke last."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.drafting.model import PERSON, UNNAMED, Confidence, TaggedSpan
from generator.drafting.prose import Prose
from generator.drafting.speech import SpeechPatterns
from generator.drafting.subject_patterns import Subjects
from generator.drafting.subjects import Subject, is_object, subject_before, subject_behind
from generator.drafting.unsaid import Unsaid

PEOPLE = frozenset({PERSON, UNNAMED})


class QuotedWords(NamedTuple):
    """Words in quotation marks, marks included, with the ranges of their block and of their sentences."""

    start: int
    end: int
    first: int
    last: int
    begins: int
    ends: int


class Speaker(NamedTuple):
    """Who said something, the confidence and the reason."""

    who: TaggedSpan | None
    confidence: Confidence
    reason: str


def said_by(who: TaggedSpan, confidence: Confidence) -> Confidence:
    """The confidence that these are somebody's words: no more than that the name is one."""
    return "unsure" if who.kind != UNNAMED and who.confidence == "unsure" else confidence


NOBODY = Speaker(None, "unsure", "no speaker is named")


@dataclass(slots=True)
class SpokenText:
    """A text, the names in it outside quotations, and the last speaker."""

    text: str
    prose: Prose
    known: SpeechPatterns
    unsaid: Unsaid
    subjects: Subjects
    names: list[TaggedSpan]
    starts: list[int]
    last: Speaker = field(default_factory=lambda: Speaker(None, "unsure", ""))
    last_end: int = -1

    def between(self, start: int, end: int) -> list[TaggedSpan]:
        """The names that begin in a range, in order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def is_object(self, name: TaggedSpan) -> bool:
        """Whether a preposition stands before a name: "a spokesman for President Roe" is somebody else."""
        return is_object(self.text, name, self.subjects)

    def is_topic(self, name: TaggedSpan, begins: int) -> bool:
        """Whether a preposition stands before a name, or opens the sentence at `begins` with it: "On Roe she said"."""
        return self.is_object(name) or bool(self.subjects.fronted.fullmatch(self.text, begins, name.start))

    def is_owner(self, name: TaggedSpan) -> bool:
        """Whether a name is in the possessive: "Roe's husband" is somebody else."""
        return self.text.startswith(("'s ", "’s "), name.end)

    def first_between(self, start: int, end: int, *, objects: bool = False) -> TaggedSpan | None:
        """The first person in a range, else the first name; behind a preposition, only as `objects`."""
        found = [name for name in self.between(start, end) if objects or not self.is_object(name)]
        owners = [name for name in found if not self.is_owner(name)] or found
        return next((name for name in owners if name.kind in PEOPLE), owners[0] if owners else None)

    def last_between(self, start: int, end: int, *, objects: bool = False) -> TaggedSpan | None:
        """The last person in a range, else the last name; names in the possessive come last.

        Names behind a preposition count only as `objects`.
        """
        found = [name for name in self.between(start, end) if name.end <= end and (objects or not self.is_object(name))]
        owners = [name for name in found if not self.is_owner(name)]
        persons = [name for name in owners or found if name.kind in PEOPLE]
        return (persons or owners or found or [None])[-1]  # type: ignore[list-item]

    def subject_before(self, begins: int, verb: int) -> Subject | None:
        """Who is the subject of a verb, by the words before it."""
        return subject_before(self.text, self.names, begins, verb, self.subjects)

    def subject_behind(self, at: int, last: int, *, is_source: bool = False) -> Subject | None:
        """Who is the subject of a verb, by the words behind it."""
        return subject_behind(self.text, self.names, at, last, self.subjects, is_source=is_source)
