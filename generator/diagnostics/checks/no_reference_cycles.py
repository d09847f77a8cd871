"""Links from a thing to another of its kind come to an end: no round follows itself, no place is part of itself.

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

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact
from generator.schema.model import Field, Kind, Ref

SEVERITY: Severity = "error"
_SHOWN = 6


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Each circle once, at the link of its first thing."""
    for kind in base.schema.kinds:
        for field in kind.fields:
            if field.type == "reference" and field.to == (kind.name,) and not field.many:
                links = _links(base, kind, field)
                for circle in _circles({id_: fact.value for id_, fact in links.items()}):
                    told = " → ".join((*circle[:_SHOWN], *(["…"] if len(circle) > _SHOWN else []), circle[0]))
                    message = f"`{field.name}` leads in a circle: {told}"
                    hint = "take the link out of one of these records, and out of the article that asserts it"
                    yield Problem("no-reference-cycles", message, links[circle[0]].span, SEVERITY, hint)


def _links(base: KnowledgeBase, kind: Kind, field: Field) -> dict[str, RecordFact]:
    refs: tuple[Ref, ...] = base.of_kind(kind)
    return {ref.id: fact for ref in refs for fact in base.record_facts[ref] if fact.slot.field == field.name}


def _circles(links: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles of links of which each thing has one at most, each from its first id on."""
    seen: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        at = start
        while at in links and at not in seen and at not in path:
            path[at] = None
            at = links[at]
        if at in path:
            steps = list(path)
            circle = steps[steps.index(at) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
        seen.update(path)
