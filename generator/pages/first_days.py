"""First days of an office that sources give and that can't all be true."""

from collections.abc import Mapping, Sequence

from generator.facts.model import Fact, Slot
from generator.facts.starts import has_first_day
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.values import dates_agree


def differing_first_days(
    base: KnowledgeBase, subject: Ref, slot: Slot, facts: Sequence[Fact]
) -> Mapping[str, Sequence[Fact]]:
    """The facts on an office by the first day that their articles give, "" for none; empty if the days agree.

    The office itself begins when all of them say that it did, or when a person wrote: that is no first day of theirs.
    """
    kind = base.schema.kind(subject.kind)
    field = kind.field(slot.field) if kind and slot.key and not slot.part else None
    if field is None or not facts or not has_first_day(field):
        return {}
    attributes = field.field(field.key[-1]).attributes
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        annotation = base.articles[fact.article].annotations[fact.annotation]
        given = next(filter(None, map(annotation.get, attributes)), "")
        found.setdefault(given, []).append(fact)
    days = {*found, slot.key[-1]} - {""}
    exact = max(days, key=lambda day: (len(day), day), default="")
    return {} if all(dates_agree(day, exact) for day in days) else dict(sorted(found.items()))
