"""A record, and the facts in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.packed import Packed
from generator.schema.model import Field, Kind, Ref
from generator.text.source import SourceText, Span
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText


class RecordFact(NamedTuple):
    """A fact of a record with its span; the span of an item is that of its first key field, or else of the item."""

    slot: Slot
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Record(Packed):
    """The file of one thing, and its parsed content, which `records.read` checked against the schema.

    `texts` has the names of all fields in the order of the file, with the values of plain ones, "" for others.
    """

    PACKED = ("tree",)
    ref: Ref
    source: SourceText
    tree: YamlMapping
    texts: Mapping[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Take the texts from the tree."""
        found = {name[0]: node[0] if isinstance(node, YamlText) else "" for name, node in self.tree.entries}
        object.__setattr__(self, "texts", found)

    def text(self, name: str) -> str:
        """The value of a plain field, "" if the record has none."""
        return self.texts.get(name, "")


def record_facts(record: Record, kind: Kind) -> tuple[RecordFact, ...]:
    """All facts of a record in the order of the file; fields that the schema lacks are left out."""
    source, found = record.source, facts_with_nodes(record.tree, kind)
    return tuple([RecordFact(slot, value, Span(source, node[1], node[2])) for slot, value, node in found])


def facts_with_nodes(tree: YamlMapping, kind: Kind) -> list[tuple[Slot, str, YamlNode]]:
    """All facts of a record's tree as in `record_facts`, each with the node for its span."""
    found: list[tuple[Slot, str, YamlNode]] = []
    for name, node in tree.entries:
        known = kind.field(name[0])
        if known is None:
            continue
        for value in node[0] if known.many and isinstance(node, YamlList) else (node,):
            if isinstance(value, YamlText):
                found.append((Slot(known.name), value[0], value))
            elif isinstance(value, YamlMapping) and known.fields:
                found += _item(known, value)
    return found


def facts_in(tree: YamlMapping, kind: Kind) -> Iterator[Assertion]:
    """All facts of a record's tree, without positions."""
    return ((slot, value) for slot, value, _ in facts_with_nodes(tree, kind))


def item_key(item: YamlMapping, field: Field) -> tuple[str, ...]:
    """The values of a group item's key fields, in the schema's order, "" for a missing one."""
    nodes = (item.get(name) for name in field.key)
    return tuple(node.value if isinstance(node, YamlText) else "" for node in nodes)


def _item(field: Field, item: YamlMapping) -> Iterator[tuple[Slot, str, YamlNode]]:
    key = item_key(item, field)
    yield Slot(field.name, key), "", next((value for name, value in item.entries if name[0] in field.key), item)
    for name, value in item.entries:
        if isinstance(value, YamlText) and name[0] not in field.key:
            yield Slot(field.name, key, name[0]), value[0], value
