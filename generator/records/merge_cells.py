"""Put merge base, articles and record side by side: one cell for each slot that any of them mentions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot, SlotValue
from generator.records.model import facts_in
from generator.schema.model import Field, Kind
from generator.text.yaml_tree import YamlMapping as Tree

_Rank: TypeAlias = tuple[int, tuple[str, ...], int, str, str]


@dataclass(frozen=True, slots=True)
class MergeCell:
    """A slot, or one value of a list of plain values, which exists or not.

    `field` is its field in the schema. `was` are the values of the base (several only if git joined two ledgers), and
    `ours` those that the machine wrote; `new` is what the articles assert, `says` what the record says.
    """

    slot: Slot
    field: Field
    was: frozenset[str]
    ours: frozenset[str]
    new: str | None
    says: str | None

    @property
    def item(self) -> SlotValue:
        """The key of the item that this slot belongs to."""
        return self.slot._replace(part=""), ""


def compare(base: MergeBase, wanted: Iterable[Assertion], tree: Tree, kind: Kind) -> dict[SlotValue, MergeCell]:
    """All cells in the schema's order, an item before its fields; unknown fields are left out."""
    fields = {field.name: field for field in kind.fields}
    facts = base.ours, base.theirs, wanted, facts_in(tree, kind)
    ours, theirs, new, says = (_by_key(some, fields) for some in facts)
    return {
        key: MergeCell(
            key[0],
            fields[key[0].field],
            was=frozenset((*ours.get(key, ()), *theirs.get(key, ()))),
            ours=frozenset(ours.get(key, ())),
            new=_one(new.get(key, ())),
            says=_one(says.get(key, ()), new.get(key, ())),
        )
        for key in sorted({*ours, *theirs, *new, *says}, key=_rank(kind))
    }


def slot_value(fact: Assertion, kind: Kind) -> SlotValue:
    """The key of a fact's cell: its slot, and in a list of plain values also the value."""
    slot, value = fact
    field = kind.field(slot.field)
    return (slot, value) if field and field.many and not slot.key else (slot, "")


def _by_key(facts: Iterable[Assertion], fields: Mapping[str, Field]) -> Mapping[SlotValue, list[str]]:
    found: dict[SlotValue, list[str]] = defaultdict(list)
    for slot, value in facts:
        if slot.field in fields:
            found[slot, value if fields[slot.field].many and not slot.key else ""].append(value)
    return found


def _one(values: Sequence[str], wanted: Sequence[str] = ()) -> str | None:
    """The value of a cell; if a record has an item twice, the wanted value if it is among them."""
    return next((value for value in values if value in wanted), min(values, default=None))


def _rank(kind: Kind) -> Callable[[SlotValue], _Rank]:
    """The order of cells: fields as in the schema, then items, each before its own fields, then values."""
    fields = {field.name: at for at, field in enumerate(kind.fields)}
    names = {field.name: ("", *(part.name for part in field.fields)) for field in kind.fields}
    parts = {(field, part): at for field, known in names.items() for at, part in enumerate(known)}

    def rank(cell: SlotValue) -> _Rank:
        (field, key, part), value = cell
        return fields[field], key, parts.get((field, part), len(parts)), part, value

    return rank
