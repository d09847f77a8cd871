"""If a participant's record dates the role given at a meeting, the dates include the meeting.

Bad, because the meeting is later than the office:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    positions:
      - title: foreign minister
        to: 2024-12-31
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    participants:
      - person: anna-berg
        role: Foreign Minister

Good:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    participants:
      - person: anna-berg
        role: former foreign minister
"""

from collections.abc import Iterator, Sequence

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.schema.model import Kind, Ref
from generator.values import covers
from generator.values.name_matching import fuzzy_key

SEVERITY: Severity = "warning"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Roles of participants that had ended or not yet begun."""
    groups = {field.name for field in kind.fields if {"person", "role"} <= {part.name for part in field.fields}}
    date = base.records[ref].text(kind.timeline) if kind.timeline else ""
    for slot, role, span in base.record_facts[ref] if groups and date else ():
        person = base.ids.get(slot.key[0]) if slot.field in groups and slot.part == "role" else None
        titles = _titles(base, person) if person else {}
        positions = titles.get(fuzzy_key(role)) if titles else None
        if person and positions and not any(covers(position.parts, date) for position in positions):
            message = f"`{person.id}` was {role} {_periods(positions)}, but the meeting was on {date}"
            hint = "correct the role here, or the dates in the person's record"
            yield Problem("role-covers-meeting", message, span, SEVERITY, hint)


def _titles(base: KnowledgeBase, person: Ref) -> dict[str, list[Item]]:
    """The positions of a person by title; none if no position has a date."""
    if not any(slot.field == "positions" and slot.part in ("from", "to") for slot, _, _ in base.record_facts[person]):
        return {}
    kind = base.schema.kind(person.kind)
    field = kind.field("positions") if kind else None
    found: dict[str, list[Item]] = {}
    for item in items(base, person, field) if field else ():
        found.setdefault(fuzzy_key(item.parts.get("title", "")), []).append(item)
    return found


def _periods(positions: Sequence[Item]) -> str:
    return ", ".join(
        " ".join(f"{word} {item.parts[end]}" for end, word in (("from", "from"), ("to", "until")) if end in item.parts)
        for item in positions
    )
