"""A fact: the smallest unit that an article states and a record contains."""

from typing import NamedTuple, TypeAlias

from generator.schema.model import Ref
from generator.text.source import Span


class Slot(NamedTuple):
    """Where a fact belongs in a record.

    - a plain field: `Slot("date")`
    - a list of plain values: `Slot("sides")`, one fact for each value
    - an item of a group: `Slot("participants", ("steve-westoff",))`, with an empty value: the item exists.
      `key` holds the values of the schema's key fields, in the schema's order, "" for a missing one.
    - a field of an item: `Slot("participants", ("steve-westoff",), "role")`
    """

    field: str
    key: tuple[str, ...] = ()
    part: str = ""


SlotValue: TypeAlias = tuple[Slot, str]
"""What identifies a fact of a record: its slot, and for a value of a list also the value."""


class Fact(NamedTuple):
    """What one annotation of one article states about one record, and the annotation's span.

    `carried`: the value applies to another mention in the article than the annotation that gives it.
    """

    subject: Ref
    slot: Slot
    value: str
    article: str
    annotation: int
    span: Span
    carried: bool = False
