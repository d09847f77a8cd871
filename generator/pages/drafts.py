"""Whether facts rest on articles alone whose annotations nobody has reviewed."""

from collections.abc import Iterable, Sequence

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.meetings import Participation
from generator.schema.model import Ref


def rests_on_drafts(base: KnowledgeBase, facts: Sequence[Fact]) -> bool:
    """Whether a fact has sources, all of them unreviewed drafts."""
    return bool(facts) and all(base.fronts[fact.article].is_draft for fact in facts)


def is_draft(base: KnowledgeBase, subject: Ref, slot: Slot, value: str) -> bool:
    """Whether a fact of a record rests on unreviewed drafts alone."""
    return rests_on_drafts(base, base.evidence.get(subject, {}).get((slot, value), ()))


def row_is_draft(base: KnowledgeBase, ref: Ref, fields: Iterable[str]) -> bool:
    """Whether the value of one of some plain fields of a record rests on unreviewed drafts alone."""
    record = base.records.get(ref)
    values = ((name, record.text(name)) for name in fields) if record else ()
    return any(value and is_draft(base, ref, Slot(name), value) for name, value in values)


def side_is_draft(base: KnowledgeBase, own: Participation) -> bool:
    """Whether the side that a participant represents rests on unreviewed drafts alone."""
    slot = own.slot._replace(part="for")
    facts = base.evidence.get(own.meeting, {})
    return any(at == slot and rests_on_drafts(base, found) for (at, _), found in facts.items())


def seat_is_draft(base: KnowledgeBase, own: Participation) -> bool:
    """Whether a participant's seat, side or role at a meeting rests on unreviewed drafts alone."""
    is_seat = is_draft(base, own.meeting, own.slot, "") or side_is_draft(base, own)
    return is_seat or is_draft(base, own.role_subject, own.role_slot, own.role_value)


def side_at_is_draft(base: KnowledgeBase, meeting: Ref, side: Ref, people: Iterable[Participation]) -> bool:
    """Whether a side's presence at a meeting rests on unreviewed drafts alone: its facts, or those of its people."""
    named = base.evidence.get(meeting, {}).items()
    facts = [fact for (slot, value), found in named if side.id in (value, *slot.key) for fact in found]
    seats = [is_draft(base, meeting, own.slot, "") for own in people if own.side == side]
    return rests_on_drafts(base, facts) if facts else bool(seats) and all(seats)


def some_is_draft(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether any fact of a record rests on unreviewed drafts alone."""
    return any(rests_on_drafts(base, found) for found in base.evidence.get(ref, {}).values())
