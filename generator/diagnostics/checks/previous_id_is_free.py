"""An id that a record had before leads to that record alone: no other bears it, no other had it.

Bad, where `putin` is a record, too:

    content/records/persons/vladimir-putin.yaml
    name: Vladimir Putin
    previous_ids:
      - putin
    content/records/persons/putin.yaml
    name: Putin

Good, where it is no record any more, and stands in one alone:

    content/records/persons/vladimir-putin.yaml
    name: Vladimir Putin
    previous_ids:
      - vladimir-v-putin
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.check import a
from generator.knowledge_base import KnowledgeBase
from generator.records.previous_ids import previous_ids, previous_of
from generator.schema.model import Ref

SEVERITY: Severity = "error"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Previous ids whose address can't lead to their record."""
    owners = previous_ids(base.records.values())
    for ref, record in base.records.items():
        for id_ in previous_of(record.tree):
            span = record.source.span(id_.start, id_.end)
            living, owner = base.ids.get(id_.value), owners.get(id_.value)
            if living:
                message = f"`{id_.value}` is the id of {_told(living, ref)}, and no previous one"
                yield Problem("previous-id-is-free", message, span, hint="take it out of `previous_ids`")
            elif owner and owner != ref:
                message = f"`{id_.value}` is a previous id of `{owner.id}`, too, and its address leads there"
                yield Problem("previous-id-is-free", message, span, hint="take it out of one of the two records")


def _told(other: Ref, ref: Ref) -> str:
    return "this record itself" if other == ref else f"{a(other.kind)} today"
