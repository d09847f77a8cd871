"""Meetings by place, including the places within it, and the journeys of a person."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.outcomes import confirmed, is_unconfirmed
from generator.pages.meetings import Meetings, Participation
from generator.pages.references import country_of, is_country, is_meeting, is_place, referrers, self_reference
from generator.schema.model import Ref
from generator.values import sort_key

_ELSEWHERE = ("call", "video", "shuttle")
"""The forms of a meeting whose place need not be where the people were."""


class Trip(NamedTuple):
    """A journey to a meeting: place, country and role."""

    meeting: Ref
    place: Ref
    country: Ref
    role: str


def held_at(base: KnowledgeBase, place: Ref) -> tuple[Ref, ...]:
    """The meetings at a place and at the places within it, newest first."""
    return newest_meetings_first(base, (ref for where in _within(base, place) for ref in _at(base, where, "place")))


def hosted(base: KnowledgeBase, side: Ref) -> tuple[Ref, ...]:
    """The meetings that a side hosted or that took place there, newest first."""
    return newest_meetings_first(base, (*_at(base, side, "hosts"), *held_at(base, side)))


def _at(base: KnowledgeBase, host: Ref, field: str) -> Iterator[Ref]:
    """The meetings that name a host or a place, unless only a plan or a denial of the meeting does."""
    for meeting in referrers(base, host, field, of=is_meeting):
        if not is_unconfirmed(base, meeting, Slot(field), host.id):
            yield meeting


def newest_meetings_first(base: KnowledgeBase, meetings: Iterable[Ref]) -> tuple[Ref, ...]:
    """Meetings without duplicates, newest first."""
    order = sorted(set(meetings))
    return tuple(sorted(order, key=lambda ref: sort_key(base.timeline_date(ref)), reverse=True))


def _within(base: KnowledgeBase, place: Ref) -> tuple[Ref, ...]:
    """A place and all places within it."""
    found, waiting = {place: None}, [place]
    while waiting:
        where = waiting.pop()
        for field in ("country", "part_of"):
            for inner in referrers(base, where, field, of=is_place):
                if inner not in found:
                    found[inner] = None
                    waiting.append(inner)
    return tuple(found)


def country_around(base: KnowledgeBase, place: Ref) -> Ref | None:
    """The country of a place, or of the places that contain it."""
    seen: set[Ref] = set()
    at: Ref | None = place
    while at and at not in seen:
        if is_country(base.schema, (at.kind,)):
            return at
        seen.add(at)
        if country := country_of(base, at):
            return country
        kind = base.schema.kind(at.kind)
        above = self_reference(kind) if kind else None
        at = base.ids.get(base.records[at].text(above.name)) if above else None
    return None


def trips(base: KnowledgeBase, meetings: Meetings, person: Ref) -> Iterator[Trip]:
    """The journeys of a person, newest first: to meetings held in person, outside the country represented.

    Where no source says which country somebody is from, or in which one a place is, nobody knows of a journey.
    """
    for own in meetings.by_person.get(person, ()):
        place = meetings.places.get(own.meeting)
        trip = _trip(base, own, place) if place and own.meeting in meetings.held else None
        if trip:
            yield trip


def _trip(base: KnowledgeBase, own: Participation, place: Ref) -> Trip | None:
    if own.presence == "remote" or confirmed(base, own.meeting, "format") in _ELSEWHERE:
        return None
    country = country_around(base, place)
    home = {each for each in (own.side, country_of(base, own.person)) if each and is_country(base.schema, (each.kind,))}
    return Trip(own.meeting, place, country, own.role) if country and home and country not in home else None
