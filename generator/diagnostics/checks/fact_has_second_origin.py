"""Every fact has two independent sources; a reprint and its original count as one origin.

One finding per record with a date lists the facts that have a single origin. Statements are exempt, because their
speaker is their only origin.

Bad:

    content/articles/the-paper.md
    [Talks in [Geneva]{place=geneva} on [Tuesday]{date=2025-03-04}]{meeting=talks name=Talks}.
    content/records/meetings/talks.yaml
    name: Talks
    date: 2025-03-04
    place: geneva
    content/records/places/geneva.yaml
    name: Geneva

Good, if another paper says so too:

    content/articles/another-paper.md
    [They met in [Geneva]{place=geneva} on [4 March]{date=2025-03-04}]{meeting=talks}.
"""

from collections.abc import Iterator

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import supporting
from generator.records.model import RecordFact
from generator.schema.model import Kind, Ref
from generator.values import split_source

SEVERITY: Severity = "info"
_SHOWN = 4


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Records with facts of a single origin."""
    if kind.timeline:
        exempt = {field.name for field in kind.fields if field.almanac or field.statement}
        single = [(fact, min(found)) for fact, found in _fact_origins(base, ref, exempt) if len(found) == 1]
        if single:
            yield _problem(kind, [fact for fact, _ in single], sorted({origin for _, origin in single}))


def _fact_origins(base: KnowledgeBase, ref: Ref, exempt: set[str]) -> Iterator[tuple[RecordFact, set[str]]]:
    """Each fact of a record with its origins: articles, and URLs that a person gave as source."""
    evidence, cited = base.evidence.get(ref, {}), base.cited.get(ref, {})
    for fact in base.record_facts[ref]:
        if fact.slot.field not in exempt and fact.slot.part != "source":
            stated = supporting(base, ref, fact.slot, evidence.get((fact.slot, fact.value), ()))
            found = {base.origin(each.article) for each in stated}
            if cited and fact.slot in cited:
                where, _ = split_source(cited[fact.slot].source)
                found.add(base.origin(where))
            yield fact, found


def _problem(kind: Kind, facts: list[RecordFact], origins: list[str]) -> Problem:
    names = list(dict.fromkeys(_slot_name(fact.slot) for fact in facts))
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    source = f"come only from `{origins[0]}`" if len(origins) == 1 else f"have one origin each ({len(origins)} in all)"
    message = f"facts of this {kind.name} {source}: {shown}"
    hint = "annotate them in an independent article too, if there is one"
    return Problem("fact-has-second-origin", message, facts[0].span, SEVERITY, hint)


def _slot_name(slot: Slot) -> str:
    return f"{slot.field}.{slot.part}" if slot.part else slot.field
