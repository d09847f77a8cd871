"""An article as its reviewer sees it, and the changes that the reviewer makes to its annotations."""

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.drafting import Proposal
from generator.drafting.prose import Prose
from generator.text.source import SourceText

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Existing:
    """An annotation that the article has.

    `start` and `end` are offsets of its label in the text that the reviewer reads. The others are offsets in the file:
    `opening` of the bracket or of the opening fence, `braces` of its braces, and `closing` of the bracket or fence that
    closes it, each as a range.
    """

    start: int
    end: int
    kind: str
    id: str
    attributes: Pairs
    opening: tuple[int, int]
    braces: tuple[int, int]
    closing: tuple[int, int]
    is_block: bool


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What a reviewer reads, and what it is annotated with; `faults` counts the syntax errors that the file has."""

    source: SourceText
    prose: Prose
    existing: tuple[Existing, ...]
    faults: int

    @property
    def text(self) -> str:
        """The words, without annotations and other markup; passages are parted by blank lines."""
        return self.prose.text


class NewAnnotation(NamedTuple):
    """An annotation that the reviewer wants, over words of the text that is read.

    `proposal` is the proposal that it accepts, None for one of the reviewer's own. `attributes` of a proposal that the
    reviewer didn't touch are None: what is accepted with it decides them.
    """

    start: int
    end: int
    kind: str
    id: str
    attributes: Pairs | None
    proposal: Proposal | None = None


class Replacement(NamedTuple):
    """What the braces of an annotation that the article has are to say."""

    kind: str
    id: str
    attributes: Pairs


@dataclass(frozen=True, slots=True)
class ReviewChanges:
    """All that a reviewer changes in one article; existing annotations, and refused proposals, by their numbers."""

    added: tuple[NewAnnotation, ...] = ()
    replaced: dict[int, Replacement] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
