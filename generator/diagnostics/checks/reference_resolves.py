"""A reference in a record points to an existing record of a kind that the field accepts.

Bad:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    participants:
      - person: yuri-ushkov
    content/records/persons/yuri-uvarkov.yaml
    name: Yuri Uvarkov

Good:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    participants:
      - person: yuri-uvarkov
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics.problem import Problem, Severity
from generator.facts.check import check_reference
from generator.knowledge_base import KnowledgeBase
from generator.records.previous_ids import previous_ids
from generator.records.references import references
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "error"


class _Unresolved(NamedTuple):
    id: str
    start: int
    end: int
    to: tuple[str, ...]


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[_Unresolved, ...]:
    """The references of a record to no record, or to a record of another kind."""
    found = list[_Unresolved]()
    for to, text in references(base.records[ref], kind):
        target = base.ids.get(text[0])
        if target is None or target.kind not in to:
            found.append(_Unresolved(text.value, text.start, text.end, to))
    return tuple(found)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[_Unresolved, ...]]) -> Iterator[Problem]:
    """References to no record, or to a record of another kind."""
    if not gathered:
        return
    kinds = {id_: ref.kind for id_, ref in base.ids.items()}
    previous = previous_ids(base.records.values())
    for ref, found in gathered.items():
        for each in found:
            span = base.records[ref].source.span(each.start, each.end)
            yield from check_reference(each.id, span, each.to, kinds, previous)
