"""Replace an id in facts, ledgers and rejections of one record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.facts.ledger import Assertion, Ledger, MergeBase
from generator.facts.ledger_ids import fact_with_ids
from generator.facts.model import Slot
from generator.records.conflicts import rejection
from generator.refactor.occurrences import ReferenceType
from generator.schema.model import Kind

_REJECTED = "rejected"
Rejection = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Renaming:
    """An old id, the new one, and the type of the fields that contain it.

    `rejections` maps `field` and `value` of the record's `rejected` entries that name the old id to the new ones.
    """

    old: str
    new: str
    type: ReferenceType = "reference"
    rejections: Mapping[Rejection, Rejection] = field(default_factory=dict)

    def fact(self, fact: Assertion, kind: Kind) -> Assertion:
        """A fact of a record of a kind, with the new id."""
        slot, value = fact
        known = kind.field(slot.field)
        if known is None:
            return fact
        if slot.field == _REJECTED and slot.key:
            entry = (slot.key[0], slot.key[1])
            return slot._replace(key=self.rejections.get(entry, rejection_of(entry, self, kind))), value
        return fact_with_ids(fact, {self.old: self.new}, kind, self.type)

    def base(self, base: MergeBase, kind: Kind) -> MergeBase:
        """A merge base with the new id; a fact that is then both the machine's and a person's is the person's."""
        theirs = frozenset(self.fact(fact, kind) for fact in base.theirs)
        return MergeBase(frozenset(self.fact(fact, kind) for fact in base.ours) - theirs, theirs)

    def ledger(self, ledger: Ledger, kind: Kind) -> Ledger:
        """A ledger with the new id in every line."""
        lines = frozenset(line._replace(fact=self.fact(line.fact, kind)) for line in ledger.lines)
        return replace(ledger, lines=lines)


def rejections(facts: Iterable[Assertion], renaming: Renaming, kind: Kind) -> dict[Rejection, Rejection]:
    """The rejections of these facts before and after the renaming."""
    pairs = ((fact, renaming.fact(fact, kind)) for fact in facts)
    return {rejection(before): rejection(after) for before, after in pairs if before != after}


def rejection_of(entry: Rejection, renaming: Renaming, kind: Kind) -> Rejection:
    """A `rejected` entry with the new id if its fact is not known: by the schema's key fields alone."""
    name, _, part = entry[0].partition(".")
    known = kind.field(name)
    words = entry[1].split(", ")
    if known is None:
        return entry
    types = {field.name: field.type for field in known.fields}
    first = types.get(known.key[0]) if known.key else ""
    last = types.get(part or known.key[-1]) if known.key else known.type
    for at, type_ in ((0, first), (-1, last)):
        if type_ == renaming.type and words[at] == renaming.old:
            words[at] = renaming.new
    return entry[0], ", ".join(words)


def item_of(slot: Slot) -> Assertion:
    """The slot of the item that a slot belongs to."""
    return slot._replace(part=""), ""
