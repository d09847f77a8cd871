"""Set or remove one fact in a record's document."""

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.model import item_key
from generator.records.yaml_document import WRONG_TYPE, EditRejectedError, NewValue, YamlDocument, YamlPath
from generator.schema.model import Field, Kind
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

_TWICE = "the record holds it twice"


def set_fact(document: YamlDocument, fact: Assertion, kind: Kind) -> YamlDocument:
    """Set a field or a field of an item, or add a value or an item to a list.

    New fields go where the schema's order puts them, new values of a list where the alphabet does.
    """
    slot, value = fact
    field = _field(slot, kind)
    order = [known.name for known in kind.fields]
    if slot.part:
        item = _only(item_paths(document.tree, field, slot.key), "item")
        return document.set((*item, slot.part), value, [part.name for part in field.fields])
    if not field.many:
        return document.set((field.name,), value, order)
    at = _index(document.tree.get(field.name), field, slot.key or (value,))
    return document.add((field.name,), _new_value(slot, value, field), at, order)


def remove_fact(document: YamlDocument, fact: Assertion, kind: Kind) -> YamlDocument:
    """Remove a field, a field of an item, or a value or an item of a list."""
    slot, value = fact
    field = _field(slot, kind)
    if slot.part:
        return document.remove((*_only(item_paths(document.tree, field, slot.key), "item"), slot.part))
    if not field.many:
        return document.remove((field.name,))
    items = document.tree.get(field.name)
    if not isinstance(items, YamlList):
        raise EditRejectedError(WRONG_TYPE)
    key = slot.key or (value,)
    found: list[YamlPath] = [(field.name, at) for at, node in enumerate(items.values) if _key(node, field) == key]
    return document.remove(_only(found, "value"))


def item_paths(tree: YamlMapping, field: Field, key: tuple[str, ...]) -> list[YamlPath]:
    """The paths of the items of a group with a key: one, unless the record is invalid."""
    items = tree.get(field.name)
    values = items.values if isinstance(items, YamlList) else ()
    return [
        (field.name, at)
        for at, node in enumerate(values)
        if isinstance(node, YamlMapping) and item_key(node, field) == key
    ]


def _field(slot: Slot, kind: Kind) -> Field:
    field = kind.field(slot.field)
    if field is None:
        reason = f"the schema has no field `{slot.field}`"
        raise EditRejectedError(reason)
    return field


def _only(paths: list[YamlPath], what: str) -> YamlPath:
    """The one path that was found."""
    if len(paths) != 1:
        raise EditRejectedError(_TWICE if paths else f"the record has no such {what}")
    return paths[0]


def _new_value(slot: Slot, value: str, field: Field) -> NewValue:
    """The new value of a list: a text, or an item's key fields in the schema's order."""
    if not field.fields:
        return value
    named = dict(zip(field.key, slot.key, strict=True))
    return {part.name: named[part.name] for part in field.fields if named.get(part.name)}


def _index(items: YamlNode | None, field: Field, key: tuple[str, ...]) -> int:
    """The number of a new value: after the greatest of the smaller ones."""
    values = items.values if isinstance(items, YamlList) else ()
    keys = [(known, at) for at, node in enumerate(values) if (known := _key(node, field)) is not None]
    return max((entry for entry in keys if entry[0] < key), default=((), -1))[1] + 1


def _key(node: YamlNode, field: Field) -> tuple[str, ...] | None:
    match node:
        case YamlText() if not field.fields:
            return (node.value,)
        case YamlMapping():
            return item_key(node, field)
    return None
