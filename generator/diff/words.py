"""Labels of fields, values and items for readers."""

import re
from collections.abc import Sequence

from generator.diff.model import FieldLabel, Thing
from generator.facts.model import Slot
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.schema.model import Field, Kind, Ref
from generator.values import country_name, show_date

_PLURAL = re.compile(r"^(\w+?)(ies|s)\b")


def thing(base: KnowledgeBase, ref: Ref) -> Thing:
    """A thing with its name."""
    kind = base.schema.kind(ref.kind)
    label, heading = (kind.label, kind.heading) if kind else (ref.kind, ref.kind)
    return Thing(ref.kind, ref.id, small(label), heading, base.name(ref))


def small(label: str) -> str:
    """A label inside a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def one(label: str) -> str:
    """The label of a list for one of its values: `role` for `Roles`; unchanged if it is not an English plural."""
    return _PLURAL.sub(lambda match: match[1] + ("y" if match[2] == "ies" else ""), small(label))


def show(base: KnowledgeBase, field: Field, value: str) -> str:
    """Show a value: the name of what it refers to, a date in words, a choice's label, or the text."""
    if field.type == "reference":
        ref = base.ids.get(value)
        return base.name(ref) if ref else country_name(value, "en") if field.to == ("country",) else value
    return show_date(value) if field.type == "date" else field.label_of(value)


def where(base: KnowledgeBase, kind: Kind, slot: Slot) -> FieldLabel:
    """The label of a slot."""
    field = kind.field(slot.field)
    if field is None:
        return FieldLabel(slot, slot.field)
    label = one(field.label) if field.many else small(field.label)
    if not slot.part:
        return FieldLabel(slot, label)
    return FieldLabel(slot, small(field.field(slot.part).label), label, name_of(base, field, slot.key))


def name_of(base: KnowledgeBase, field: Field, key: tuple[str, ...]) -> str:
    """Name an item by its key: `special envoy (United States)`."""
    return _with_details(
        [show(base, field.field(name), value) for name, value in zip(field.key, key, strict=True) if value]
    )


def item(base: KnowledgeBase, ref: Ref, field: Field, slot: Slot) -> str:
    """Show an item with all of its fields except its source."""
    shown = (_fields(base, field, found) for found in items(base, ref, field) if found.slot == slot)
    return _with_details(next(shown, []))


def _fields(base: KnowledgeBase, field: Field, found: Item) -> list[str]:
    names = (*field.key, *(part.name for part in field.fields if part.name not in field.key and part.name != "source"))
    return [show(base, field.field(name), found.parts[name]) for name in names if found.parts.get(name)]


def _with_details(texts: Sequence[str]) -> str:
    """The first text, with the others in brackets after it."""
    first, rest = "".join(texts[:1]), ", ".join(texts[1:])
    return f"{first} ({rest})" if rest else first


def details(base: KnowledgeBase, ref: Ref, kind: Kind) -> tuple[str, ...]:
    """The most telling parts of a record: its date, and its items: a single one by name, several by number."""
    date = base.records[ref].text(kind.timeline) if kind.timeline else ""
    parts = [show_date(date)] if date else []
    for field in kind.fields:
        if field.type == "group" and not field.almanac and (found := items(base, ref, field)):
            alone = f"{one(field.label)}: {''.join(_fields(base, field, found[0])[:1])}"
            parts.append(f"{len(found):,} {small(field.label)}" if len(found) > 1 else alone)
    return tuple(parts)
