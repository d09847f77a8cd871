"""Only a meeting that took place has a duration and results.

Bad:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    status: cancelled
    duration: two hours

Good:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    status: held
    duration: two hours
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import NOT_HELD
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "warning"
_OUTCOMES = ("duration", "agreed", "not_agreed")
_AHEAD = ("announced", "planned")


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Outcomes of meetings that are called otherwise than held; a plan may name a duration."""
    status = base.records[ref].text("status") if kind.field("status") else ""
    for slot, _, span in base.record_facts[ref] if status in NOT_HELD else ():
        if slot.field in _OUTCOMES and not (slot.field == "duration" and status in _AHEAD):
            message = f"`{slot.field}` of a meeting that is {status}"
            hint = "correct the status, or delete the line"
            yield Problem("only-held-has-outcome", message, span, SEVERITY, hint)
