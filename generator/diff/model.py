"""What a change does to a knowledge base: one small value for each thing that a reviewer wants to hear."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from generator.diagnostics.problem import Severity
from generator.facts.model import Slot


class Thing(NamedTuple):
    """A thing as readers know it: its kind and id, the kind's label and heading, and its name."""

    kind: str
    id: str
    label: str
    heading: str
    name: str


class FieldLabel(NamedTuple):
    """A fact's place in readers' words: the field's label, and of a field of an item the group's label and the item."""

    slot: Slot
    label: str
    group: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ThingAdded:
    """A new record; `details` are the best of what it says, `unsourced` counts its facts without a source."""

    thing: Thing
    details: tuple[str, ...]
    unsourced: int


@dataclass(frozen=True, slots=True)
class ThingRemoved:
    """A record that is gone, and how many facts with it."""

    thing: Thing
    facts: int


@dataclass(frozen=True, slots=True)
class IdChanged:
    """A thing under another id; the old one leads to it."""

    thing: Thing
    old: str


@dataclass(frozen=True, slots=True)
class ThingsMerged:
    """A thing that took in another one."""

    thing: Thing
    other: Thing


@dataclass(frozen=True, slots=True)
class ValueChanged:
    """A fact that is new (`old` is ""), gone (`new` is "") or has another value.

    `sources` counts those of the new value; None where it needs none.
    """

    thing: Thing
    where: FieldLabel
    old: str
    new: str
    sources: int | None


@dataclass(frozen=True, slots=True)
class SourcesChanged:
    """A fact that stays, and how many independent sources it had and has."""

    thing: Thing
    where: FieldLabel
    value: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DisputeBegun:
    """A fact that stays, and what articles now say of it that differs."""

    thing: Thing
    where: FieldLabel
    value: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """An article that is new, gone, or has other words or annotations."""

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
    """All changes, articles first, then kind by kind, findings last; and what the newer state has left undone.

    `stale` are the files that extraction would change. `unread` counts the files of both states that are in error: what
    they say is not compared.
    """

    changes: tuple[KnowledgeChange, ...]
    stale: tuple[str, ...]
    unread: int
