"""References between records, seen from their targets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from generator.facts.model import Slot
from generator.lazy_mapping import LazyMapping
from generator.records.model import Record, item_key
from generator.schema.model import Field, Ref, Schema
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_Found: TypeAlias = tuple[Field, Ref, str, tuple[str, ...]]
"""A reference: its field, the record that refers, and the slot's field and key."""


class Link(NamedTuple):
    """A reference seen from its target: the record that refers, the slot, and the field."""

    subject: Ref
    slot: Slot
    field: Field


class _Linking(NamedTuple):
    """The references in a field that have an inverse: of its items by their names, "" for the field itself."""

    field: Field
    parts: Mapping[str, Field]
    keys: tuple[tuple[int, Field], ...]


def backlinks(
    records: Mapping[Ref, Record], schema: Schema, ids: Mapping[str, Ref]
) -> Mapping[Ref, Mapping[str, tuple[Link, ...]]]:
    """For each thing the references to it, by the name of their inverse, in the order of kinds, records and files."""
    found: dict[Ref, list[_Found]] = defaultdict(list)
    linking = {kind.name: _linking(kind.fields) for kind in schema.kinds}
    for kind in schema.kinds:
        for record in (record for ref, record in records.items() if ref.kind == kind.name):
            for id_, reference in _references(record, linking[kind.name]):
                target = ids.get(id_)
                if target and target.kind in reference[0].to:
                    found[target].append(reference)
    return LazyMapping(found, _by_inverse)


def _by_inverse(references: Iterable[_Found]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for field, subject, name, key in references:
        if field.inverse:
            found[field.inverse.name].append(Link(subject, Slot(name, key), field))
    return {name: tuple(links) for name, links in found.items()}


def _linking(fields: Iterable[Field]) -> dict[str, _Linking]:
    found = {}
    for field in fields:
        parts = {part.name: part for part in field.fields if part.type == "reference" and part.inverse}
        if field.type == "reference" and field.inverse:
            parts[""] = field
        keys = tuple((number, parts[name]) for number, name in enumerate(field.key) if name in parts)
        if parts:
            found[field.name] = _Linking(field, parts, keys)
    return found


def _references(record: Record, linking: Mapping[str, _Linking]) -> Iterator[tuple[str, _Found]]:
    """The ids that a record refers to, each with the reference; what the schema does not know is left out."""
    for word, node in record.tree.entries:
        name = word[0]
        known = linking.get(name)
        if known is None:
            continue
        field, parts, keys = known
        for value in node[0] if field.many and isinstance(node, YamlList) else (node,):
            if isinstance(value, YamlText):
                if "" in parts:
                    yield value[0], (field, record.ref, name, ())
            elif isinstance(value, YamlMapping) and field.fields:
                key = item_key(value, field)
                yield from ((key[number], (part, record.ref, name, key)) for number, part in keys)
                for own, inner in value.entries:
                    if own[0] in parts and own[0] not in field.key and isinstance(inner, YamlText):
                        yield inner[0], (parts[own[0]], record.ref, name, key)
