"""One article gives a meeting only one date and one place; others inside the span are marked `as=mentioned`.

Bad:

    content/articles/the-paper.md
    [He flew from [Sochi]{place=sochi} to talks in [Moscow]{place=moscow}]{meeting=talks}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-12-02
    place: moscow
    content/records/places/moscow.yaml
    name: Moscow
    content/records/places/sochi.yaml
    name: Sochi

Good:

    content/articles/the-paper.md
    [He flew from [Sochi]{place=sochi as=mentioned} to talks in [Moscow]{place=moscow}]{meeting=talks}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

SEVERITY: Severity = "warning"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Second values from one article for a plain field that annotated spans fill."""
    filled = {
        (kind.name, field.name) for kind in base.schema.kinds for field in kind.fields if field.takes and not field.many
    }
    for facts in base.by_article.values():
        first: dict[tuple[Ref, Slot], Fact] = {}
        for fact in facts:
            if (fact.subject.kind, fact.slot.field) not in filled or fact.slot.key:
                continue
            known = first.setdefault((fact.subject, fact.slot), fact)
            if known.value != fact.value:
                message = f"`{fact.subject.id}` has {fact.slot.field} `{fact.value}` here and `{known.value}` above"
                hint = "add `as=mentioned` to the one that does not belong to the meeting"
                yield Problem("meeting-has-one-value", message, fact.span, SEVERITY, hint)
