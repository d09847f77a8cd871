"""The offices of a country or an organization: holders and known dates."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages.references import referrers, side_kinds
from generator.pages.roles import positions
from generator.schema.model import Ref
from generator.values import sort_key

_POSITIONS = "positions"
_INFORMAL = "informal"


@dataclass(frozen=True, slots=True)
class Office:
    """An office: holder, slot of the position in the person's record, side, start and end.

    `first` and `last` are the dates of the first and the last article that says so, "" where none does.
    """

    person: Ref
    slot: Slot
    title: str
    of: Ref
    start: str
    end: str
    first: str = ""
    last: str = ""


def offices(base: KnowledgeBase, side: Ref) -> tuple[Office, ...]:
    """The offices of a side and of its organizations, latest reported first; informal capacities are not offices."""
    sides = side_kinds(base.schema)
    below = referrers(base, side, "country", of=lambda kind: kind.name in sides)
    found = (office for of in (side, *below) for office in _of(base, of))
    order = sorted(found, key=lambda office: (office.person, office.slot))
    return tuple(sorted(order, key=_latest, reverse=True))


def _latest(office: Office) -> tuple[object, object]:
    return sort_key(office.end or office.last), sort_key(office.start)


def _of(base: KnowledgeBase, holder: Ref) -> Iterator[Office]:
    links = [link for links in base.links.get(holder, {}).values() for link in links]
    for link in links:
        if link.slot.field != _POSITIONS or link.field.name != "for":
            continue
        for item in positions(base, link.subject):
            parts = item.parts
            if item.slot == link.slot and parts.get("capacity") != _INFORMAL:
                own = (link.subject, item.slot, parts["title"], holder, parts.get("from", ""), parts.get("to", ""))
                yield Office(*own, *_reported(base, link.subject, item.slot))


def _reported(base: KnowledgeBase, person: Ref, slot: Slot) -> tuple[str, str]:
    """The dates of the first and the last article that gives a position."""
    facts = base.evidence.get(person, {}).get((slot, ""), ())
    dates = sorted((base.fronts[fact.article].date for fact in facts if base.fronts[fact.article].date), key=sort_key)
    return (dates[0], dates[-1]) if dates else ("", "")
