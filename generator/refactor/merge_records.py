"""The facts of one record into another, which keeps its own word wherever it has one."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from generator.facts.ledger import Assertion, MergeBase
from generator.facts.model import Slot
from generator.records.conflicts import rejection, without_rejected
from generator.records.edit import set_fact
from generator.records.model import facts_in
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.refactor.renaming_map import item_of, place
from generator.schema.model import Kind

Reason: TypeAlias = Literal["differs", "removed", "stays", "rejected", "held", "parted", "refused"]
APART = frozenset({"previous_ids", "sources"})
"""Fields that a record does not share with another as facts."""


class RejectedFact(NamedTuple):
    """A fact that did not find its place, and why.

    - `differs`: the record says `other` there
    - `removed`: a person took it out of the record
    - `stays`: a person took it out of where it comes from, and the record holds it
    - `rejected`: the record rejects it
    - `held`: it rejects what the record holds
    - `parted`: it is the source of other facts that were left
    - `refused`: the text can't be changed safely, `other` says why
    """

    fact: Assertion
    reason: Reason
    other: str = ""


class IncomingFacts(NamedTuple):
    """What comes: facts in the order of their file, and what the machine knows of them."""

    facts: tuple[Assertion, ...]
    base: MergeBase


@dataclass(slots=True)
class _Union:
    """A record while facts come into it: its text, its places with their values, and what happened so far."""

    document: YamlDocument
    kind: Kind
    has: dict[Assertion, str]
    known: frozenset[Assertion]
    machines: frozenset[Assertion]
    moved: set[Assertion] = field(default_factory=set)
    pinned: set[Assertion] = field(default_factory=set)
    left: list[RejectedFact] = field(default_factory=list)

    def take(self, fact: Assertion) -> None:
        where = place(fact, self.kind)
        reason = self._objection(fact, where)
        if reason:
            self.left.append(reason)
        elif where in self.has:
            self.pinned |= {fact} - self.machines  # a person said so, too: the machine is not to change it
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
        if self._stands_apart(fact[0]):
            return RejectedFact(fact, "parted")
        if where in self.known or (fact[0].part and item_of(fact[0]) not in self.has):
            return RejectedFact(fact, "removed")
        if not without_rejected(frozenset({fact}), self.document.tree):
            return RejectedFact(fact, "rejected")
        return RejectedFact(fact, "held") if self._is_held(fact[0]) else None

    def _stands_apart(self, slot: Slot) -> bool:
        """Whether it is an item's source, and what it stands for did not all come."""
        item = slot._replace(part="")
        return slot.part == "source" and any(left.fact[0]._replace(part="") == item for left in self.left)

    def _is_held(self, slot: Slot) -> bool:
        """Whether a rejection is one of what the record holds."""
        if slot.field != "rejected" or slot.part:
            return False
        return any(rejection((held_slot, value)) == slot.key for (held_slot, _), value in self.has.items())


def merge_records(
    document: YamlDocument, base: MergeBase, coming: IncomingFacts, kind: Kind
) -> tuple[YamlDocument, MergeBase, tuple[RejectedFact, ...]]:
    """A record with the facts that come and that it has no word on, its merge base with theirs, and what was left."""
    own = {place(fact, kind): fact[1] for fact in facts_in(document.tree, kind)}
    known = frozenset(place(fact, kind) for fact in base.facts)
    union = _Union(document, kind, dict(own), known, coming.base.ours)
    for fact in sorted(coming.facts, key=lambda fact: fact[0].part == "source"):
        if fact[0].field not in APART:
            union.take(fact)
    told = {place(fact, kind) for fact in coming.facts}
    gone = {fact for fact in coming.base.facts if place(fact, kind) not in told}
    union.left += (
        RejectedFact(fact, "stays") for fact in sorted(gone) if place(fact, kind) in own and not fact[0].part
    )
    places = union.moved | ({place(fact, kind) for fact in gone} - own.keys() - known)
    ours, theirs = (
        frozenset(fact for fact in facts if place(fact, kind) in places)
        for facts in (coming.base.ours, coming.base.theirs)
    )
    theirs |= base.theirs | (union.pinned & base.ours)
    return union.document, MergeBase((base.ours | ours) - theirs, theirs), tuple(union.left)
