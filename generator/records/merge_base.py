"""What a ledger proves about a record: the base of the three-way merge, also where git joined branches.

Git merges the record's text and the ledger's lines each by itself. A fact can then be missing from a record that
articles assert, or stand in one that none asserts, though no person did it. So absence counts as a person's doing only
where the ledger says so, or where it knows the fact as written and no branch as withdrawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.facts.ledger import (
    DELETED,
    NO_RECORD,
    Assertion,
    Ledger,
    LedgerLine,
    MergeBase,
    fingerprint,
    latest_line,
)
from generator.facts.ledger_ids import fact_with_ids
from generator.records.conflicts import Conflict
from generator.records.merge_cells import SlotValue, slot_value
from generator.schema.model import Kind

_Lines = Mapping[Assertion, Sequence[LedgerLine]]


class BaseReading(NamedTuple):
    """The merge base of a record, and what the ledger could not decide.

    `is_new`: there is no record, and no person deleted one, so extraction writes it.
    """

    base: MergeBase
    undecided: tuple[Conflict, ...] = ()
    is_new: bool = False


def read_base(
    ledger: Ledger,
    wanted: frozenset[Assertion],
    held: frozenset[Assertion] | None,
    kind: Kind,
    ids: Mapping[str, str] = MappingProxyType({}),
) -> BaseReading:
    """The base of a record that holds these facts (None: there is no record) and is to hold the `wanted` ones.

    `ids` maps the previous ids of records to those of today.
    """
    if held is None:
        return _without_record(ledger, wanted)
    renamed = {slot_value(fact_with_ids(fact, ids, kind), kind) for fact in held} if ids else set()
    as_written = is_as_written(ledger, held)
    is_joined = len(ledger.fingerprints) > 1
    reading = _Reading(ledger.by_fact(), wanted, held, kind, frozenset(renamed), as_written, is_joined)
    return reading.read(ledger.base)


def is_as_written(ledger: Ledger, held: frozenset[Assertion]) -> bool:
    """Whether the record is as extraction left it, on this branch or on one that was merged."""
    return fingerprint(held, "").facts in {found.facts for found in ledger.fingerprints}


def is_machines(ledger: Ledger, fact: Assertion, held: frozenset[Assertion]) -> bool:
    """Whether a fact that the record holds was written by extraction, so that another value may take its place."""
    lines = [line for line in ledger.lines if line.fact == fact]
    return bool(lines) and _owner(lines, as_written=is_as_written(ledger, held)) == "machine"


def _without_record(ledger: Ledger, wanted: frozenset[Assertion]) -> BaseReading:
    """No file: a person deleted it, extraction did, or there never was one."""
    base, left = ledger.base, {found.facts for found in ledger.fingerprints}
    if DELETED in left or (base.facts and NO_RECORD not in left):
        return BaseReading(MergeBase(theirs=base.facts or wanted))
    removed = frozenset(line.fact for line in ledger.lines if line.state == "removed") & wanted
    if any(slot.field == "name" for slot, _ in removed):
        return BaseReading(MergeBase(theirs=base.facts))
    return BaseReading(MergeBase(theirs=removed), is_new=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that bears on one record.

    `renamed` are the places that the record has, where it names things by previous ids. `as_written`: the record is as
    extraction left it on a branch. `is_joined`: git joined the ledgers of branches.
    """

    known: _Lines
    wanted: frozenset[Assertion]
    held: frozenset[Assertion]
    kind: Kind
    renamed: frozenset[SlotValue]
    as_written: bool
    is_joined: bool

    def read(self, base: MergeBase) -> BaseReading:
        """The base, corrected for what the record holds and for what it lacks."""
        ours, theirs = set(base.ours), set(base.theirs)
        replaced = self._replaced()
        for fact in self.known.keys() & self.held:
            owner = _owner(self.known[fact], as_written=self.as_written)
            if owner == "machine" and slot_value(fact, self.kind) in replaced and fact not in self.wanted:
                owner = "person"
            (ours if owner == "machine" else theirs).add(fact)
            (theirs if owner == "machine" else ours).discard(fact)
        missing, again = self._missing()
        lost = {slot_value(fact, self.kind) for fact, stays in missing.items() if not stays}
        ours, theirs = (
            {fact for fact in facts if fact in self.held or slot_value(fact, self.kind) not in lost}
            for facts in (ours, theirs)
        )
        theirs |= {fact for fact, stays in missing.items() if stays and fact not in ours}
        undecided = (*again, *self._dropped(ours), *self._restored())
        return BaseReading(MergeBase(frozenset(ours), frozenset(theirs)), undecided)

    def _replaced(self) -> set[SlotValue]:
        """Where a person wrote another value than the wanted one, perhaps the same that articles of a branch assert."""
        return {
            slot_value(fact, self.kind)
            for fact in self.wanted & self.known.keys()
            if any(line.state == "removed" for line in self.known[fact])
        }

    def _missing(self) -> tuple[dict[Assertion, bool], list[Conflict]]:
        """Each wanted fact whose place in the record is empty, with whether it is to stay so; an item first.

        A field of an item that is written again is written with it.
        """
        places = {slot_value(fact, self.kind) for fact in self.held}
        at_place: dict[SlotValue, list[Assertion]] = defaultdict(list)
        for fact in self.known:
            at_place[slot_value(fact, self.kind)].append(fact)
        found: dict[Assertion, bool] = {}
        again: list[Assertion] = []
        for fact in sorted(self.wanted):
            place = slot_value(fact, self.kind)
            if place in places:
                continue
            as_written = self.as_written or (bool(fact[0].part) and found.get(_item_of(fact)) is False)
            found[fact] = self._stays_out(fact, at_place.get(place, ()), as_written=as_written)
            if not found[fact] and self._is_doubtful(fact) and (self.as_written or not as_written):
                again.append(fact)
        return found, _together(again, "resolved" if self.as_written else "rewritten")

    def _dropped(self, ours: Iterable[Assertion]) -> list[Conflict]:
        """Facts that go, as the articles of one branch dropped them, though the record is as another one left it."""
        stale = self.held.intersection(ours, self.known) - self.wanted if self.as_written else ()
        return _together(sorted(fact for fact in stale if latest_line(self.known[fact]).state == "gone"), "dropped")

    def _stays_out(self, fact: Assertion, at_place: Collection[Assertion], *, as_written: bool) -> bool:
        """Whether a person took out a fact that articles assert."""
        states = {line.state for other in at_place for line in self.known[other]}
        if as_written or "removed" in states or slot_value(fact, self.kind) in self.renamed:
            return "removed" in states
        if any(latest_line(self.known[other]).state != "gone" for other in at_place if other != fact):
            return True  # another value stood there, and a person took out the field
        own = {line.state for line in self.known.get(fact, ())}
        return bool(own) and "gone" not in own

    def _is_doubtful(self, fact: Assertion) -> bool:
        """Whether the ledger knows a fact as written, which is missing by the merge, or by a person."""
        return fact in self.known and (self.is_joined or latest_line(self.known[fact]).state != "gone")

    def _restored(self) -> list[Conflict]:
        """Facts that a person took out on one branch, and that the merge has all the same."""
        found = []
        for fact in sorted(self.known.keys() & self.held & self.wanted):
            lines = self.known[fact]
            if latest_line(lines).state == "removed" and any(line.state == "machine" for line in lines):
                found.append(Conflict(fact[0], fact[1], fact[1], "restored"))
        return found


def _item_of(fact: Assertion) -> Assertion:
    """The item that a fact belongs to."""
    return fact[0]._replace(part=""), ""


def _together(facts: Sequence[Assertion], kind: Literal["dropped", "resolved", "rewritten"]) -> list[Conflict]:
    """One conflict for all these facts; an item stands for its fields."""
    first, *others = [fact for fact in facts if not fact[0].part or _item_of(fact) not in facts] or (None,)
    if first is None:
        return []
    return [Conflict(first[0], None, first[1], kind, also=tuple(slot for slot, _ in others if slot != first[0]))]


def _owner(lines: Sequence[LedgerLine], *, as_written: bool) -> Literal["machine", "person"]:
    """Whose a fact is that the record holds."""
    states = {line.state for line in lines}
    if "person" in states:
        return "person"
    if "machine" in states:
        return "machine"
    if "removed" in states:
        return "person"
    return "machine" if as_written else "person"
