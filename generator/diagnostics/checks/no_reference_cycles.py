"""References between things of one kind form no cycle: no round follows itself, and no place is part of itself.

Bad:

    content/records/meetings/first.yaml
    name: First
    date: 2025-03-04
    follows: second
    content/records/meetings/second.yaml
    name: Second
    date: 2025-03-04
    follows: first

Good:

    content/records/meetings/first.yaml
    name: First
    date: 2025-03-04
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics.cycles import cycles
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Field, Kind, Ref

SEVERITY: Severity = "error"
_SHOWN = 6


class _Reference(NamedTuple):
    field: str
    id: str
    start: int
    end: int


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[_Reference, ...]:
    """The references of a record to others of its kind."""
    fields = {field.name for field in kind.fields if _is_chain(field, kind)}
    facts = (fact for fact in base.record_facts[ref] if fact.slot.field in fields) if fields else ()
    return tuple(_Reference(fact.slot.field, fact.value, fact.span.start, fact.span.end) for fact in facts)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[_Reference, ...]]) -> Iterator[Problem]:
    """Each cycle once, at the reference of its first record."""
    for kind in base.schema.kinds:
        for field in (field for field in kind.fields if _is_chain(field, kind)):
            links = {
                ref: each for ref, found in gathered.items() if ref.kind == kind.name for each in found
                if each.field == field.name
            }  # fmt: skip
            for cycle in cycles({ref.id: each.id for ref, each in links.items()}):
                path = " → ".join((*cycle[:_SHOWN], *(["…"] if len(cycle) > _SHOWN else []), cycle[0]))
                message = f"`{field.name}` forms a cycle: {path}"
                hint = "remove the reference from one of these records, and from the article that states it"
                first = Ref(kind.name, cycle[0])
                span = base.records[first].source.span(links[first].start, links[first].end)
                yield Problem("no-reference-cycles", message, span, SEVERITY, hint)


def _is_chain(field: Field, kind: Kind) -> bool:
    return field.type == "reference" and field.to == (kind.name,) and not field.many
