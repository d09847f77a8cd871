"""Finds referring records, and classifies kinds and fields by their schema, so that added kinds work too."""

from collections.abc import Callable, Collection, Iterator

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Field, Kind, Ref, Schema

MEETING, PERSON, COUNTRY, ORGANIZATION = "meeting", "person", "country", "organization"
PLACE, DOCUMENT, TOPIC = "place", "document", "topic"
_OURS = (MEETING, PERSON, COUNTRY, ORGANIZATION, PLACE, DOCUMENT, TOPIC)


def participants_field(kind: Kind) -> Field | None:
    """The group field of a kind's participants."""
    return next((field for field in kind.fields if field.fields and field.takes), None)


def self_reference(kind: Kind) -> Field | None:
    """The field that names the previous one: a version, a round, or the place that contains it."""
    fields = (f for f in kind.fields if f.type == "reference" and not f.many and f.to == (kind.name,))
    return next(fields, None)


def is_meeting(kind: Kind) -> bool:
    """Whether a kind has participants and a date."""
    return bool(kind.timeline) and participants_field(kind) is not None


def is_place(kind: Kind) -> bool:
    """Whether a kind has coordinates."""
    return any(field.type == "coordinates" for field in kind.fields)


def person_kinds(schema: Schema) -> frozenset[str]:
    """The kinds whose records take part in meetings as people."""
    groups = [group for kind in schema.kinds if is_meeting(kind) and (group := participants_field(kind))]
    return frozenset(name for group in groups for name in group.field(group.key[0]).to)


def side_kinds(schema: Schema) -> frozenset[str]:
    """The kinds whose records are represented in meetings."""
    groups = [group for kind in schema.kinds if is_meeting(kind) and (group := participants_field(kind))]
    parts = [part for group in groups for part in group.fields if part.name != group.key[0]]
    return frozenset(name for part in parts if part.type == "reference" for name in part.to)


def page_kind(schema: Schema, kind: Kind) -> str:
    """The kind of ours whose page fits a kind, by its fields; "" if none does. Each of ours fits itself."""
    if kind.name in _OURS:
        return kind.name
    if is_meeting(kind):
        return MEETING
    if kind.name in person_kinds(schema):
        return PERSON
    if kind.name in side_kinds(schema):
        return COUNTRY if kind.identifier == "country" else ORGANIZATION
    if is_place(kind):
        return PLACE
    return DOCUMENT if kind.timeline and self_reference(kind) else ""


def positions_field(kind: Kind) -> Field | None:
    """The group of a kind that holds dated offices: its items have a beginning and an end."""
    dated = (f for f in kind.fields if {"title", "from", "to"} <= {part.name for part in f.fields})
    return next(dated, None)


def country_of(base: KnowledgeBase, ref: Ref) -> Ref | None:
    """The country that a record names in a field of its own, whatever it is called; None for one that is retracted."""
    kind = base.schema.kind(ref.kind)
    for field in kind.fields if kind else ():
        if field.type == "reference" and not field.many and is_country(base.schema, field.to):
            value = base.records[ref].text(field.name)
            return None if _is_retracted(base, ref, Slot(field.name), value) else base.ids.get(value)
    return None


def _is_retracted(base: KnowledgeBase, ref: Ref, slot: Slot, value: str) -> bool:
    """Whether the publishers of all articles that give a value have retracted them."""
    facts = base.evidence.get(ref, {}).get((slot, value), ()) if value else ()
    return bool(facts) and all(base.fronts[fact.article].retracted for fact in facts) and slot not in base.cited[ref]


def is_country(schema: Schema, kinds: Collection[str]) -> bool:
    """Whether some kinds are all kinds of countries, whose ids are country codes."""
    found = [schema.kind(name) for name in kinds]
    return bool(found) and all(kind is not None and kind.identifier == "country" for kind in found)


def page_kinds(schema: Schema) -> dict[str, str]:
    """For each kind the kind of ours whose page fits it."""
    return {kind.name: page_kind(schema, kind) for kind in schema.kinds}


def referrers(
    base: KnowledgeBase, ref: Ref, field: str, part: str = "", of: Callable[[Kind], bool] | None = None
) -> Iterator[Ref]:
    """The records that refer to a record through a field or a group's part; `of` filters their kinds."""
    for links in base.links.get(ref, {}).values():
        for link in links:
            if link.slot.field == field and (link.field.name == part if part else not link.slot.key):
                kind = base.schema.kind(link.subject.kind)
                if kind and (of is None or of(kind)):
                    yield link.subject


def slot_label(base: KnowledgeBase, ref: Ref, slot: Slot) -> str:
    """What readers call a fact: the label of its field, and for a field of an item also the item."""
    kind = base.schema.kind(ref.kind)
    field = kind.field(slot.field) if kind else None
    part = next((each for each in field.fields if each.name == slot.part), None) if field and slot.part else field
    who = base.name(base.ids[slot.key[0]]) if slot.part and slot.key and slot.key[0] in base.ids else ""
    return ", ".join(filter(None, (who, part.label if part else slot.field)))
