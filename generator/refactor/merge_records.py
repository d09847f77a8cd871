"""Add the facts of one record to another, which keeps its own values."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.records.conflicts import rejection, without_rejected
from generator.records.edit import set_fact
from generator.records.merge_cells import slot_value
from generator.records.model import facts_in
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.refactor.renaming_map import item_of
from generator.schema.model import Kind

Reason: TypeAlias = Literal["differs", "removed", "stays", "rejected", "contradicted", "unsupported", "refused"]
APART = frozenset({"previous_ids", "sources"})
"""Fields that are not merged as facts."""


class RejectedFact(NamedTuple):
    """A fact that was not added, and why.

    - `differs`: the record has the value `other`
    - `removed`: a person removed it from the record
    - `stays`: a person removed it from the other record, and this one has it
    - `rejected`: the record rejects it
    - `contradicted`: it rejects a fact of the record
    - `unsupported`: it is the source of facts that were not added
    - `refused`: the text can't be changed safely, `other` says why
    """

    fact: Assertion
    reason: Reason
    other: str = ""


class IncomingFacts(NamedTuple):
    """The facts to add, in the order of their file, and their merge base."""

    facts: tuple[Assertion, ...]
    base: MergeBase


@dataclass(slots=True)
class _Union:
    """A record while facts are added to it.

    `has` maps each slot to its value, `known` are the slots of the merge base. `moved` are the slots that were added,
    `pinned` facts that are a person's from now on, `left` facts that were not added.
    """

    document: YamlDocument
    kind: Kind
    has: dict[Assertion, str]
    known: frozenset[Assertion]
    machines: frozenset[Assertion]
    moved: set[Assertion] = field(default_factory=set)
    pinned: set[Assertion] = field(default_factory=set)
    left: list[RejectedFact] = field(default_factory=list)

    def add(self, fact: Assertion) -> None:
        where = slot_value(fact, self.kind)
        reason = self._objection(fact, where)
        if reason:
            self.left.append(reason)
        elif where in self.has:
            self.pinned |= {fact} - self.machines  # a person wrote it, too, so the machine must not change it
        else:
            self._set(fact, where)

    def _set(self, fact: Assertion, where: Assertion) -> None:
        try:
            self.document = set_fact(self.document, fact, self.kind)
        except EditRejectedError as error:
            self.left.append(RejectedFact(fact, "refused", error.reason))
        else:
            self.has[where] = fact[1]
            self.moved.add(where)

    def _objection(self, fact: Assertion, where: Assertion) -> RejectedFact | None:
        if where in self.has:
            return None if self.has[where] == fact[1] else RejectedFact(fact, "differs", self.has[where])
        if self._is_unsupported(fact[0]):
            return RejectedFact(fact, "unsupported")
        if where in self.known or (fact[0].part and item_of(fact[0]) not in self.has):
            return RejectedFact(fact, "removed")
        if not without_rejected(frozenset({fact}), self.document.tree):
            return RejectedFact(fact, "rejected")
        return RejectedFact(fact, "contradicted") if self._is_contradicted(fact[0]) else None

    def _is_unsupported(self, slot: Slot) -> bool:
        """Whether a slot is the source of an item whose facts were not all added."""
        item = slot._replace(part="")
        return slot.part == "source" and any(left.fact[0]._replace(part="") == item for left in self.left)

    def _is_contradicted(self, slot: Slot) -> bool:
        """Whether a slot is a rejection of a fact that the record has."""
        if slot.field != "rejected" or slot.part:
            return False
        return any(rejection((own, value)) == slot.key for (own, _), value in self.has.items())


def merge_records(
    document: YamlDocument, base: MergeBase, coming: IncomingFacts, kind: Kind
) -> tuple[YamlDocument, MergeBase, tuple[RejectedFact, ...]]:
    """Add facts that a record has no value for; return it with its new merge base and the facts that were not added."""
    own = {slot_value(fact, kind): fact[1] for fact in facts_in(document.tree, kind)}
    known = frozenset(slot_value(fact, kind) for fact in base.facts)
    union = _Union(document, kind, dict(own), known, coming.base.ours)
    for fact in sorted(coming.facts, key=lambda fact: fact[0].part == "source"):
        if fact[0].field not in APART:
            union.add(fact)
    present = {slot_value(fact, kind) for fact in coming.facts}
    gone = {fact for fact in coming.base.facts if slot_value(fact, kind) not in present}
    union.left += (
        RejectedFact(fact, "stays") for fact in sorted(gone) if slot_value(fact, kind) in own and not fact[0].part
    )
    moved = union.moved | ({slot_value(fact, kind) for fact in gone} - own.keys() - known)
    ours, theirs = (
        frozenset(fact for fact in facts if slot_value(fact, kind) in moved)
        for facts in (coming.base.ours, coming.base.theirs)
    )
    theirs |= base.theirs | (union.pinned & base.ours)
    return union.document, MergeBase((base.ours | ours) - theirs, theirs), tuple(union.left)
