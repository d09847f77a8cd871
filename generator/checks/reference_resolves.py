"""A reference in a record leads to a record that there is, of a kind that the field takes.

Bad:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    participants:
      - person: yuri-ushkov
    content/records/persons/yuri-ushakov.yaml
    name: Yuri Ushakov

Good:

    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    participants:
      - person: yuri-ushakov
"""

from collections.abc import Iterator

from generator.facts.check import check_reference
from generator.knowledge import KnowledgeBase
from generator.problems import Problem, Severity
from generator.records.previous import previous_ids
from generator.schema.model import Field
from generator.yamltree import Items, Mapping, Node, Text

SEVERITY: Severity = "error"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """References that lead nowhere or to a thing of another kind."""
    kinds = {id_: ref.kind for id_, ref in base.ids.items()}
    previous = previous_ids(base.records.values())
    for ref, record in base.records.items():
        kind = base.schema.kind(ref.kind)
        for name, node in record.tree.entries:
            field = kind.field(name.value) if kind else None
            for target, text in _references(field, node) if field else ():
                place = record.source.span(text.start, text.end)
                yield from check_reference(text.value, place, target.to, kinds, previous)


def _references(field: Field, node: Node) -> Iterator[tuple[Field, Text]]:
    for value in node.values if isinstance(node, Items) else (node,):
        if isinstance(value, Text) and field.type == "reference":
            yield field, value
        elif isinstance(value, Mapping):
            parts = {part.name: part for part in field.fields if part.type == "reference"}
            for name, inner in value.entries:
                if name.value in parts and isinstance(inner, Text):
                    yield parts[name.value], inner
