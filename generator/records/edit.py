"""One fact into a record's text or out of it; every other byte stays, and the result is read again and compared."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.layout import comments, dash_before, end_of
from generator.records.model import item_key
from generator.records.quoting import quote
from generator.records.splice import (
    EditRejected,
    Member,
    Splice,
    add_entry,
    add_member,
    block_lines,
    comments_within,
    flow_text,
    list_indent,
    remove_entry,
    remove_member,
    replace,
)
from generator.schema.model import Field, Kind
from generator.text import yaml_tree
from generator.text.source import SourceText, apply
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

_Data: TypeAlias = Any  # what `yamltree.plain` gives, about to be changed at a path
_SHAPE = EditRejected("the record holds something else there than the schema says")
_TWICE = EditRejected("the record holds it twice")


class OpenRecord(NamedTuple):
    """A record's text, and the tree that it reads as."""

    text: str
    tree: YamlMapping


class _Inside(NamedTuple):
    """A mapping to change, and the path to it in the record's data."""

    mapping: YamlMapping
    path: tuple[str | int, ...]


def open_record(text: str) -> OpenRecord | EditRejected:
    """The text of a record as a draft to change."""
    tree, problems = yaml_tree.read(SourceText("", text))
    return EditRejected(problems[0].message) if tree is None else OpenRecord(text, tree)


def set_fact(draft: OpenRecord, fact: Assertion, kind: Kind) -> OpenRecord | EditRejected:
    """The draft with a fact in it: a field set, a value or an item added to a list, a field of an item set.

    New lines stand in the schema's order among the fields, and in alphabetical order in a list.
    """
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return EditRejected(f"the schema has no field `{slot.field}`")
    if slot.part:
        found = _one_item(draft.tree, field, slot.key)
        if isinstance(found, EditRejected):
            return found
        return _set(draft, _Inside(found[1], (field.name, found[0])), field.fields, slot.part, value)
    if field.many:
        return _add(draft, field, kind, fact)
    return _set(draft, _Inside(draft.tree, ()), kind.fields, field.name, value)


def remove_fact(draft: OpenRecord, fact: Assertion, kind: Kind) -> OpenRecord | EditRejected:
    """The draft without a fact: a field, a value or an item of a list, a field of an item.

    A comment on a line that goes is kept on a line of its own. A list that would be empty goes with its key.
    """
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return EditRejected(f"the schema has no field `{slot.field}`")
    if slot.part:
        found = _one_item(draft.tree, field, slot.key)
        if isinstance(found, EditRejected):
            return found
        return _unset(draft, _Inside(found[1], (field.name, found[0])), slot.part)
    if field.many:
        return _discard(draft, field, slot.key or (value,))
    return _unset(draft, _Inside(draft.tree, ()), field.name)


def find_items(tree: YamlMapping, field: Field, key: tuple[str, ...]) -> list[tuple[int, YamlMapping]]:
    """The items of a group with that key, and their numbers: one, where all is well."""
    node = tree.get(field.name)
    values = node.values if isinstance(node, YamlList) else ()
    return [(i, v) for i, v in enumerate(values) if isinstance(v, YamlMapping) and item_key(v, field) == key]


def has_comment(draft: OpenRecord, item: YamlMapping) -> bool:
    """Whether a comment stands inside an item, from its dash to the end of its last line."""
    dash = dash_before(draft.text, item)
    start = item.start if dash is None else dash
    return bool(comments_within(draft.text, draft.tree, start, end_of(draft.text, item)))


def _one_item(tree: YamlMapping, field: Field, key: tuple[str, ...]) -> tuple[int, YamlMapping] | EditRejected:
    found = find_items(tree, field, key)
    if len(found) != 1:
        return _TWICE if found else EditRejected("the record has no such item")
    return found[0]


def _member(slot: Slot, value: str, field: Field) -> Member:
    """What a list takes in: a plain value, or an item's key fields in the schema's order."""
    if not field.fields:
        return value
    named = dict(zip(field.key, slot.key, strict=True))
    return [(part.name, named[part.name]) for part in field.fields if named.get(part.name)]


def _set(
    draft: OpenRecord, inside: _Inside, fields: Sequence[Field], name: str, value: str
) -> OpenRecord | EditRejected:
    mapping, path = inside
    old = mapping.get(name)
    if isinstance(old, YamlText):
        splice = replace(draft.text, old, value, flow=mapping.flow)
    elif old is not None:
        return _SHAPE
    else:
        at = _place_of_entry(mapping, fields, name)
        braced = f"{name}: {quote(value, flow=True)}"
        splice = add_entry(draft.text, mapping, at, [f"{name}: {quote(value)}"], braced)
    return _verified(draft, splice, path, lambda data: data.update({name: value}))


def _add(draft: OpenRecord, field: Field, kind: Kind, fact: Assertion) -> OpenRecord | EditRejected:
    slot, value = fact
    member, node = _member(slot, value, field), draft.tree.get(field.name)
    told = member if isinstance(member, str) else dict(member)
    if node is None:
        at = _place_of_entry(draft.tree, kind.fields, field.name)
        lines = [f"{field.name}:", *block_lines(member, list_indent(draft.text, draft.tree))]
        splice = add_entry(draft.text, draft.tree, at, lines, f"{field.name}: [{flow_text(member)}]")
        return _verified(draft, splice, (), lambda data: data.update({field.name: [told]}))
    if not isinstance(node, YamlList):
        return _SHAPE
    at = _place_of_member(node, field, slot.key or (value,))
    splice = add_member(draft.text, node, at, member)
    return _verified(draft, splice, (field.name,), lambda data: data.insert(at, told))


def _unset(draft: OpenRecord, inside: _Inside, name: str) -> OpenRecord | EditRejected:
    at = next((i for i, (key, _) in enumerate(inside.mapping.entries) if key.value == name), None)
    if at is None:
        return EditRejected("the record has no such field")
    splice = remove_entry(draft.text, draft.tree, inside.mapping, at)
    return _verified(draft, splice, inside.path, lambda data: data.pop(name))


def _discard(draft: OpenRecord, field: Field, key: tuple[str, ...]) -> OpenRecord | EditRejected:
    node = draft.tree.get(field.name)
    if not isinstance(node, YamlList):
        return _SHAPE
    found = [i for i, value in enumerate(node.values) if _key_of_node(value, field) == key]
    if len(found) != 1:
        return _TWICE if found else EditRejected("the record has no such value")
    if len(node.values) == 1:
        return _unset(draft, _Inside(draft.tree, ()), field.name)
    splice = remove_member(draft.text, draft.tree, node, found[0])
    return _verified(draft, splice, (field.name,), lambda data: data.pop(found[0]))


def _verified(
    draft: OpenRecord, splice: Splice, path: tuple[str | int, ...], change: Callable[[_Data], object]
) -> OpenRecord | EditRejected:
    """The draft after a splice, if it reads as the old one with just that change, and no comment is lost."""
    if isinstance(splice, EditRejected):
        return splice
    expected: _Data = yaml_tree.plain(draft.tree)
    place = expected
    for step in path:
        place = place[step]
    change(place)
    changed = open_record(apply(draft.text, (splice,)))
    if isinstance(changed, EditRejected) or yaml_tree.plain(changed.tree) != expected:
        return EditRejected("the lines around it are written in a way that leaves no safe place")
    if _comment_words(draft) - _comment_words(changed):
        return EditRejected("a comment would be lost")
    return changed


def _comment_words(draft: OpenRecord) -> Counter[str]:
    return Counter(draft.text[start:end] for start, end in comments(draft.text, draft.tree))


def _place_of_entry(mapping: YamlMapping, fields: Sequence[Field], name: str) -> int:
    """Behind the nearest of the fields that the schema lists before it."""
    places = {key.value: at for at, (key, _) in enumerate(mapping.entries)}
    names = [field.name for field in fields]
    before = names[: names.index(name)] if name in names else names
    return next((places[other] + 1 for other in reversed(before) if other in places), 0)


def _place_of_member(items: YamlList, field: Field, key: tuple[str, ...]) -> int:
    """Behind the greatest of the values that are smaller."""
    keys = [(known, at) for at, node in enumerate(items.values) if (known := _key_of_node(node, field)) is not None]
    smaller = [(known, at) for known, at in keys if known < key]
    return max(smaller)[1] + 1 if smaller else 0


def _key_of_node(node: YamlNode, field: Field) -> tuple[str, ...] | None:
    match node:
        case YamlText() if not field.fields:
            return (node.value,)
        case YamlMapping():
            return item_key(node, field)
    return None
