"""The kinds of changes of a knowledge base, each a small value."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from generator.diagnostics.problem import Severity
from generator.facts.model import Slot


class Thing(NamedTuple):
    """A thing for readers: its kind and id, the kind's label and heading, and its name."""

    kind: str
    id: str
    label: str
    heading: str
    name: str


class FieldLabel(NamedTuple):
    """The label of a fact's field, and for a field of an item also the group's label and the item."""

    slot: Slot
    label: str
    group: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ThingAdded:
    """A new record: its most telling `details`, and the number of its facts without a source."""

    thing: Thing
    details: tuple[str, ...]
    unsourced: int


@dataclass(frozen=True, slots=True)
class ThingRemoved:
    """A removed record, and the number of its facts."""

    thing: Thing
    facts: int


@dataclass(frozen=True, slots=True)
class IdChanged:
    """A thing with a new id; the old one redirects to it."""

    thing: Thing
    old: str


@dataclass(frozen=True, slots=True)
class ThingsMerged:
    """A thing into which another was merged."""

    thing: Thing
    other: Thing


@dataclass(frozen=True, slots=True)
class ValueChanged:
    """A fact that is new (`old` is ""), removed (`new` is "") or has another value.

    `sources` is the number of sources of the new value; None if it needs none.
    """

    thing: Thing
    where: FieldLabel
    old: str
    new: str
    sources: int | None


@dataclass(frozen=True, slots=True)
class SourcesChanged:
    """An unchanged fact, and the number of its independent sources before and after."""

    thing: Thing
    where: FieldLabel
    value: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DisputeBegun:
    """An unchanged fact, and other values that articles now give."""

    thing: Thing
    where: FieldLabel
    value: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """An article that is new, removed, or has other words or annotations."""

    how: Literal["add", "remove", "change"]
    id: str
    title: str
    publisher: str
    date: str


@dataclass(frozen=True, slots=True)
class FindingChanged:
    """A finding of the checks, or a conflict of a record with the articles, that is new or settled."""

    new: bool
    conflict: bool
    rule: str
    severity: Severity
    message: str
    file: str
    line: int


ThingChange: TypeAlias = (
    ThingAdded | ThingRemoved | IdChanged | ThingsMerged | ValueChanged | SourcesChanged | DisputeBegun
)
KnowledgeChange: TypeAlias = ThingChange | ArticleChanged | FindingChanged


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes: articles first, then things kind by kind, then findings.

    `stale` are the files that extraction would change in the newer state. `unread` is the number of files of both
    states with errors, whose content is not compared.
    """

    changes: tuple[KnowledgeChange, ...]
    stale: tuple[str, ...]
    unread: int
