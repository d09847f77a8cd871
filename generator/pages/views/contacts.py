"""Which sides and which people met in meetings that took place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref


class ContactPair(NamedTuple):
    """Two who met, in the order of their addresses, and where, newest first."""

    one: Ref
    other: Ref
    meetings: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class TopContacts:
    """Those who met most, most meetings first; how many there are in all; and each pair of them that met at least once.

    `sides` of persons are the sides that they were counted to last.
    """

    who: tuple[Ref, ...]
    total: int
    pairs: Mapping[tuple[Ref, Ref], ContactPair]
    sides: Mapping[Ref, Ref | None]

    def pair(self, one: Ref, other: Ref) -> ContactPair | None:
        """The meetings of two, whichever is named first."""
        return self.pairs.get((min(one, other), max(one, other)))

    def ranked(self) -> tuple[ContactPair, ...]:
        """All pairs, most meetings first."""
        return tuple(sorted(self.pairs.values(), key=lambda pair: (-len(pair.meetings), pair.one, pair.other)))


def of_sides(site: SiteIndex, most: int) -> TopContacts:
    """The sides that met most; all sides of a meeting met one another."""
    groups = {ref: site.meetings.sides[ref] for ref in site.meetings.all if ref in site.meetings.held}
    return _contacts([(ref, [(side, side) for side in sides]) for ref, sides in groups.items()], most)


def of_persons(site: SiteIndex, most: int) -> TopContacts:
    """The people who met most; people of the same side do not count as meeting one another."""
    held = [ref for ref in site.meetings.all if ref in site.meetings.held]
    people = [(ref, [(p.person, p.side) for p in site.meetings.by_meeting[ref]]) for ref in held]
    return _contacts(people, most)


def _contacts(groups: Sequence[tuple[Ref, Sequence[tuple[Ref, Ref | None]]]], most: int) -> TopContacts:
    counts: Counter[Ref] = Counter()
    last: dict[Ref, Ref | None] = {}
    for _, members in groups:
        sides = {side for _, side in members}
        for who, side in dict(members).items():
            if len(sides) > 1 or (side is None and len(members) > 1):
                counts[who] += 1
            last.setdefault(who, side)
    order = sorted(counts, key=lambda who: (-counts[who], who))
    chosen = frozenset(order[:most])
    found: dict[tuple[Ref, Ref], list[Ref]] = defaultdict(list)
    for meeting, members in groups:
        for pair in _pairs((who, side) for who, side in dict(members).items() if who in chosen):
            found[pair].append(meeting)
    met = {who for pair in found for who in pair}
    pairs = {key: ContactPair(*key, tuple(found[key])) for key in sorted(found)}
    return TopContacts(tuple(who for who in order[:most] if who in met), len(order), pairs, last)


def _pairs(members: Iterable[tuple[Ref, Ref | None]]) -> Iterable[tuple[Ref, Ref]]:
    for (one, side), (other, opposite) in combinations(sorted(members, key=lambda row: row[0]), 2):
        if side is None or side != opposite:
            yield one, other
