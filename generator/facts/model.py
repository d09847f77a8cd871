"""A fact: the smallest thing that an article asserts and that a record holds."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.schema.model import Ref
from generator.text.source import Span


class Slot(NamedTuple):
    """Where in a record a fact has its place.

    - a plain field: `Slot("date")`
    - a list of plain values: `Slot("sides")`, one fact for each value
    - an item of a group: `Slot("participants", ("steve-witkoff",))`, the value empty: that the item is there.
      `key` holds the values of the schema's key fields, in the schema's order, "" for one that is absent.
    - a field of an item: `Slot("participants", ("steve-witkoff",), "role")`
    """

    field: str
    key: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one annotation of one article asserts of one record, and the place where it does.

    `carried` says that the annotation stands elsewhere in the article than the mention for which its value holds.
    """

    subject: Ref
    slot: Slot
    value: str
    article: str
    annotation: int
    span: Span
    carried: bool = False
