"""The references in a record."""

from collections.abc import Iterator, Mapping
from functools import cache

from generator.records.model import Record
from generator.schema.model import Kind
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

_NONE: Mapping[str, tuple[str, ...]] = {}


def references(record: Record, kind: Kind) -> Iterator[tuple[tuple[str, ...], YamlText]]:
    """The ids that a record refers to, each with the kinds that the field accepts."""
    targets = _targets(kind)
    for name, node in record.tree.entries:
        accepted = targets.get(name[0], _NONE)
        for value in (node[0] if isinstance(node, YamlList) else (node,)) if accepted else ():
            if isinstance(value, YamlText):
                if "" in accepted:
                    yield accepted[""], value
            elif isinstance(value, YamlMapping):
                for own, inner in value.entries:
                    if own[0] in accepted and isinstance(inner, YamlText):
                        yield accepted[own[0]], inner


@cache
def _targets(kind: Kind) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The kinds that references accept: by field, and there by "" for itself and by name for fields of its items."""
    found = {}
    for field in kind.fields:
        fields = {"": field} if field.type == "reference" else {part.name: part for part in field.fields}
        targets = {name: each.to for name, each in fields.items() if each.type == "reference"}
        if targets:
            found[field.name] = targets
    return found
