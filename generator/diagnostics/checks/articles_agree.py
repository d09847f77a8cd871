"""Articles agree on what can have one value only: a date, a place, how long it took.

A less exact date does not contradict, nor does a larger place that holds the smaller one. What the schema lets change,
as a meeting's status, is history and no dispute. The record takes the newest; the page opens both sentences.

Bad:

    content/articles/the-paper.md
    [The talks lasted four hours]{meeting=talks duration="four hours"}.
    content/articles/another-paper.md
    [The talks lasted six hours]{meeting=talks duration="six hours"}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    duration: six hours

Good, where both say the same, or one is accepted with a reason:

    content/articles/another-paper.md
    [The talks lasted four hours]{meeting=talks duration="four hours"}.
"""

from collections.abc import Iterator, Sequence

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact
from generator.schema.model import Field, Kind, Ref
from generator.text.source import Span
from generator.values import dates_agree

SEVERITY: Severity = "info"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """The values on which articles differ, each once, at the record's own value."""
    for ref, slots in base.asserted.items():
        for slot, facts in slots.items():
            if len(facts) > 1 and any(fact.value != facts[0].value for fact in facts):
                kind = base.schema.kind(ref.kind)
                field = _single(kind, slot) if kind else None
                values = _apart(base, field, facts) if field else ()
                if len(values) > 1:
                    yield _problem(base, ref, slot, values)


def _single(kind: Kind, slot: Slot) -> Field | None:
    """The field that a slot is, if it holds one value and keeps it."""
    field = kind.field(slot.field)
    if field and slot.part:
        field = field.field(slot.part)
    return None if field is None or field.many or field.changes else field


def _apart(base: KnowledgeBase, field: Field, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The first fact of each value that does not go with the newest one of another article."""
    newest = facts[-1]
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.article != newest.article and not _go_together(base, field, fact.value, newest.value):
            first.setdefault(fact.value, fact)
    return (*first.values(), newest)


def _go_together(base: KnowledgeBase, field: Field, one: str, other: str) -> bool:
    if one == other:
        return True
    if field.type == "date":
        return dates_agree(one, other)
    return field.type == "reference" and (one in base.within(other) or other in base.within(one))


def _problem(base: KnowledgeBase, ref: Ref, slot: Slot, facts: Sequence[Fact]) -> Problem:
    told = ", ".join(f"`{fact.value}` in {fact.article}" for fact in facts)
    what = f"{slot.part} of {', '.join(filter(None, slot.key))}" if slot.part else slot.field
    hint = "correct the annotation that is wrong; if they do differ, the page shows both"
    return Problem("articles-agree", f"articles differ on {what}: {told}", _place(base, ref, slot), SEVERITY, hint)


def _place(base: KnowledgeBase, ref: Ref, slot: Slot) -> Span:
    """Where the record holds the value, or its item; its start where it holds neither."""
    places: dict[Slot, RecordFact] = {}
    for fact in base.record_facts[ref]:
        places.setdefault(fact.slot, fact)
    held = places.get(slot) or places.get(slot._replace(part=""))
    return held.span if held else base.records[ref].source.whole()
