"""Every record is mentioned by an article or referred to by another record.

A meeting or document whose facts name their sources needs neither, because the timeline links to it.

Bad, if nothing mentions `geneva`:

    content/records/places/geneva.yaml
    name: Geneva

Good:

    content/articles/the-paper.md
    They met in [Geneva]{place=geneva}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "info"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Records that nothing mentions or refers to."""
    unused = {ref.id: ref for ref in base.records if ref not in base.mentions}
    for kind in base.schema.kinds:
        for used in _referenced_ids(base, kind) if unused else ():
            if unused.pop(used, None) and not unused:
                break
    for facts in base.by_article.values() if unused else ():
        for fact in facts:
            unused.pop(fact.value, None)
    for ref in unused.values():
        if not (base.cited.get(ref) and _has_timeline(base, ref)):
            message = f"no article mentions the {ref.kind} `{ref.id}`, and no record refers to it"
            hint = f"annotate it as `[words]{{{_annotation(base, ref)}={ref.id}}}`, or delete the record"
            yield Problem("record-is-used", message, base.records[ref].source.whole(), SEVERITY, hint)


def _referenced_ids(base: KnowledgeBase, kind: Kind) -> Iterator[str]:
    """The ids that records of a kind refer to, except their own."""
    plain = {field.name for field in kind.fields if field.type == "reference"}
    parts = {(field.name, part.name) for field in kind.fields for part in field.fields if part.type == "reference"}
    keys = {field.name: [i for i, part in enumerate(field.key) if (field.name, part) in parts] for field in kind.fields}
    for ref in base.of_kind(kind):
        for slot, value, _ in base.record_facts[ref]:
            if slot.part:
                names = [value] if (slot.field, slot.part) in parts else []
            elif slot.key:
                names = [slot.key[index] for index in keys[slot.field]]
            else:
                names = [value] if slot.field in plain else []
            yield from (name for name in names if name != ref.id)


def _has_timeline(base: KnowledgeBase, ref: Ref) -> bool:
    kind = base.schema.kind(ref.kind)
    return bool(kind and kind.timeline)


def _annotation(base: KnowledgeBase, ref: Ref) -> str:
    kind = base.schema.kind(ref.kind)
    return kind.annotation if kind else ref.kind
