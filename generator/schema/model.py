"""Kinds and their fields, as described by the YAML files of the schema."""

import dataclasses
from dataclasses import dataclass
from typing import NamedTuple


class Ref(NamedTuple):
    """A reference to a record: its kind and its id. Ids are unique across all kinds."""

    kind: str
    id: str


class Choice(NamedTuple):
    """One of the values of a `choice` field, and its label for readers."""

    value: str
    label: str


class Inverse(NamedTuple):
    """A link seen from its target: the name that templates use, and the heading for readers."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FillRule:
    """Which annotations inside a span fill a field of the span's kind: those that begin with `annotation`.

    The annotation says `as=<role>`; if `inline` or `block` is set, it needn't inside such a span. An annotation with
    `as=mentioned` never fills the field.
    """

    annotation: str
    role: str
    inline: bool
    block: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind, or of the items of a group.

    A `group` has `fields` of its own, and its items are identified by the `key` fields; `many` makes a list of any
    type. `attributes` are the annotation attributes that fill the field; the first one present wins. `statement` says
    whose field a quotation fills: that of the thing it is `about`, or that of its speaker (`by`). `almanac` marks
    reference data, which needs no source; `changes` marks a value that changes over time: older values are history;
    `lasts` one that lasts for years: values of years that are apart are a change.
    A required field may be absent where the field `unless` stands in its place. Where a field is present, the field
    `needs` must be, too.
    """

    name: str
    type: str
    label: str
    description: str = ""
    many: bool = False
    required: bool = False
    unless: str = ""
    needs: str = ""
    to: tuple[str, ...] = ()
    inverse: Inverse | None = None
    choices: tuple[Choice, ...] = ()
    fields: tuple["Field", ...] = ()
    key: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    takes: tuple[FillRule, ...] = ()
    statement: str = ""
    almanac: bool = False
    changes: bool = False
    lasts: bool = False

    def field(self, name: str) -> "Field":
        """The field of a group's items with this name."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def label_of(self, value: str) -> str:
        """The label of a choice value; the value itself if it has none."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: `annotation` is its word in articles, `plural` its folder and its URL.

    `identifier` is the value type of its ids: `id` or `country`. `timeline` names the date field that orders it.
    `schema_org` is its type in schema.org, for search engines. The other words are hash enough: a schema is looked up
    for each article.
    """

    name: str
    label: str
    plural: str
    heading: str
    description: str
    annotation: str
    identifier: str
    timeline: str
    schema_org: str
    fields: tuple[Field, ...] = dataclasses.field(hash=False)

    def field(self, name: str) -> Field | None:
        """The field with this name; None if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        return None


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds, in the order in which a site lists them, and the fields of a quotation (`statement`)."""

    kinds: tuple[Kind, ...]
    statement: tuple[Field, ...] = dataclasses.field(hash=False)

    def kind(self, name: str) -> Kind | None:
        """The kind with this name; None if there is none."""
        for kind in self.kinds:
            if kind.name == name:
                return kind
        return None

    def annotated(self, word: str) -> Kind | None:
        """The kind with this word in articles; None if there is none."""
        return next((kind for kind in self.kinds if kind.annotation == word), None)
