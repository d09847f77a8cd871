"""No fact rests only on articles that their publishers have retracted.

An article with `retracted:` in its front matter says so wherever it is evidence. A fact needs another source, or a
second look.

Bad:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    retracted: 2025-03-06
    ---

    [Talks in [Geneva]{place=geneva} on [Tuesday]{date=2025-03-04}]{meeting=talks name=Talks}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    place: geneva
    content/records/places/geneva.yaml
    name: Geneva

Good, if another paper says so too:

    content/articles/another-paper.md
    [Talks in [Geneva]{place=geneva} on [4 March]{date=2025-03-04}]{meeting=talks name=Talks}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.records.model import RecordFact
from generator.schema.model import Ref

SEVERITY: Severity = "warning"
_SHOWN = 4


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Records with facts whose articles are all retracted; one finding a record, at the first of them."""
    retracted = {id_ for id_, article in base.articles.items() if article.front.retracted}
    for ref in base.records if retracted else ():
        found = list(_facts(base, ref, retracted))
        if found:
            names = list(dict.fromkeys(_name(fact.slot) for fact, _ in found))
            shown = ", ".join(names[:_SHOWN])
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            articles = sorted({article for _, article in found})
            message = f"only retracted sources say this: {shown}{more} (`{'`, `'.join(articles[:_SHOWN])}`)"
            hint = "take the annotations out, or annotate an article that stands and says so"
            yield Problem("fact-source-stands", message, found[0][0].span, SEVERITY, hint)


def _facts(base: KnowledgeBase, ref: Ref, retracted: set[str]) -> Iterator[tuple[RecordFact, str]]:
    """Each such fact, and an article that says it."""
    evidence, cited = base.evidence.get(ref, {}), base.cited.get(ref, {})
    for fact in base.record_facts[ref]:
        stated = evidence.get((fact.slot, fact.value), ())
        if stated and fact.slot not in cited and all(each.article in retracted for each in stated):
            yield fact, stated[0].article


def _name(slot: Slot) -> str:
    return f"{slot.field}.{slot.part}" if slot.part else slot.field
