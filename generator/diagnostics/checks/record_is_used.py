"""Every record is mentioned by an article or referred to by another record.

A meeting or document whose facts name their sources needs neither, because the timeline links to it.

Bad, if nothing mentions `geneva`:

    content/records/places/geneva.yaml
    name: Geneva

Good:

    content/articles/the-paper.md
    They met in [Geneva]{place=geneva}.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.records.references import references
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "info"


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> tuple[str, ...]:
    """The ids that a record refers to, except its own."""
    found = dict.fromkeys(text[0] for _, text in references(base.records[ref], kind))
    return tuple(id_ for id_ in found if id_ != ref.id)


def check(base: KnowledgeBase, gathered: Mapping[Ref, tuple[str, ...]]) -> Iterator[Problem]:
    """Records that nothing mentions or refers to."""
    unused = {ref.id: ref for ref in base.records if ref not in base.mentions}
    for used in chain.from_iterable(gathered.values()) if unused else ():
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


def _has_timeline(base: KnowledgeBase, ref: Ref) -> bool:
    kind = base.schema.kind(ref.kind)
    return bool(kind and kind.timeline)


def _annotation(base: KnowledgeBase, ref: Ref) -> str:
    kind = base.schema.kind(ref.kind)
    return kind.annotation if kind else ref.kind
