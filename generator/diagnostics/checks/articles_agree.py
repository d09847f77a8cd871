"""Articles agree on every field that has only one value, such as a date, a place or a duration.

A less exact date is no contradiction, nor is a larger place that contains the smaller one. The statuses of a meeting
are its history; so are the countries of a person where the sources tell of years that are apart. What a record rejects
counts no more. The record takes the newest; the page shows both.

Bad:

    content/articles/the-paper.md
    [The talks lasted four hours]{meeting=talks duration="four hours"}.
    content/articles/another-paper.md
    [The talks lasted six hours]{meeting=talks duration="six hours"}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    duration: six hours

Good, if both say the same, or if the finding is accepted with a reason:

    content/articles/another-paper.md
    [The talks lasted four hours]{meeting=talks duration="four hours"}.
"""

from collections.abc import Iterator, Sequence

from generator.diagnostics.problem import Problem, Severity
from generator.fact_times import is_change, is_history
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import LABELS
from generator.records.model import RecordFact
from generator.schema.model import Field, Kind, Ref
from generator.text.source import Span
from generator.values import dates_agree

SEVERITY: Severity = "info"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Fields on which articles disagree, each once, at the value in the record."""
    for slot, asserted in base.asserted.get(ref, {}).items():
        if len(asserted) > 1 and any(fact.value != asserted[0].value for fact in asserted):
            facts, field = base.contesting(ref, slot), _single(kind, slot)
            values = _disputed(base, field, facts) if field and facts else ()
            if len(values) > 1:
                yield _problem(base, ref, slot, values)


def _single(kind: Kind, slot: Slot) -> Field | None:
    """The field of a slot, if it has a single value that is no history, and no label."""
    field = None if slot.field in LABELS else kind.field(slot.field)
    if field and slot.part:
        field = field.field(slot.part)
    return None if field is None or field.many or field.changes else field


def _disputed(base: KnowledgeBase, field: Field, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The first fact of each value that contradicts the newest one of another article, and the newest."""
    newest = facts[-1]
    like = [fact for fact in facts if fact.value == newest.value]
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.article == newest.article or (field.type == "text" and _languages_differ(base, fact, newest)):
            continue
        is_former = (field.lasts and is_change(base, like, fact)) or is_history(base, like, fact)
        if not is_former and not _are_compatible(base, field, fact.value, newest.value):
            first.setdefault(fact.value, fact)
    return (*first.values(), newest)


def _languages_differ(base: KnowledgeBase, one: Fact, other: Fact) -> bool:
    """Whether two articles are in two languages, so that their words can't be compared."""
    return base.language(one.article) != base.language(other.article)


def _are_compatible(base: KnowledgeBase, field: Field, one: str, other: str) -> bool:
    if one == other:
        return True
    if field.type == "date":
        return dates_agree(one, other)
    return field.type == "reference" and (one in base.within(other) or other in base.within(one))


def _problem(base: KnowledgeBase, ref: Ref, slot: Slot, facts: Sequence[Fact]) -> Problem:
    values = ", ".join(f"`{fact.value}` in {fact.article}" for fact in facts)
    what = f"{slot.part} of {', '.join(filter(None, slot.key))}" if slot.part else slot.field
    hint = "correct the annotation that is wrong; if the articles really disagree, the page shows both"
    return Problem(
        "articles-agree", f"articles disagree on {what}: {values}", _value_span(base, ref, slot), SEVERITY, hint
    )


def _value_span(base: KnowledgeBase, ref: Ref, slot: Slot) -> Span:
    """The span of the value in the record, or of its item; the start of the record if it has neither."""
    first: dict[Slot, RecordFact] = {}
    for fact in base.record_facts[ref]:
        first.setdefault(fact.slot, fact)
    fact_or_item = first.get(slot) or first.get(slot._replace(part=""))
    return fact_or_item.span if fact_or_item else base.records[ref].source.whole()
