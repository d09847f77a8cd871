"""A role or a life ends after it begins.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    positions:
      - title: foreign minister
        from: 2021-03-01
        to: 2019-12-31

Good:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    positions:
      - title: foreign minister
        from: 2019-12-31
        to: 2021-03-01
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase, items
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values import Date, read_date

SEVERITY: Severity = "warning"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Periods that certainly end before they begin."""
    yield from _roles(base, kind, ref)
    yield from _life(base, ref)


def _roles(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    for field in kind.fields:
        if field.fields and {"from", "to"} <= {part.name for part in field.fields}:
            for item in items(base, ref, field):
                start, end = item.parts.get("from", ""), item.parts.get("to", "")
                if _ends_first(start, end):
                    span = next(s for slot, _, s in base.record_facts[ref] if slot == item.slot._replace(part="to"))
                    yield _problem(f"from {start} to {end}", span)


def _life(base: KnowledgeBase, ref: Ref) -> Iterator[Problem]:
    record = base.records[ref]
    born, died = record.text("born"), record.text("died")
    if _ends_first(born, died):
        span = next(span for slot, _, span in base.record_facts[ref] if slot.field == "died")
        yield _problem(f"born on {born}, died on {died}", span)


def _ends_first(start: str, end: str) -> bool:
    first, last = read_date(start), read_date(end)
    return isinstance(first, Date) and isinstance(last, Date) and last.latest < first.earliest


def _problem(message: str, span: Span) -> Problem:
    return Problem(
        "period-ends-after-start", f"ends before it begins: {message}", span, SEVERITY, "correct one of the dates"
    )
