"""One fact into a record's text or out of it; every other byte stays, and the result is read again and compared."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from generator import yamltree
from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.layout import comments, dash_before, end_of
from generator.records.model import item_key
from generator.records.quoting import quote
from generator.records.splice import (
    Member,
    Refused,
    Splice,
    add_entry,
    add_member,
    comments_within,
    inline,
    list_indent,
    outline,
    remove_entry,
    remove_member,
    replace,
)
from generator.schema.model import Field, Kind
from generator.source import Source, apply
from generator.yamltree import Items, Mapping, Node, Text

_Data: TypeAlias = Any  # what `yamltree.plain` gives, about to be changed at a path
_SHAPE = Refused("the record holds something else there than the schema says")
_TWICE = Refused("the record holds it twice")


class Draft(NamedTuple):
    """A record's text, and the tree that it reads as."""

    text: str
    tree: Mapping


class _Inside(NamedTuple):
    """A mapping to change, and the path to it in the record's data."""

    mapping: Mapping
    path: tuple[str | int, ...]


def open_draft(text: str) -> Draft | Refused:
    """The text of a record as a draft to change."""
    tree, problems = yamltree.read(Source("", text))
    return Refused(problems[0].message) if tree is None else Draft(text, tree)


def put(draft: Draft, fact: Assertion, kind: Kind) -> Draft | Refused:
    """The draft with a fact in it: a field set, a value or an item added to a list, a field of an item set.

    New lines stand in the schema's order among the fields, and in alphabetical order in a list.
    """
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return Refused(f"the schema has no field `{slot.field}`")
    if slot.part:
        found = _one_item(draft.tree, field, slot.key)
        if isinstance(found, Refused):
            return found
        return _set(draft, _Inside(found[1], (field.name, found[0])), field.fields, slot.part, value)
    if field.many:
        return _add(draft, field, kind, fact)
    return _set(draft, _Inside(draft.tree, ()), kind.fields, field.name, value)


def drop(draft: Draft, fact: Assertion, kind: Kind) -> Draft | Refused:
    """The draft without a fact: a field, a value or an item of a list, a field of an item.

    A comment on a line that goes is kept on a line of its own. A list that would be empty goes with its key.
    """
    slot, value = fact
    field = kind.field(slot.field)
    if field is None:
        return Refused(f"the schema has no field `{slot.field}`")
    if slot.part:
        found = _one_item(draft.tree, field, slot.key)
        if isinstance(found, Refused):
            return found
        return _unset(draft, _Inside(found[1], (field.name, found[0])), slot.part)
    if field.many:
        return _discard(draft, field, slot.key or (value,))
    return _unset(draft, _Inside(draft.tree, ()), field.name)


def find_items(tree: Mapping, field: Field, key: tuple[str, ...]) -> list[tuple[int, Mapping]]:
    """The items of a group with that key, and their numbers: one, where all is well."""
    node = tree.get(field.name)
    values = node.values if isinstance(node, Items) else ()
    return [(i, v) for i, v in enumerate(values) if isinstance(v, Mapping) and item_key(v, field) == key]


def has_comment(draft: Draft, item: Mapping) -> bool:
    """Whether a comment stands inside an item, from its dash to the end of its last line."""
    dash = dash_before(draft.text, item)
    start = item.start if dash is None else dash
    return bool(comments_within(draft.text, draft.tree, start, end_of(draft.text, item)))


def _one_item(tree: Mapping, field: Field, key: tuple[str, ...]) -> tuple[int, Mapping] | Refused:
    found = find_items(tree, field, key)
    if len(found) != 1:
        return _TWICE if found else Refused("the record has no such item")
    return found[0]


def _member(slot: Slot, value: str, field: Field) -> Member:
    """What a list takes in: a plain value, or an item's key fields in the schema's order."""
    if not field.fields:
        return value
    named = dict(zip(field.key, slot.key, strict=True))
    return [(part.name, named[part.name]) for part in field.fields if named.get(part.name)]


def _set(draft: Draft, inside: _Inside, fields: Sequence[Field], name: str, value: str) -> Draft | Refused:
    mapping, path = inside
    old = mapping.get(name)
    if isinstance(old, Text):
        splice = replace(draft.text, old, value, flow=mapping.flow)
    elif old is not None:
        return _SHAPE
    else:
        at = _place_of_entry(mapping, fields, name)
        braced = f"{name}: {quote(value, flow=True)}"
        splice = add_entry(draft.text, mapping, at, [f"{name}: {quote(value)}"], braced)
    return _verified(draft, splice, path, lambda data: data.update({name: value}))


def _add(draft: Draft, field: Field, kind: Kind, fact: Assertion) -> Draft | Refused:
    slot, value = fact
    member, node = _member(slot, value, field), draft.tree.get(field.name)
    told = member if isinstance(member, str) else dict(member)
    if node is None:
        at = _place_of_entry(draft.tree, kind.fields, field.name)
        lines = [f"{field.name}:", *outline(member, list_indent(draft.text, draft.tree))]
        splice = add_entry(draft.text, draft.tree, at, lines, f"{field.name}: [{inline(member)}]")
        return _verified(draft, splice, (), lambda data: data.update({field.name: [told]}))
    if not isinstance(node, Items):
        return _SHAPE
    at = _place_of_member(node, field, slot.key or (value,))
    splice = add_member(draft.text, node, at, member)
    return _verified(draft, splice, (field.name,), lambda data: data.insert(at, told))


def _unset(draft: Draft, inside: _Inside, name: str) -> Draft | Refused:
    at = next((i for i, (key, _) in enumerate(inside.mapping.entries) if key.value == name), None)
    if at is None:
        return Refused("the record has no such field")
    splice = remove_entry(draft.text, draft.tree, inside.mapping, at)
    return _verified(draft, splice, inside.path, lambda data: data.pop(name))


def _discard(draft: Draft, field: Field, key: tuple[str, ...]) -> Draft | Refused:
    node = draft.tree.get(field.name)
    if not isinstance(node, Items):
        return _SHAPE
    found = [i for i, value in enumerate(node.values) if _key_of_node(value, field) == key]
    if len(found) != 1:
        return _TWICE if found else Refused("the record has no such value")
    if len(node.values) == 1:
        return _unset(draft, _Inside(draft.tree, ()), field.name)
    splice = remove_member(draft.text, draft.tree, node, found[0])
    return _verified(draft, splice, (field.name,), lambda data: data.pop(found[0]))


def _verified(
    draft: Draft, splice: Splice, path: tuple[str | int, ...], change: Callable[[_Data], object]
) -> Draft | Refused:
    """The draft after a splice, if it reads as the old one with just that change, and no comment is lost."""
    if isinstance(splice, Refused):
        return splice
    expected: _Data = yamltree.plain(draft.tree)
    place = expected
    for step in path:
        place = place[step]
    change(place)
    changed = open_draft(apply(draft.text, (splice,)))
    if isinstance(changed, Refused) or yamltree.plain(changed.tree) != expected:
        return Refused("the lines around it are written in a way that leaves no safe place")
    if _comment_words(draft) - _comment_words(changed):
        return Refused("a comment would be lost")
    return changed


def _comment_words(draft: Draft) -> Counter[str]:
    return Counter(draft.text[start:end] for start, end in comments(draft.text, draft.tree))


def _place_of_entry(mapping: Mapping, fields: Sequence[Field], name: str) -> int:
    """Behind the nearest of the fields that the schema lists before it."""
    places = {key.value: at for at, (key, _) in enumerate(mapping.entries)}
    names = [field.name for field in fields]
    before = names[: names.index(name)] if name in names else names
    return next((places[other] + 1 for other in reversed(before) if other in places), 0)


def _place_of_member(items: Items, field: Field, key: tuple[str, ...]) -> int:
    """Behind the greatest of the values that are smaller."""
    keys = [(known, at) for at, node in enumerate(items.values) if (known := _key_of_node(node, field)) is not None]
    smaller = [(known, at) for known, at in keys if known < key]
    return max(smaller)[1] + 1 if smaller else 0


def _key_of_node(node: Node, field: Field) -> tuple[str, ...] | None:
    match node:
        case Text() if not field.fields:
            return (node.value,)
        case Mapping():
            return item_key(node, field)
    return None
