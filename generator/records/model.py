"""A record as read, and the facts that it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.facts.model import Slot
from generator.schema.model import Field, Kind, Ref
from generator.source import Source, Span
from generator.yamltree import Items, Mapping, Node, Text


class Held(NamedTuple):
    """A fact as a record holds it. Of an item the place is that of its first key field, or of the item."""

    slot: Slot
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """One thing's file. `tree` holds what the file says, checked against the schema by `records.read`."""

    ref: Ref
    source: Source
    tree: Mapping

    def text(self, field: str) -> str:
        """The value of a plain field, "" where the record has none."""
        node = self.tree.get(field)
        return node.value if isinstance(node, Text) else ""


def held(record: Record, kind: Kind) -> tuple[Held, ...]:
    """All facts that a record holds, field by field in the order of the file; what the schema lacks is left out."""
    span = record.source.span
    return tuple(Held(slot, value, span(node.start, node.end)) for slot, value, node in told(record.tree, kind))


def told(tree: Mapping, kind: Kind) -> Iterator[tuple[Slot, str, Node]]:
    """All facts of a record's tree, each with the node that stands for its place; as `held` has them."""
    for name, node in tree.entries:
        field = kind.field(name.value)
        if field is None:
            continue
        for value in node.values if field.many and isinstance(node, Items) else (node,):
            yield from _value(field, value)


def item_key(item: Mapping, field: Field) -> tuple[str, ...]:
    """The values of a group item's key fields, in the schema's order, "" for one that is absent."""
    nodes = (item.get(name) for name in field.key)
    return tuple(node.value if isinstance(node, Text) else "" for node in nodes)


def _value(field: Field, node: Node) -> Iterator[tuple[Slot, str, Node]]:
    if isinstance(node, Text):
        yield Slot(field.name), node.value, node
    elif isinstance(node, Mapping) and field.fields:
        key = item_key(node, field)
        firsts = [value for name, value in node.entries if name.value in field.key]
        yield Slot(field.name, key), "", firsts[0] if firsts else node
        for name, value in node.entries:
            if isinstance(value, Text) and name.value not in field.key:
                yield Slot(field.name, key, name.value), value.value, value
