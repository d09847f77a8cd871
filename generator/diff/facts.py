"""The facts of one thing at two times to what became of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from generator.diff import words
from generator.diff.model import DisputeBegun, FieldLabel, SourcesChanged, Thing, ThingChange, ValueChanged
from generator.facts.assemble import single
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.evidence import state
from generator.schema.model import Field, Kind, Ref

_APART = ("sources", "previous_ids")

SlotValue: TypeAlias = tuple[Slot, str]
"""What a fact is known by: its slot, and of a list's value the value."""


class KnownFact(NamedTuple):
    """A fact: its slot and value as its own time wrote them, and `value` by the later ids of what it refers to.

    `sources` counts its independent ones, None where it needs none; `others` are what articles say of it that differs.
    """

    slot: Slot
    written: str
    value: str
    sources: int | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a thing at one time; put into words only where something became of them."""

    base: KnowledgeBase
    ref: Ref
    kind: Kind
    known: Mapping[SlotValue, KnownFact]

    def where(self, fact: KnownFact) -> FieldLabel:
        """The fact's place in readers' words."""
        return words.where(self.base, self.kind, fact.slot)

    def show(self, fact: KnownFact) -> str:
        """The value, of an item its key."""
        field = _field(self.kind, fact.slot)
        if fact.slot.key and not fact.slot.part:
            return words.name_of(self.base, field, fact.slot.key)
        return words.show(self.base, field, fact.written)

    def show_fully(self, fact: KnownFact | None) -> str:
        """The value, of an item all that it says; "" for no fact."""
        if fact and fact.slot.key and not fact.slot.part:
            return words.item(self.base, self.ref, _field(self.kind, fact.slot), fact.slot)
        return self.show(fact) if fact else ""


def read_facts(base: KnowledgeBase, ref: Ref, ids: Mapping[str, str]) -> Facts:
    """The facts of a record; `ids` are later names of things that it refers to."""
    kind = next(kind for kind in base.schema.kinds if kind.name == ref.kind)
    fields = {field.name: field for field in kind.fields if field.name not in _APART}
    known: dict[SlotValue, KnownFact] = {}
    for slot, value, _ in base.record_facts[ref]:
        field = fields.get(slot.field)
        if field is None or slot.part == "source" or (slot.part and slot.part not in {f.name for f in field.fields}):
            continue
        later = slot._replace(key=_later_key(field, slot.key, ids))
        now = ids.get(value, value) if _field(kind, slot).type == "reference" else value
        place = (later, "" if single(slot, kind) else now)
        known[place] = _known(base, ref, field, slot, value)._replace(value=now)
    return Facts(base, ref, kind, known)


def compare_facts(thing: Thing, old: Facts, new: Facts) -> Iterator[ThingChange]:
    """What became of each fact, in the schema's order; an item speaks for its fields."""
    order = {field.name: rank for rank, field in enumerate((*new.kind.fields, *old.kind.fields))}
    for place in sorted({*old.known, *new.known}, key=lambda place: (order[place[0].field], place)):
        was, now = old.known.get(place), new.known.get(place)
        slot, _ = place
        item = (slot._replace(part=""), "")
        if slot.part and ((item in old.known) != (item in new.known)):
            continue
        if was is None or now is None or was.value != now.value:
            where = new.where(now) if now else old.where(was) if was else FieldLabel(slot, slot.field)
            yield ValueChanged(thing, where, old.show_fully(was), new.show_fully(now), now.sources if now else None)
        elif not (slot.part and _sources(old.known.get(item), new.known.get(item)) == _sources(was, now)):
            yield from _founding(thing, new, was, now)


def _founding(thing: Thing, new: Facts, was: KnownFact, now: KnownFact) -> Iterator[ThingChange]:
    before, after = _sources(was, now)
    if before != after and min(before, after) <= 1:
        yield SourcesChanged(thing, new.where(now), new.show(now), before, after)
    if others := [other for other in now.others if other not in was.others]:
        field = _field(new.kind, now.slot)
        told = tuple(words.show(new.base, field, other) for other in others)
        yield DisputeBegun(thing, new.where(now), new.show(now), told)


def _sources(was: KnownFact | None, now: KnownFact | None) -> tuple[int, int]:
    return (was.sources or 0 if was else 0), (now.sources or 0 if now else 0)


def _known(base: KnowledgeBase, ref: Ref, field: Field, slot: Slot, value: str) -> KnownFact:
    standing = state(base, ref, slot, value)
    sources = None if field.almanac else standing.origins + (slot in base.cited.get(ref, {}))
    others = sorted({fact.value for fact in standing.others}) if standing.name == "disputed" else ()
    return KnownFact(slot, value, value, sources, tuple(others))


def _field(kind: Kind, slot: Slot) -> Field:
    """The field of a plain value, of an item's field that field, of an item the group."""
    field = next(field for field in kind.fields if field.name == slot.field)
    return field.field(slot.part) if slot.part else field


def _later_key(field: Field, key: tuple[str, ...], ids: Mapping[str, str]) -> tuple[str, ...]:
    if not key or not ids:
        return key
    pairs = zip(field.key, key, strict=True)
    return tuple(ids.get(value, value) if field.field(name).type == "reference" else value for name, value in pairs)
