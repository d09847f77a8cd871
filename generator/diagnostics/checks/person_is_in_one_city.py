"""A person is in one city on one day; if two meetings say otherwise, one of them may be wrong.

Meetings by phone or video, meetings that were not held, and dates without a certain day do not count; an interval
counts with all its days. Two places are compatible if one is part of the other, or both are part of a third.

Bad:

    content/records/meetings/breakfast.yaml
    name: Breakfast
    date: 2025-03-04
    place: geneva
    participants:
      - person: anna-berg
    content/records/meetings/dinner.yaml
    name: Dinner
    date: 2025-03-04
    place: oslo
    participants:
      - person: anna-berg
    content/records/persons/anna-berg.yaml
    name: Anna Berg
    content/records/places/geneva.yaml
    name: Geneva
    content/records/places/oslo.yaml
    name: Oslo

Good:

    content/records/meetings/dinner.yaml
    name: Dinner
    date: 2025-03-05
    place: oslo
    participants:
      - person: anna-berg
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from generator.diagnostics.problem import Problem, Severity
from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import is_unconfirmed, took_place
from generator.schema.model import Kind, Ref

SEVERITY: Severity = "info"
_FROM_AFAR = ("call", "video", "shuttle")
_LONGEST = 31


class _Present(NamedTuple):
    """Where a meeting was, on which days as ordinals, and who was there, each with the position of the name."""

    place: str
    first: int
    last: int
    people: tuple[tuple[str, int, int], ...]


class _Presence(NamedTuple):
    meeting: Ref
    place: str
    position: tuple[int, int]


def gather_record(base: KnowledgeBase, kind: Kind, ref: Ref) -> _Present | None:
    """Who was where on which days; None if a record does not say so for certain."""
    if not (kind.timeline and kind.field("place") and kind.field("participants")):
        return None
    record = base.records[ref]
    place = record.text("place")
    if not place or not took_place(base, ref) or record.text("format") in _FROM_AFAR:
        return None
    days = range(0) if is_unconfirmed(base, ref, Slot("place"), place) else _days(base, ref)
    people = tuple(
        (slot.key[0], span.start, span.end)
        for slot, _, span in (base.record_facts[ref] if days else ())
        if slot.field == "participants" and not (slot.part or is_unconfirmed(base, ref, slot, ""))
    )
    return _Present(place, days[0], days[-1], people) if people else None


def check(base: KnowledgeBase, gathered: Mapping[Ref, _Present]) -> Iterator[Problem]:
    """People who were in two places on one day, each pair of meetings once."""
    by_day: dict[tuple[str, int], list[_Presence]] = {}
    for meeting, (place, first, last, people) in gathered.items():
        for person, *position in people:
            presence = _Presence(meeting, place, (position[0], position[1]))
            for day in range(first, last + 1):
                by_day.setdefault((person, day), []).append(presence)
    reported: set[tuple[str, Ref, Ref]] = set()
    for (person, day), present in by_day.items():
        for one, other in combinations(_places(present), 2) if len(present) > 1 else ():
            key = person, one.meeting, other.meeting
            if key not in reported and set(base.within(one.place)).isdisjoint(base.within(other.place)):
                reported.add(key)
                yield _problem(base, person, dt.date.fromordinal(day), one, other)


def _days(base: KnowledgeBase, ref: Ref) -> range:
    """The days of a meeting as ordinals; none if either end is uncertain."""
    date = base.date(ref)
    sure = date is not None and all(point and point.form == "day" and not point.doubt for point in date.points)
    if date is None or not sure or (date.latest - date.earliest).days > _LONGEST:
        return range(0)
    return range(date.earliest.toordinal(), date.latest.toordinal() + 1)


def _places(present: list[_Presence]) -> list[_Presence]:
    """The first presence in each place, so that each pair of places is reported once."""
    return list({presence.place: presence for presence in reversed(present)}.values())[::-1]


def _problem(base: KnowledgeBase, person: str, day: dt.date, one: _Presence, other: _Presence) -> Problem:
    ref = base.ids.get(person)
    name = base.name(ref) if ref else person
    message = f"{name} is in `{other.place}` here, but in `{one.place}` in `{one.meeting.id}`, both on {day}"
    span = base.records[other.meeting].source.span(*other.position)
    hint = "correct the date, place or participants of one; or add `part_of` if one place is part of the other"
    return Problem("person-is-in-one-city", message, span, SEVERITY, hint)
