"""References between records, seen from their targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from generator.facts.model import Slot
from generator.lazy_mapping import LazyMapping
from generator.memo import Memoize, no_memo
from generator.records.model import Record, item_key
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_Found: TypeAlias = tuple[Field, Ref, str, tuple[str, ...]]
"""A reference: its field, the record that refers, and the slot's field and key."""
_Reference: TypeAlias = tuple[str, str, str, tuple[str, ...]]
"""A reference of one record: the id, the field, the name of the reference in an item or "", and the item's key."""


class Link(NamedTuple):
    """A reference seen from its target: the record that refers, the slot, and the field."""

    subject: Ref
    slot: Slot
    field: Field


def backlinks(
    records: Mapping[Ref, Record], schema: Schema, ids: Mapping[str, Ref], remember: Memoize = no_memo
) -> Mapping[Ref, Mapping[str, tuple[Link, ...]]]:
    """For each thing the references to it, by the name of their inverse, in the order of kinds, records and files."""
    found: dict[Ref, list[_Found]] = defaultdict(list)
    for kind in schema.kinds:
        linking = _linking(kind)
        for record in (record for ref, record in records.items() if ref.kind == kind.name):
            for id_, name, part, key in remember(record.source.path, _references, record, kind):
                target, field = ids.get(id_), linking[name][part]
                if target and target.kind in field.to:
                    found[target].append((field, record.ref, name, key))
    return LazyMapping(found, _by_inverse)


def _by_inverse(references: Iterable[_Found]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for field, subject, name, key in references:
        if field.inverse:
            found[field.inverse.name].append(Link(subject, Slot(name, key), field))
    return {name: tuple(links) for name, links in found.items()}


@cache
def _linking(kind: Kind) -> Mapping[str, Mapping[str, Field]]:
    """The references of a kind that have an inverse: by field, those of its items by name, "" for the field itself."""
    found = {}
    for field in kind.fields:
        parts = {part.name: part for part in field.fields if part.type == "reference" and part.inverse}
        if field.type == "reference" and field.inverse:
            parts[""] = field
        if parts:
            found[field.name] = parts
    return found


def _references(record: Record, kind: Kind) -> tuple[_Reference, ...]:
    """The references of a record that have an inverse; what the schema does not know is left out."""
    linking, found = _linking(kind), list[_Reference]()
    for word, node in record.tree.entries:
        name = word[0]
        field, parts = kind.field(name), linking.get(name)
        if field is None or parts is None:
            continue
        for value in node[0] if field.many and isinstance(node, YamlList) else (node,):
            if isinstance(value, YamlText):
                found += [(value[0], name, "", ())] if "" in parts else []
            elif isinstance(value, YamlMapping) and field.fields:
                key = item_key(value, field)
                found += ((id_, name, part, key) for part, id_ in zip(field.key, key, strict=True) if part in parts)
                for own, inner in value.entries:
                    if own[0] in parts and own[0] not in field.key and isinstance(inner, YamlText):
                        found.append((inner[0], name, own[0], key))
    return tuple(found)
