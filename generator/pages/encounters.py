"""Encounters: two people in one meeting that counts as held, unless both are known to be of one side."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from generator.pages.drafts import is_draft as fact_is_draft
from generator.pages.meetings import Participation
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref


class Encounter(NamedTuple):
    """Two people in the order of their ids, the meeting, and the side that each counts towards; None if unknown.

    `is_draft`: that one of them was there rests on articles alone that nobody has reviewed.
    """

    person: Ref
    other: Ref
    meeting: Ref
    side: Ref | None
    other_side: Ref | None
    is_draft: bool = False


def encounters(site: SiteIndex) -> Iterator[Encounter]:
    """All encounters, in the order of meetings and people."""
    for meeting in sorted(site.meetings.held, key=lambda ref: ref.id):
        yield from encounters_at(site, meeting)


def encounters_at(site: SiteIndex, meeting: Ref) -> Iterator[Encounter]:
    """The encounters of a meeting that counts as held; people of one side, or between whom mediators went, did not."""
    for one, other in _pairs(site, meeting):
        is_draft = any(fact_is_draft(site.base, meeting, each.slot, "") for each in (one, other))
        yield Encounter(one.person, other.person, meeting, one.side, other.side, is_draft)


def count_encounters(site: SiteIndex, meeting: Ref) -> int:
    """How many encounters a meeting that counts as held has."""
    return sum(1 for _ in _pairs(site, meeting))


def _pairs(site: SiteIndex, meeting: Ref) -> Iterator[tuple[Participation, Participation]]:
    people = {each.person: each for each in site.meetings.by_meeting[meeting]}
    for one, other in combinations(sorted(people.values(), key=lambda each: each.person.id), 2):
        if one.met(other, apart=meeting in site.meetings.apart):
            yield one, other
