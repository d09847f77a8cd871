"""A person holds an office only once at a time: two positions with the same title and side do not overlap.

Only certain dates count: a missing end is unknown, not open. A single common day is a handover.

Bad:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    positions:
      - title: Foreign Minister
        from: 2020-01-01
        to: 2024-12-31
      - title: foreign minister
        for: se
        from: 2023-05-01
        to: 2025-06-30
    content/records/countries/se.yaml
    name: Sweden

Good:

    content/records/persons/anna-berg.yaml
    name: Anna Berg
    positions:
      - title: Foreign Minister
        for: se
        from: 2020-01-01
        to: 2025-06-30
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.schema.model import Kind, Ref
from generator.text.source import Span
from generator.values import Date, read_date
from generator.values.name_matching import fuzzy_key

SEVERITY: Severity = "warning"


def check_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[Problem]:
    """Positions of one person that are the same office at the same time."""
    field = kind.field("positions")
    offices: dict[str, list[Item]] = {}
    for item in items(base, ref, field) if field else ():
        offices.setdefault(fuzzy_key(item.parts.get("title", "")), []).append(item)
    for same in offices.values():
        for one, other in combinations(same, 2):
            yield from _overlap(base, ref, one, other)


def _overlap(base: KnowledgeBase, ref: Ref, one: Item, other: Item) -> Iterator[Problem]:
    sides = {one.parts.get("for"), other.parts.get("for")} - {None}
    if len(sides) > 1:
        return
    title, span = other.parts["title"], _item_span(base, ref, other)
    if not _dates(one.parts) and not _dates(other.parts):
        message = f"the position `{title}` is listed twice, above as `{one.parts['title']}`"
        yield Problem("role-is-held-once", message, span, "info", "keep one, and reject the other with a reason")
    elif _surely(one.parts, other.parts):
        message = (
            f"the position `{title}` overlaps with `{one.parts['title']}` above: {_period(one)} and {_period(other)}"
        )
        yield Problem("role-is-held-once", message, span, SEVERITY, "correct the dates, or join the two")


def _dates(parts: Mapping[str, str]) -> dict[str, Date]:
    read = {end: read_date(parts[end]) for end in ("from", "to") if end in parts}
    return {end: date for end, date in read.items() if isinstance(date, Date)}


def _surely(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether both periods are known, with more than one common day."""
    mine, yours = _dates(one), _dates(other)
    if not all(end in dates for dates in (mine, yours) for end in ("from", "to")):
        return False
    return max(mine["from"].latest, yours["from"].latest) < min(mine["to"].earliest, yours["to"].earliest)


def _period(item: Item) -> str:
    return f"{item.parts.get('from', '…')} to {item.parts.get('to', '…')}"


def _item_span(base: KnowledgeBase, ref: Ref, item: Item) -> Span:
    return next(fact.span for fact in base.record_facts[ref] if fact.slot == item.slot)
