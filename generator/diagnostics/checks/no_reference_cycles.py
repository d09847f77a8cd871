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

from collections.abc import Iterator

from generator.diagnostics.cycles import cycles
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact
from generator.schema.model import Field, Kind, Ref

SEVERITY: Severity = "error"
_SHOWN = 6


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Each cycle once, at the reference of its first record."""
    for kind in base.schema.kinds:
        for field in kind.fields:
            if field.type == "reference" and field.to == (kind.name,) and not field.many:
                links = _links(base, kind, field)
                for cycle in cycles({id_: fact.value for id_, fact in links.items()}):
                    path = " → ".join((*cycle[:_SHOWN], *(["…"] if len(cycle) > _SHOWN else []), cycle[0]))
                    message = f"`{field.name}` forms a cycle: {path}"
                    hint = "remove the reference from one of these records, and from the article that states it"
                    yield Problem("no-reference-cycles", message, links[cycle[0]].span, SEVERITY, hint)


def _links(base: KnowledgeBase, kind: Kind, field: Field) -> dict[str, RecordFact]:
    refs: tuple[Ref, ...] = base.of_kind(kind)
    return {ref.id: fact for ref in refs for fact in base.record_facts[ref] if fact.slot.field == field.name}
