"""Participations: who took part in which meeting, for which side and in which role."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from generator.facts.model import Slot
from generator.facts.naming import PERSON
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.outcomes import confirmed, is_unconfirmed, sure_date
from generator.pages.dates import newest
from generator.pages.own_side import own_country, side_behind
from generator.pages.references import participants_field
from generator.pages.roles import position_on
from generator.pages.status import MeetingState, state_of
from generator.per_record import ForEach, directly
from generator.schema.model import Ref
from generator.values import sort_key

MEDIATOR = "mediator"
_PLACE, _FORMAT, _SHUTTLE = "place", "format", "shuttle"


class Seat(NamedTuple):
    """Unnamed people in a meeting: the source's words for them, their number and side."""

    slot: Slot
    who: str
    number: str
    side: Ref | None
    role: str
    capacity: str
    presence: str = ""


class Participation(NamedTuple):
    """A person in a meeting. `slot` is the item's; `role_slot` is the slot of the role, in the meeting or the person.

    `role_value` is the value of that slot, or "" if the role is a position, whose slot is an item's.

    `side` is the country or organization that the person counts towards; None if unknown. `delegation` is the side in
    the words of the source, "" if they say nothing.
    """

    meeting: Ref
    person: Ref
    slot: Slot
    side: Ref | None
    role: str
    role_subject: Ref
    role_slot: Slot
    role_value: str
    capacity: str
    presence: str
    delegation: str = ""

    def met(self, other: "Participation", *, apart: bool) -> bool:
        """Whether the two met: not if they are known to be of one side, nor if a mediator went between them."""
        return not self.is_with(other) and (not apart or MEDIATOR in (self.capacity, other.capacity))

    def is_with(self, other: "Participation") -> bool:
        """Whether two people are known to be of one side, by its record or in the words of the source."""
        one_side = self.side is not None and self.side == other.side
        return one_side or (bool(self.delegation) and self.delegation == other.delegation)


@dataclass(frozen=True, slots=True)
class Meetings:
    """All meetings, newest first, with their participants and sides.

    `held` are those that took place, as far as known; `states` gives the outcome of each. `unconfirmed` are, by
    meeting and by person, the participants whom no report of the meeting names, only a plan or a denial: they count
    nowhere. `places` is where each
    meeting was held, or is to be held; a place that no report of the meeting confirms is left out. `apart` are those at
    which the sides did not meet one another: mediators went between them.
    """

    all: tuple[Ref, ...]
    by_meeting: Mapping[Ref, tuple[Participation, ...]]
    by_person: Mapping[Ref, tuple[Participation, ...]]
    unconfirmed: Mapping[Ref, tuple[Participation, ...]]
    places: Mapping[Ref, Ref]
    apart: frozenset[Ref]
    held: frozenset[Ref]
    states: Mapping[Ref, MeetingState]
    sides: Mapping[Ref, tuple[Ref, ...]]
    by_side: Mapping[Ref, tuple[Ref, ...]]

    def state(self, ref: Ref) -> MeetingState:
        """The outcome of a meeting; other records count as held."""
        return self.states.get(ref) or MeetingState("", held=True)

    def left_out(self) -> Iterator[Participation]:
        """The unconfirmed participants of all meetings."""
        for meeting in self.all:
            yield from self.unconfirmed.get(meeting, ())

    def tally(self, refs: Iterable[Ref]) -> tuple[int, Mapping[str, int]]:
        """The number of meetings that took place, and of the others by state."""
        states = [self.state(ref) for ref in refs]
        return sum(state.held for state in states), Counter(state.name for state in states if not state.held)

    def met_most(self, person: Ref) -> tuple[tuple[Ref, tuple[Ref, ...]], ...]:
        """The people of other sides in the same meetings, most meetings first; each with the meetings, newest first."""
        met: dict[Ref, list[Ref]] = defaultdict(list)
        for own in (own for own in self.by_person.get(person, ()) if own.meeting in self.held):
            for other in self.by_meeting[own.meeting]:
                if other.person != person and own.met(other, apart=own.meeting in self.apart):
                    met[other.person].append(own.meeting)
        return tuple(sorted(((ref, tuple(refs)) for ref, refs in met.items()), key=lambda row: (-len(row[1]), row[0])))

    def met_by(self, meeting: Ref, side: Ref) -> tuple[Ref, ...]:
        """The other sides that a side met at a meeting: all, unless mediators went between them."""
        mediating = self.mediating(meeting) if meeting in self.apart else self.sides[meeting]
        others = (other for other in self.sides[meeting] if other != side)
        return tuple(other for other in others if other in mediating or side in mediating)

    def mediating(self, meeting: Ref) -> tuple[Ref, ...]:
        """The sides of the mediators of a meeting."""
        return tuple(own.side for own in self.by_meeting[meeting] if own.side and own.capacity == MEDIATOR)


class _Gathered(NamedTuple):
    """What is gathered of one meeting; `named` are its participants, confirmed or not.

    `sides` are those named beside the participants; `hosts` are the sides of people who host, or the people themselves
    if none is known.
    """

    date: str
    state: MeetingState
    named: tuple[Participation, ...]
    confirmed: tuple[Participation, ...]
    sides: tuple[Ref, ...]
    hosts: tuple[Ref, ...]
    place: Ref | None
    apart: bool

    def with_sides(self, own: Mapping[Ref, Ref | None]) -> "_Gathered":
        """The same with the own country of people for whom nobody says whom they represented."""
        named, confirmed = (
            tuple(each if each.side else each._replace(side=own.get(each.person)) for each in people)
            for people in (self.named, self.confirmed)
        )
        counts = Counter(each.side for each in confirmed if each.side)
        people = sorted(counts, key=lambda side: (-counts[side], side))
        hosts = (own.get(host, host) for host in self.hosts)
        sides = tuple(side for side in dict.fromkeys(chain(people, self.sides, hosts)) if side)
        return self._replace(named=named, confirmed=confirmed, sides=sides)


def gather_meetings(base: KnowledgeBase, for_each: ForEach | None = None) -> Meetings:
    """Gather the participations from every group of participants in every kind with a timeline."""
    timelines = {kind.name: kind.timeline for kind in base.schema.kinds if participants_field(kind) and kind.timeline}
    today = newest(base, base.articles)

    def gathered(base: KnowledgeBase, ref: Ref) -> _Gathered:
        return _gathered(base, ref, timelines[ref.kind], today)

    meetings = [ref for kind in timelines for ref in base.by_kind.get(kind, ())]
    found = _with_sides(base, (for_each or directly(base))("meetings", meetings, gathered), for_each)
    order = sorted(sorted(found), key=lambda ref: sort_key(found[ref].date), reverse=True)
    by_person: dict[Ref, list[Participation]] = defaultdict(list)
    by_side: dict[Ref, list[Ref]] = defaultdict(list)
    for ref in order:
        for participation in found[ref].confirmed:
            by_person[participation.person].append(participation)
        for side in found[ref].sides:
            by_side[side].append(ref)
    return Meetings(
        tuple(order),
        {ref: found[ref].confirmed for ref in order},
        {ref: tuple(values) for ref, values in by_person.items()},
        _unconfirmed({ref: found[ref] for ref in order}),
        {ref: where for ref in order if (where := found[ref].place)},
        frozenset(ref for ref in order if found[ref].apart),
        frozenset(ref for ref in order if found[ref].state.held),
        {ref: found[ref].state for ref in meetings},
        {ref: found[ref].sides for ref in order},
        {ref: tuple(values) for ref, values in by_side.items()},
    )


def _with_sides(
    base: KnowledgeBase, found: Mapping[Ref, _Gathered], for_each: ForEach | None
) -> Mapping[Ref, _Gathered]:
    """What was gathered, with the sides of people that the sources of a meeting do not name."""
    kinds = {kind.name for kind in base.schema.kinds if kind.schema_org == PERSON}
    loose = {each.person for own in found.values() for each in own.named if each.side is None}
    loose |= {host for own in found.values() for host in own.hosts if host.kind in kinds}
    countries = (for_each or directly(base))("own countries", sorted(loose), own_country)
    return {ref: own.with_sides(countries) for ref, own in found.items()}


def _gathered(base: KnowledgeBase, ref: Ref, timeline: str, today: str) -> _Gathered:
    date = base.records[ref].text(timeline)
    day = sure_date(base, ref)
    named = tuple(_participations(base, ref, day))
    confirmed = tuple(each for each in named if not is_unconfirmed(base, ref, each.slot, ""))
    seats = (seat.side for seat in unnamed(base, ref))
    sides = tuple(side for side in chain(refs_of(base, ref, "sides"), seats) if side)
    hosts = tuple(host for each in refs_of(base, ref, "hosts") if (host := _host_side(base, each, day)))
    state, place = state_of(base, ref, timeline, today), _place(base, ref)
    return _Gathered(date, state, named, confirmed, sides, hosts, place, _is_shuttle(base, ref))


def _is_shuttle(base: KnowledgeBase, meeting: Ref) -> bool:
    return confirmed(base, meeting, _FORMAT) == _SHUTTLE


def _unconfirmed(gathered: Mapping[Ref, _Gathered]) -> Mapping[Ref, tuple[Participation, ...]]:
    found: dict[Ref, list[Participation]] = defaultdict(list)
    for meeting, own in gathered.items():
        for each in own.named if own.named != own.confirmed else ():
            if each not in own.confirmed:
                found[meeting].append(each)
                found[each.person].append(each)
    return {ref: tuple(values) for ref, values in found.items()}


def _place(base: KnowledgeBase, meeting: Ref) -> Ref | None:
    """Where a meeting was held or is to be held; None if no record or no report of it says so."""
    return base.ids.get(confirmed(base, meeting, _PLACE))


def _participations(base: KnowledgeBase, meeting: Ref, date: str) -> Iterator[Participation]:
    kind = base.schema.kind(meeting.kind)
    group = participants_field(kind) if kind else None
    for item in sorted(items(base, meeting, group), key=_leads) if group else ():
        person = base.ids.get(item.slot.key[0])
        if person is None:
            continue
        yield _participation(base, meeting, item, person, position_on(base, person, date))


def _participation(base: KnowledgeBase, meeting: Ref, item: Item, person: Ref, position: Item | None) -> Participation:
    """The role is what the meeting's record says, else the position of that day."""
    parts, side = item.parts, _side(base, item, position)
    capacity, presence, delegation = (
        _confirmed_part(base, meeting, item, name) for name in ("capacity", "presence", "delegation")
    )
    if position and "role" not in parts:
        role = position.parts["title"], person, position.slot, ""
    else:
        role = parts.get("role", ""), meeting, item.slot._replace(part="role"), parts.get("role", "")
    return Participation(meeting, person, item.slot, side, *role, capacity, presence, delegation)


def _confirmed_part(base: KnowledgeBase, meeting: Ref, item: Item, name: str) -> str:
    """A part of an item; "" if it has none, or if only a plan or a denial of the meeting gives it."""
    value = item.parts.get(name, "")
    return "" if value and is_unconfirmed(base, meeting, item.slot._replace(part=name), value) else value


def _leads(item: Item) -> bool:
    """A sort key: the head of a delegation comes first; the others keep the record's order."""
    return item.parts.get("capacity") != "lead"


def unnamed(base: KnowledgeBase, meeting: Ref) -> tuple[Seat, ...]:
    """The unnamed people in a meeting, in the record's order; not those whom no report of it confirms."""
    kind = base.schema.kind(meeting.kind)
    field = kind.field("unnamed") if kind else None
    seats = items(base, meeting, field) if field and field.fields else ()
    return tuple(_seat(base, meeting, item) for item in seats if not is_unconfirmed(base, meeting, item.slot, ""))


def _seat(base: KnowledgeBase, meeting: Ref, item: Item) -> Seat:
    parts = item.parts
    ref = base.ids.get(parts.get("for", ""))
    side = base.ids.get(_country(base, ref), ref) if ref else None
    count, role, capacity = (_confirmed_part(base, meeting, item, name) for name in ("count", "role", "capacity"))
    return Seat(item.slot, parts.get("who", ""), count, side, role, capacity)


def _side(base: KnowledgeBase, item: Item, position: Item | None) -> Ref | None:
    """The side that the person represented, else that of the position on that day; None if no source says."""
    candidates = (item.parts.get("for", ""), position.parts.get("for", "") if position else "")
    ref = next((base.ids[id_] for id_ in candidates if id_ in base.ids), None)
    return side_behind(base, ref, base.ids.get(item.slot.key[0])) if ref else None


def _country(base: KnowledgeBase, ref: Ref) -> str:
    return base.records[ref].text("country") if ref in base.records else ""


def refs_of(base: KnowledgeBase, meeting: Ref, field: str) -> list[Ref]:
    """The references in a field of a meeting, unless only a plan or a denial of it gives them."""
    facts = ((slot, value) for slot, value, _ in base.record_facts[meeting] if slot.field == field)
    return [base.ids[id_] for slot, id_ in facts if id_ in base.ids and not is_unconfirmed(base, meeting, slot, id_)]


def _host_side(base: KnowledgeBase, host: Ref, date: str) -> Ref | None:
    """The side of a host by position on that day, else the host; None unless it is a person, who meets the guests.

    A country that only provides the room is not a side.
    """
    kind = base.schema.kind(host.kind)
    if kind is None or kind.schema_org != PERSON:
        return None
    position = position_on(base, host, date)
    target = base.ids.get(position.parts.get("for", "")) if position else None
    return side_behind(base, target, host) if target else host
