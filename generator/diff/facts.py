"""Compare the facts of one thing at two times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.diff import words
from generator.diff.model import DisputeBegun, FieldLabel, SourcesChanged, Thing, ThingChange, ValueChanged
from generator.facts.assemble import single
from generator.facts.model import Slot, SlotValue
from generator.knowledge_base import KnowledgeBase
from generator.pages.evidence import state
from generator.schema.model import Field, Kind, Ref

_APART = ("sources", "previous_ids")


class KnownFact(NamedTuple):
    """A fact: its slot and value as written, and `value` with the later ids of things that it refers to.

    `sources` is the number of its independent sources, None if it needs none. `others` are other values that articles
    give.
    """

    slot: Slot
    written: str
    value: str
    sources: int | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a thing at one time, and how to show them."""

    base: KnowledgeBase
    ref: Ref
    kind: Kind
    known: Mapping[SlotValue, KnownFact]

    def where(self, fact: KnownFact) -> FieldLabel:
        """The label of the fact's field, for readers."""
        return words.where(self.base, self.kind, fact.slot)

    def show(self, fact: KnownFact) -> str:
        """The value; for an item its key."""
        field = _field(self.kind, fact.slot)
        if fact.slot.key and not fact.slot.part:
            return words.name_of(self.base, field, fact.slot.key)
        return words.show(self.base, field, fact.written)

    def show_fully(self, fact: KnownFact | None) -> str:
        """The value; for an item all of its fields; "" for no fact."""
        if fact and fact.slot.key and not fact.slot.part:
            return words.item(self.base, self.ref, _field(self.kind, fact.slot), fact.slot)
        return self.show(fact) if fact else ""


def read_facts(base: KnowledgeBase, ref: Ref, ids: Mapping[str, str]) -> Facts:
    """Read the facts of a record; `ids` maps ids that it refers to to later ones."""
    kind = next(kind for kind in base.schema.kinds if kind.name == ref.kind)
    fields = {field.name: field for field in kind.fields if field.name not in _APART}
    known: dict[SlotValue, KnownFact] = {}
    for slot, value, _ in base.record_facts[ref]:
        field = fields.get(slot.field)
        if field is None or slot.part == "source" or (slot.part and slot.part not in {f.name for f in field.fields}):
            continue
        later = slot._replace(key=_later_key(field, slot.key, ids))
        now = ids.get(value, value) if _field(kind, slot).type == "reference" else value
        key = (later, "" if single(slot, kind) else now)
        known[key] = _known(base, ref, field, slot, value)._replace(value=now)
    return Facts(base, ref, kind, known)


def compare_facts(thing: Thing, old: Facts, new: Facts) -> Iterator[ThingChange]:
    """Compare each fact, in the schema's order; a new or removed item stands for its fields."""
    order = {field.name: rank for rank, field in enumerate((*new.kind.fields, *old.kind.fields))}
    for key in sorted({*old.known, *new.known}, key=lambda key: (order[key[0].field], key)):
        was, now = old.known.get(key), new.known.get(key)
        slot, _ = key
        item = (slot._replace(part=""), "")
        if slot.part and ((item in old.known) != (item in new.known)):
            continue
        if was is None or now is None or was.value != now.value:
            where = new.where(now) if now else old.where(was) if was else FieldLabel(slot, slot.field)
            yield ValueChanged(thing, where, old.show_fully(was), new.show_fully(now), now.sources if now else None)
        elif not (slot.part and _sources(old.known.get(item), new.known.get(item)) == _sources(was, now)):
            yield from _sourcing(thing, new, was, now)


def _sourcing(thing: Thing, new: Facts, was: KnownFact, now: KnownFact) -> Iterator[ThingChange]:
    before, after = _sources(was, now)
    if before != after and min(before, after) <= 1:
        yield SourcesChanged(thing, new.where(now), new.show(now), before, after)
    if others := [other for other in now.others if other not in was.others]:
        field = _field(new.kind, now.slot)
        shown = tuple(words.show(new.base, field, other) for other in others)
        yield DisputeBegun(thing, new.where(now), new.show(now), shown)


def _sources(was: KnownFact | None, now: KnownFact | None) -> tuple[int, int]:
    return (was.sources or 0 if was else 0), (now.sources or 0 if now else 0)


def _known(base: KnowledgeBase, ref: Ref, field: Field, slot: Slot, value: str) -> KnownFact:
    evidence = state(base, ref, slot, value)
    sources = None if field.almanac else evidence.origins + (slot in base.cited.get(ref, {}))
    others = sorted({fact.value for fact in evidence.others}) if evidence.name == "disputed" else ()
    return KnownFact(slot, value, value, sources, tuple(others))


def _field(kind: Kind, slot: Slot) -> Field:
    """The field of a slot: for a field of an item that field, for an item the group."""
    field = next(field for field in kind.fields if field.name == slot.field)
    return field.field(slot.part) if slot.part else field


def _later_key(field: Field, key: tuple[str, ...], ids: Mapping[str, str]) -> tuple[str, ...]:
    if not key or not ids:
        return key
    pairs = zip(field.key, key, strict=True)
    return tuple(ids.get(value, value) if field.field(name).type == "reference" else value for name, value in pairs)
