"""Base, articles and record side by side: one cell for each place in the record that any of them speaks of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.records.model import facts_in
from generator.schema.model import Field, Kind
from generator.text.yaml_tree import YamlMapping as Tree

SlotValue: TypeAlias = tuple[Slot, str]
_Rank: TypeAlias = tuple[int, tuple[str, ...], int, str, str]


@dataclass(frozen=True, slots=True)
class MergeCell:
    """One atomic place: a slot, or one value in a list of plain values, which is there or not.

    `field` is what the schema says of it. `was` are the values of the base (more than one only where git has joined two
    ledgers), `ours` those of them that the machine wrote; `new` is what the articles assert, `says` what the record
    holds.
    """

    slot: Slot
    field: Field
    was: frozenset[str]
    ours: frozenset[str]
    new: str | None
    says: str | None

    @property
    def item(self) -> SlotValue:
        """The place of the item that holds this field of an item, or of the item itself."""
        return self.slot._replace(part=""), ""


def compare(base: MergeBase, wanted: Iterable[Assertion], tree: Tree, kind: Kind) -> dict[SlotValue, MergeCell]:
    """All cells in the order of the schema, an item before its fields; what the schema lacks is left out."""
    fields = {field.name: field for field in kind.fields}
    facts = base.ours, base.theirs, wanted, facts_in(tree, kind)
    ours, theirs, new, says = (_by_place(some, fields) for some in facts)
    return {
        place: MergeCell(
            place[0],
            fields[place[0].field],
            was=frozenset((*ours.get(place, ()), *theirs.get(place, ()))),
            ours=frozenset(ours.get(place, ())),
            new=_one(new.get(place, ())),
            says=_one(says.get(place, ()), new.get(place, ())),
        )
        for place in sorted({*ours, *theirs, *new, *says}, key=_rank(kind))
    }


def slot_value(fact: Assertion, kind: Kind) -> SlotValue:
    """The cell of a fact: its slot, and in a list of plain values also the value."""
    slot, value = fact
    field = kind.field(slot.field)
    return (slot, value) if field and field.many and not slot.key else (slot, "")


def _by_place(facts: Iterable[Assertion], fields: Mapping[str, Field]) -> Mapping[SlotValue, list[str]]:
    found: dict[SlotValue, list[str]] = defaultdict(list)
    for slot, value in facts:
        if slot.field in fields:
            found[slot, value if fields[slot.field].many and not slot.key else ""].append(value)
    return found


def _one(values: Sequence[str], wanted: Sequence[str] = ()) -> str | None:
    """The value of a place; where an item stands twice in a record, the one that is wanted, if it is there."""
    return next((value for value in values if value in wanted), min(values, default=None))


def _rank(kind: Kind) -> Callable[[SlotValue], _Rank]:
    """The schema's order of fields, then of items, then of an item's fields behind itself, then of values."""
    fields = {field.name: at for at, field in enumerate(kind.fields)}
    names = {field.name: ("", *(part.name for part in field.fields)) for field in kind.fields}
    parts = {(field, part): at for field, known in names.items() for at, part in enumerate(known)}

    def rank(place: SlotValue) -> _Rank:
        (field, key, part), value = place
        return fields[field], key, parts.get((field, part), len(parts)), part, value

    return rank
