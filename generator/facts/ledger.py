"""The ledger of a record: each fact that articles asserted, its state after the last extraction, and a generation.

    ["record","5f0c2b7e91d4a386","1b9c70e2"]
    ["format",3]
    ["date","2025-12-02","machine"]
    ["participants",["steve-westoff"],"machine",3]
    ["participants",["steve-westoff"],"role","special envoy","removed",2]
    ["status","planned","gone",2]

Git merges ledgers line by line (`merge=union`). Each fact has one line with its state:

- `machine`: extraction wrote it into the record
- `person`: a person wrote it into the record
- `removed`: a person removed it from the record, or replaced its value
- `gone`: no article asserts it any more, and the record does not have it
- `handwritten`: a person wrote it into the record, and no article has asserted it so far
- `erased`: a person took such a fact out again

When the state changes, a line with the next generation (1 is not written) replaces the old one. So a withdrawn fact
outranks the lines of branches that still have it, and a fact with two lines was changed on two branches. A fact that an
article asserts on one branch and a person wrote on another has lines of both, and stays the person's. The first line
has fingerprints of the record's facts and of its text as extraction left them: they distinguish the record of one side
of a merge from one that a person changed. The second line never changes, so that git never mixes the first with the
others. It says that the ledger lists all facts of the record that an annotation could assert, which format 2 did not.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from generator.facts.annotation_schema import is_assertable
from generator.facts.model import Slot
from generator.packed import Packed
from generator.schema.model import Kind

Assertion: TypeAlias = tuple[Slot, str]
LedgerState: TypeAlias = Literal["gone", "erased", "machine", "handwritten", "person", "removed"]

SUFFIX = ".jsonl"
NO_RECORD = "none"
"""The fingerprint of a record that extraction deleted, or never wrote."""
DELETED = "deleted"
"""The fingerprint of a record that a person deleted."""
UNASSERTED: frozenset[LedgerState] = frozenset({"handwritten", "erased"})
"""The states of facts that no article has asserted so far; they are in no merge base."""
_WITHOUT_FACT: frozenset[LedgerState] = frozenset({"gone", "erased"})
_BY_PERSON: frozenset[LedgerState] = frozenset({"handwritten", "person", "removed"})
_RANK: dict[LedgerState, int] = {"gone": 0, "erased": 1, "machine": 2, "handwritten": 3, "person": 4, "removed": 5}


class Fingerprint(NamedTuple):
    """A hash of a record's facts as extraction left them, and one of its text.

    The facts are compared. The text makes the two sides of a merge differ, so that git keeps both lines.
    """

    facts: str
    text: str = ""


class LedgerLine(NamedTuple):
    """The state of one fact, and its generation."""

    fact: Assertion
    state: LedgerState
    generation: int = 1


@dataclass(frozen=True, slots=True)
class MergeBase:
    """What extraction last knew of a record, for the three-way merge.

    `ours` are the facts that the machine wrote and that nobody changed since; `theirs` are asserted facts that a person
    wrote, changed or removed. No fact is in both.
    """

    ours: frozenset[Assertion] = frozenset()
    theirs: frozenset[Assertion] = frozenset()

    @property
    def facts(self) -> frozenset[Assertion]:
        """The facts of both."""
        return self.ours | self.theirs


@dataclass(frozen=True, slots=True)
class Ledger(Packed):
    """The lines of a ledger. After a merge by git it can have several lines for one fact, and several fingerprints.

    `is_tidy`: the file is as the program writes it, not merged by git, edited, or of an older format. `is_complete`: no
    branch's ledger was of an older format, so a fact that is not listed had a line that a branch deleted.
    """

    PACKED = ("lines", "fingerprints")
    lines: frozenset[LedgerLine] = frozenset()
    fingerprints: frozenset[Fingerprint] = frozenset()
    is_tidy: bool = field(default=True, compare=False)
    is_complete: bool = field(default=False, compare=False)

    @property
    def base(self) -> MergeBase:
        """The merge base according to the latest line of each fact."""
        latest = [latest_line(lines) for lines in self.by_fact().values()]
        return MergeBase(
            frozenset(line.fact for line in latest if line.state == "machine"),
            frozenset(line.fact for line in latest if line.state in ("person", "removed")),
        )

    def by_fact(self) -> Mapping[Assertion, list[LedgerLine]]:
        """The lines of each fact."""
        found: dict[Assertion, list[LedgerLine]] = defaultdict(list)
        for line in self.lines:
            found[line.fact].append(line)
        return found


def latest_line(lines: Iterable[LedgerLine]) -> LedgerLine:
    """The line of the highest generation; among equal ones the one that keeps a person's edit."""
    return max(lines, key=lambda line: (line.generation, _RANK[line.state]))


def is_unasserted(lines: Iterable[LedgerLine]) -> bool:
    """Whether a fact has only lines of a person: no branch's articles have asserted it."""
    return all(line.state in UNASSERTED for line in lines)


def ledger_after(
    ledger: Ledger, base: MergeBase, present: frozenset[Assertion] | None, text: str | None, kind: Kind
) -> Ledger:
    """The ledger after an extraction that left `base`, and the facts `present` in the record's text (None: no record).

    A fact whose state stays the same keeps its line. A fact that the ledger has and the base lacks is gone, but if a
    person wrote or removed it, it counts as removed, even if no article asserts it: one on another branch may. So a
    fact that a person wrote has a line even before any article asserts it, if an annotation could.
    """
    known, found = ledger.by_fact(), present or frozenset()
    written = {fact for fact in found - base.facts - known.keys() if is_assertable(fact[0], kind)}
    lines = set()
    for fact in {*known, *base.facts, *written}:
        state = _state(fact, known.get(fact, ()), base, found)
        if state == "gone" and present is not None and latest_line(known[fact]).state in _BY_PERSON:
            state = "removed"
        lines.add(_line_after(fact, state, known.get(fact, ())))
    if present is None or text is None:
        return Ledger(frozenset(lines), frozenset({Fingerprint(DELETED if base.theirs else NO_RECORD)}))
    return Ledger(frozenset(lines), frozenset({fingerprint(present, text)}))


def compacted(ledger: Ledger, present: frozenset[Assertion] | None, text: str | None, kind: Kind) -> Ledger:
    """Remove the facts that are gone from a ledger, for a project without open branches."""
    kept = Ledger(frozenset(line for line in ledger.lines if line.state not in _WITHOUT_FACT))
    return ledger_after(kept, kept.base, present, text, kind)


def fingerprint(facts: Iterable[Assertion], text: str) -> Fingerprint:
    """The fingerprint of a record that holds these facts in this text, whatever its line endings."""
    rows = sorted("\0".join((slot.field, *slot.key, "\1", slot.part, value)) for slot, value in facts)
    return Fingerprint(_hash("\2".join(rows), 8), _hash(text.replace("\r\n", "\n"), 4))


def _hash(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def _state(fact: Assertion, lines: Sequence[LedgerLine], base: MergeBase, present: frozenset[Assertion]) -> LedgerState:
    if fact in base.ours:
        return "machine"
    if fact not in base.theirs and is_unasserted(lines):
        return "handwritten" if fact in present else "erased"
    if fact in present:
        return "person"
    return "removed" if fact in base.theirs else "gone"


def _line_after(fact: Assertion, state: LedgerState, lines: Iterable[LedgerLine]) -> LedgerLine:
    """The latest line of a fact if it has the state, else a line of the next generation."""
    last = max((line.generation for line in lines), default=0)
    if any(line.state == state and line.generation == last for line in lines):
        return LedgerLine(fact, state, last)
    return LedgerLine(fact, state, last + 1)
