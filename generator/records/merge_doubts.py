"""Facts that a merge by git leaves undecided, and what extraction did about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from generator.facts.ledger import Assertion
from generator.facts.model import Slot
from generator.records.conflicts import WHOLE, Conflict, DoubtKind
from generator.records.merge_cells import slot_value
from generator.schema.model import Kind

_NAME = Slot("name")


class MergeDoubt(NamedTuple):
    """A fact that the branches disagree on, as `Conflict` explains the kinds."""

    kind: DoubtKind
    fact: Assertion


def doubt_conflicts(doubts: Iterable[MergeDoubt], present: frozenset[Assertion], kind: Kind) -> tuple[Conflict, ...]:
    """The conflicts to report, one for each kind of doubt, if extraction left the record with the facts `present`."""
    filled = {slot_value(fact, kind) for fact in present}
    found: dict[DoubtKind, list[Assertion]] = defaultdict(list)
    for how, fact in doubts:
        if how in ("rewritten", "resolved") and fact not in present:
            continue  # it could not be written, which is a conflict of its own
        if how == "dropped" and fact in present:
            continue  # it depends on a person's words, which is a conflict of its own
        is_replaced = how == "dropped" and slot_value(fact, kind) in filled
        found["replaced" if is_replaced else how].append(fact)
    if any(slot == _NAME for slot, _ in found["restored"]):
        found["restored"] = [(WHOLE, "")]
    return tuple(_together(sorted(found[how]), how) for how in get_args(DoubtKind) if found[how])


def item_of(fact: Assertion) -> Assertion:
    """The item that a fact belongs to."""
    return fact[0]._replace(part=""), ""


def _together(facts: Sequence[Assertion], kind: DoubtKind) -> Conflict:
    """One conflict for all of these facts; an item includes its fields."""
    first, *others = [fact for fact in facts if not fact[0].part or item_of(fact) not in facts]
    return Conflict(first[0], None, first[1], kind, also=tuple(slot for slot, _ in others if slot != first[0]))
