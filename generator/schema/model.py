"""Kinds and their fields, as the schema's YAML files describe them."""

from dataclasses import dataclass
from typing import NamedTuple


class Ref(NamedTuple):
    """The address of a thing: its kind and its id. Ids are unique over all kinds."""

    kind: str
    id: str


class Choice(NamedTuple):
    """One of the values that a `choice` field may hold, and the words that a reader sees for it."""

    value: str
    label: str


class Inverse(NamedTuple):
    """How a link reads from its other end: the name that templates use, and the heading that readers see."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FillRule:
    """What annotations inside a span of the field's kind fill the field: those whose head is `annotation`.

    With `role` the annotation says `as=<role>`. `inline` and `block` tell in which spans it is taken without saying so;
    `as=mentioned` always keeps an annotation out.
    """

    annotation: str
    role: str
    inline: bool
    block: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind, or of a group's items.

    A `group` has `fields` of its own and is matched item by item over the `key` fields; `many` makes a list of any
    type. `attributes` are the annotation's words that fill the field, the first one present wins. `statement` says
    whose field a quotation fills: of the thing that it is `about`, or of the one that it is `by`. `almanac` marks
    reference data that need no source of their own, `changes` what is another at another time: there, older values
    are history.
    """

    name: str
    type: str
    label: str
    description: str = ""
    many: bool = False
    required: bool = False
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

    def field(self, name: str) -> "Field":
        """The field of a group's items by its name."""
        return next(field for field in self.fields if field.name == name)

    def label_of(self, value: str) -> str:
        """The reader's words for a value of a choice; the value itself where it has none."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: `annotation` is its word in articles, `plural` its folder and its address.

    `identifier` is the value type that ids follow: `id` or `country`. `timeline` names the date field that orders it.
    `schema_org` is the type that search engines know the kind by.
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
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        for field in self.fields:
            if field.name == name:
                return field
        return None


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds, in the order in which a site lists them, and what a quotation says of itself (`statement`)."""

    kinds: tuple[Kind, ...]
    statement: tuple[Field, ...]

    def kind(self, name: str) -> Kind | None:
        """The kind of that name."""
        for kind in self.kinds:
            if kind.name == name:
                return kind
        return None

    def annotated(self, word: str) -> Kind | None:
        """The kind whose word in articles this is."""
        return next((kind for kind in self.kinds if kind.annotation == word), None)
