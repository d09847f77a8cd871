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
from generator.schema.model import Ref
from generator.values import covers
from generator.values.name_matching import fuzzy_key

SEVERITY: Severity = "warning"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Roles of participants that had ended or not yet begun."""
    known: dict[Ref, dict[str, list[Item]]] = {}
    for kind in base.schema.kinds:
        groups = {field.name for field in kind.fields if {"person", "role"} <= {part.name for part in field.fields}}
        for ref in base.of_kind(kind) if groups and kind.timeline else ():
            date = base.records[ref].text(kind.timeline)
            for slot, role, span in base.record_facts[ref]:
                person = base.ids.get(slot.key[0]) if slot.field in groups and slot.part == "role" else None
                if person is None:
                    continue
                if person not in known:
                    known[person] = _titles(base, person)
                positions = known[person].get(fuzzy_key(role)) if known[person] else None
                if date and positions and not any(covers(position.parts, date) for position in positions):
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
