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

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.check import check_reference
from generator.knowledge_base import KnowledgeBase
from generator.records.previous_ids import previous_ids
from generator.schema.model import Field
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

SEVERITY: Severity = "error"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """References to no record, or to a record of another kind."""
    kinds = {id_: ref.kind for id_, ref in base.ids.items()}
    previous = previous_ids(base.records.values())
    for kind in base.schema.kinds:
        targets = {field.name: found for field in kind.fields if (found := _targets(field))}
        for ref in base.of_kind(kind):
            record = base.records[ref]
            for name, node in record.tree.entries:
                for to, text in _references(targets[name.value], node) if name.value in targets else ():
                    if kinds.get(text.value) not in to:
                        span = record.source.span(text.start, text.end)
                        yield from check_reference(text.value, span, to, kinds, previous)


def _targets(field: Field) -> dict[str, tuple[str, ...]]:
    """The kinds that a field accepts, by "" for itself and by name for the fields of its items."""
    fields = {"": field} if field.type == "reference" else {part.name: part for part in field.fields}
    return {name: each.to for name, each in fields.items() if each.type == "reference"}


def _references(targets: dict[str, tuple[str, ...]], node: YamlNode) -> Iterator[tuple[tuple[str, ...], YamlText]]:
    for value in node.values if isinstance(node, YamlList) else (node,):
        if isinstance(value, YamlText):
            if "" in targets:
                yield targets[""], value
        elif isinstance(value, YamlMapping):
            for name, inner in value.entries:
                if name.value in targets and isinstance(inner, YamlText):
                    yield targets[name.value], inner
