"""Determine the base of the three-way merge from a ledger, also after git merged branches.

Git merges the record's text and the ledger's lines independently. A record can then lack a fact that articles assert,
or have one that none asserts, although no person did it. So a missing fact counts as removed by a person only if the
ledger says so, or if the ledger has it as written and no branch withdrew it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.facts.annotation_schema import is_assertable
from generator.facts.ledger import (
    DELETED,
    NO_RECORD,
    UNASSERTED,
    Assertion,
    Ledger,
    LedgerLine,
    MergeBase,
    fingerprint,
    is_unasserted,
    latest_line,
)
from generator.facts.ledger_ids import fact_with_ids
from generator.facts.model import SlotValue
from generator.records.merge_cells import slot_value
from generator.records.merge_doubts import MergeDoubt, item_of
from generator.schema.model import Kind

_Lines = Mapping[Assertion, Sequence[LedgerLine]]


class BaseReading(NamedTuple):
    """The merge base of a record, and what the ledger does not decide.

    `is_new`: there is no record, and no person deleted one, so extraction writes it.
    """

    base: MergeBase
    doubts: tuple[MergeDoubt, ...] = ()
    is_new: bool = False


def read_base(
    ledger: Ledger,
    wanted: frozenset[Assertion],
    present: frozenset[Assertion] | None,
    kind: Kind,
    ids: Mapping[str, str] = MappingProxyType({}),
) -> BaseReading:
    """Determine the base of a record with these facts (None: no record) that should have the `wanted` ones.

    `ids` maps the previous ids of records to their current ones.
    """
    if present is None:
        return _without_record(ledger, wanted)
    renamed = {slot_value(fact_with_ids(fact, ids, kind), kind) for fact in present} if ids else set()
    as_written = is_as_written(ledger, present)
    is_joined = len(ledger.fingerprints) > 1
    is_complete = as_written and ledger.is_complete
    reading = _Reading(ledger.by_fact(), wanted, present, kind, frozenset(renamed), as_written, is_joined, is_complete)
    return reading.read(ledger.base)


def is_as_written(ledger: Ledger, present: frozenset[Assertion]) -> bool:
    """Whether the record is as extraction left it, on this branch or a merged one."""
    return fingerprint(present, "").facts in {found.facts for found in ledger.fingerprints}


def is_machines(ledger: Ledger, fact: Assertion, present: frozenset[Assertion]) -> bool:
    """Whether extraction wrote a fact of the record, so that another value may replace it."""
    lines = [line for line in ledger.lines if line.fact == fact]
    return bool(lines) and _owner(lines, as_written=is_as_written(ledger, present)) == "machine"


def _without_record(ledger: Ledger, wanted: frozenset[Assertion]) -> BaseReading:
    """The base without a file: a person or extraction deleted it, or there never was one."""
    base, left = ledger.base, {found.facts for found in ledger.fingerprints}
    if DELETED in left or (base.facts and NO_RECORD not in left):
        return BaseReading(MergeBase(theirs=base.facts or wanted))
    removed = frozenset(line.fact for line in ledger.lines if line.state == "removed") & wanted
    if any(slot.field == "name" for slot, _ in removed):
        return BaseReading(MergeBase(theirs=base.facts))
    return BaseReading(MergeBase(theirs=removed), is_new=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The inputs for one record.

    `renamed` are the slots of the record's facts with current ids for previous ones. `as_written`: the record is as
    extraction left it on a branch. `is_joined`: git merged the ledgers of branches. `is_complete`: extraction listed
    all of the record's facts.
    """

    known: _Lines
    wanted: frozenset[Assertion]
    present: frozenset[Assertion]
    kind: Kind
    renamed: frozenset[SlotValue]
    as_written: bool
    is_joined: bool
    is_complete: bool

    def read(self, base: MergeBase) -> BaseReading:
        """Correct the base for the facts that the record has and lacks."""
        ours, theirs = set(base.ours), set(base.theirs)
        replaced = self._replaced()
        for fact in self.known.keys() & self.present:
            if is_unasserted(self.known[fact]):
                continue
            owner = _owner(self.known[fact], as_written=self.as_written)
            if owner == "machine" and slot_value(fact, self.kind) in replaced and fact not in self.wanted:
                owner = "person"
            (ours if owner == "machine" else theirs).add(fact)
            (theirs if owner == "machine" else ours).discard(fact)
        missing, again = self._missing()
        lost = {slot_value(fact, self.kind) for fact, stays in missing.items() if not stays}
        ours, theirs = (
            {fact for fact in facts if fact in self.present or slot_value(fact, self.kind) not in lost}
            for facts in (ours, theirs)
        )
        theirs |= {fact for fact, stays in missing.items() if stays and fact not in ours}
        absent = self._lost()
        doubts = (*again, *self._dropped(ours), *absent, *self._restored(absent), *self._unlisted())
        return BaseReading(MergeBase(frozenset(ours), frozenset(theirs)), doubts)

    def _replaced(self) -> set[SlotValue]:
        """The slots where a person replaced the wanted value, perhaps by one that articles of a branch assert."""
        return {
            slot_value(fact, self.kind)
            for fact in self.wanted & self.known.keys()
            if any(line.state == "removed" for line in self.known[fact])
        }

    def _missing(self) -> tuple[dict[Assertion, bool], list[MergeDoubt]]:
        """The wanted facts whose slots are empty in the record, each with whether it stays out; items come first.

        If an item is written again, so are its fields.
        """
        filled = {slot_value(fact, self.kind) for fact in self.present}
        by_key: dict[SlotValue, list[Assertion]] = defaultdict(list)
        for fact in self.known:
            by_key[slot_value(fact, self.kind)].append(fact)
        found: dict[Assertion, bool] = {}
        again: list[MergeDoubt] = []
        for fact in sorted(self.wanted):
            key = slot_value(fact, self.kind)
            if key in filled:
                continue
            as_written = self.as_written or (bool(fact[0].part) and found.get(item_of(fact)) is False)
            found[fact] = self._stays_out(fact, by_key.get(key, ()), as_written=as_written)
            if not found[fact] and self._is_doubtful(fact) and (self.as_written or not as_written):
                again.append(MergeDoubt("resolved" if self.as_written else "rewritten", fact))
        return found, again

    def _dropped(self, ours: Iterable[Assertion]) -> list[MergeDoubt]:
        """Facts to remove, because the articles of one branch dropped them, but the record is as another left it."""
        stale = self.present.intersection(ours, self.known) - self.wanted if self.as_written else ()
        return [MergeDoubt("dropped", fact) for fact in stale if latest_line(self.known[fact]).state == "gone"]

    def _lost(self) -> list[MergeDoubt]:
        """Facts that a person wrote on one branch, but that the merged record lacks and no article asserts."""
        filled = {slot_value(fact, self.kind) for fact in self.present | self.wanted}
        return [
            MergeDoubt("overwritten" if slot_value(fact, self.kind) in filled else "lost", fact)
            for fact, lines in self.known.items()
            if (self.is_joined or len(lines) > 1)
            and latest_line(lines).state in ("handwritten", "person")
            and fact not in self.present | self.wanted
        ]

    def _stays_out(self, fact: Assertion, same_key: Collection[Assertion], *, as_written: bool) -> bool:
        """Whether a person removed a fact that articles assert."""
        states = {line.state for other in same_key for line in self.known[other]}
        own = {line.state for line in self.known.get(fact, ())}
        if "erased" in own and "machine" not in own:
            return True
        if as_written or "removed" in states or slot_value(fact, self.kind) in self.renamed:
            return "removed" in states
        empty = UNASSERTED | {"gone"}
        if any(latest_line(self.known[other]).state not in empty for other in same_key if other != fact):
            return True  # the slot had another value, and a person removed it
        return bool(own) and "gone" not in own

    def _is_doubtful(self, fact: Assertion) -> bool:
        """Whether a fact that the ledger has as written may be missing because of the merge, not of a person."""
        return fact in self.known and (self.is_joined or latest_line(self.known[fact]).state != "gone")

    def _restored(self, absent: Iterable[MergeDoubt]) -> list[MergeDoubt]:
        """Facts that a person removed on one branch, but that the merged record has; not in place of what is absent."""
        found = []
        replaced = {slot_value(doubt.fact, self.kind) for doubt in absent}
        for fact in self.known.keys() & self.present & self.wanted:
            if slot_value(fact, self.kind) in replaced:
                continue
            lines = self.known[fact]
            is_merged = self.is_joined or any(line.state == "machine" for line in lines)
            if is_merged and latest_line(lines).state == "removed":
                found.append(MergeDoubt("restored", fact))
        return found

    def _unlisted(self) -> list[MergeDoubt]:
        """Facts whose lines another branch deleted, as one with an older version does when its articles drop them."""
        unknown = self.present - self.wanted - self.known.keys() if self.is_complete else ()
        return [MergeDoubt("unlisted", fact) for fact in unknown if is_assertable(fact[0], self.kind)]


def _owner(lines: Sequence[LedgerLine], *, as_written: bool) -> Literal["machine", "person"]:
    """Who wrote a fact of the record."""
    states = {line.state for line in lines}
    if states & {"person", "handwritten"}:
        return "person"
    if "machine" in states:
        return "machine"
    if "removed" in states:
        return "person"
    return "machine" if as_written else "person"
