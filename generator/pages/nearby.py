"""What the sides of a meeting said on its matters in the weeks around it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.outcomes import sure_date
from generator.pages.meetings import Meetings
from generator.pages.speakers import oldest_statements_first, side_of, unique
from generator.pages.statements import Statement, Statements
from generator.schema.model import Ref
from generator.values import iso_range

_NEAR = dt.timedelta(days=30)


class NearbyStatements(NamedTuple):
    """Statements `before` a meeting, on the days of it (`during`) or `after` it."""

    when: str
    statements: tuple[Statement, ...]


def nearby(base: KnowledgeBase, statements: Statements, meetings: Meetings, ref: Ref) -> Iterator[NearbyStatements]:
    """The sides' statements on its topics and documents in the month before and after, without its accounts."""
    first, last = (day and dt.date.fromisoformat(day) for day in iso_range(sure_date(base, ref)))
    if not (first and last):
        return
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in _on_its_matters(base, statements, meetings.sides.get(ref, ()), ref):
        day = iso_range(statement.parts["on"])[0] if statement.parts["on"] else ""
        said = dt.date.fromisoformat(day) if day else None
        if said and first - _NEAR <= said <= last + _NEAR:
            found["before" if said < first else "after" if said > last else "during"].append(statement)
    yield from (
        NearbyStatements(when, oldest_statements_first(unique(found[when])))
        for when in ("before", "during", "after")
        if when in found
    )


def _on_its_matters(
    base: KnowledgeBase, statements: Statements, sides: Collection[Ref], ref: Ref
) -> Iterator[Statement]:
    roles = {"topics": "topic", "documents": "about"}
    for slot, value, _ in base.record_facts[ref]:
        if slot.field in roles and value in base.ids:
            for statement in statements.of(roles[slot.field], base.ids[value]):
                if statement.subject != ref and side_of(base, statement) in sides:
                    yield statement
