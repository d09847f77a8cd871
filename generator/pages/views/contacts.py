"""Which sides and which people met in meetings that took place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from generator.pages.chips import shown_is_draft
from generator.pages.drafts import is_draft, side_at_is_draft
from generator.pages.meetings import MEDIATOR
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref


class _Member(NamedTuple):
    """A side or a person in a meeting, with the side that it counts towards, and the words for one without a record.

    `is_draft`: that it was there rests on articles alone that nobody has reviewed. `waits`: mediators come and go, so
    it meets only them.
    """

    who: Ref
    side: Ref | None
    is_draft: bool
    words: str = ""
    waits: bool = False

    def met(self, other: "_Member") -> bool:
        """Whether the two are not known to be of one side, and no mediator went between them."""
        is_one_side = self.side is not None and self.side == other.side
        if self.waits and other.waits:
            return False
        return not is_one_side and not (self.words and self.words == other.words)


class _Group(NamedTuple):
    """Who was in a meeting, and whether what lists show of it rests on articles alone that nobody has reviewed."""

    members: tuple[_Member, ...]
    is_draft: bool


class ContactPair(NamedTuple):
    """Two who met, in the order of their addresses, and where, newest first.

    `drafts` are the meetings where that rests on articles alone that nobody has reviewed.
    """

    one: Ref
    other: Ref
    meetings: tuple[Ref, ...]
    drafts: frozenset[Ref] = frozenset()

    @property
    def is_draft(self) -> bool:
        """Whether that the two ever met rests on articles alone that nobody has reviewed."""
        return len(self.drafts) == len(self.meetings)


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
    """The sides that met most; all sides of a meeting met one another, unless mediators went between them."""
    return _contacts(site, "sides who met", _sides, most)


def _sides(site: SiteIndex, ref: Ref) -> Iterator[_Member]:
    sides, people = site.meetings.sides[ref], site.meetings.by_meeting[ref]
    mediating = site.meetings.mediating(ref) if ref in site.meetings.apart else sides
    for side in sides:
        yield _Member(side, side, side_at_is_draft(site.base, ref, side, people), waits=side not in mediating)


def of_persons(site: SiteIndex, most: int) -> TopContacts:
    """The people who met most; people of one side, or between whom mediators went, did not meet one another."""
    return _contacts(site, "people who met", _people, most)


def _people(site: SiteIndex, ref: Ref) -> Iterator[_Member]:
    for each in site.meetings.by_meeting[ref]:
        waits = ref in site.meetings.apart and each.capacity != MEDIATOR
        yield _Member(each.person, each.side, is_draft(site.base, ref, each.slot, ""), each.delegation, waits)


def _contacts(
    site: SiteIndex, name: str, members_of: Callable[[SiteIndex, Ref], Iterator[_Member]], most: int
) -> TopContacts:
    def group(ref: Ref) -> _Group:
        return _Group(tuple(members_of(site, ref)), shown_is_draft(site, ref))

    held = [ref for ref in site.meetings.all if ref in site.meetings.held]
    groups = site.each(name, held, group)
    counts: Counter[Ref] = Counter()
    last: dict[Ref, Ref | None] = {}
    for members, _ in groups:
        for own in _unique(members):
            if any(own.met(other) for other in members if other.who != own.who):
                counts[own.who] += 1
            last.setdefault(own.who, own.side)
    order = sorted(counts, key=lambda who: (-counts[who], who))
    chosen = frozenset(order[:most])
    found: dict[tuple[Ref, Ref], dict[Ref, bool]] = defaultdict(dict)
    for meeting, (members, unread) in zip(held, groups, strict=True):
        for one, other in _pairs(own for own in _unique(members) if own.who in chosen):
            found[one.who, other.who][meeting] = unread or one.is_draft or other.is_draft
    met = {who for pair in found for who in pair}
    pairs = {
        key: ContactPair(*key, tuple(found[key]), frozenset(ref for ref, unread in found[key].items() if unread))
        for key in sorted(found)
    }
    return TopContacts(tuple(who for who in order[:most] if who in met), len(order), pairs, last)


def _unique(members: Sequence[_Member]) -> Iterable[_Member]:
    return {each.who: each for each in members}.values()


def _pairs(members: Iterable[_Member]) -> Iterable[tuple[_Member, _Member]]:
    for one, other in combinations(sorted(members, key=lambda each: each.who), 2):
        if one.met(other):
            yield one, other
