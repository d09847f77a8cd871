"""Matches the meetings that sentences report with the known meetings, and gives new ones their ids."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice
from typing import NamedTuple

from generator.drafting.date_phrase import first_day
from generator.drafting.meeting_status import DENIED
from generator.drafting.model import DATE, PLACE, Confidence, MeetingEntry, TaggedSpan

_DAY = 10
_MATCHES, _PAIR, _MONTH = 2.0, 2, 31
_NOT_PAST = frozenset({"planned", "announced", DENIED})
_PROPOSED = "proposed"
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as one sentence reports it; its span covers everything that belongs to it."""

    start: int
    end: int
    people: tuple[TaggedSpan, ...]
    sides: tuple[TaggedSpan, ...]
    place: TaggedSpan | None
    date: str
    status: str
    is_call: bool
    is_guessed: bool = False
    is_of_doubtful_day: bool = False
    id: str = ""
    is_new: bool = True
    confidence: Confidence = "unsure"
    reason: str = ""

    @property
    def persons(self) -> frozenset[str]:
        """The participants' ids."""
        return frozenset(person.id for person in self.people)

    @property
    def parts(self) -> frozenset[tuple[str, str]]:
        """Kind and id of everything that belongs to it: participants, place and date."""
        where = [(self.place.kind, self.place.id)] if self.place and self.place.kind == PLACE else []
        when = [(DATE, self.date)] if self.date else []
        return frozenset([*((party.kind, party.id) for party in (*self.people, *self.sides)), *where, *when])


class AnnotatedMeeting(NamedTuple):
    """A meeting that the article annotates: the range of its label, and what the annotations in it say."""

    start: int
    end: int
    entry: MeetingEntry


class KnownMeetings:
    """The known meetings, indexed by participant and by day."""

    def __init__(self, known: Iterable[MeetingEntry]) -> None:
        self._by_key: dict[str, dict[str, MeetingEntry]] = defaultdict(dict)
        self._ids: set[str] = set()
        for each in known:
            self.add(each)

    def add(self, meeting: MeetingEntry) -> None:
        """Add a meeting to the index."""
        self._ids.add(meeting.id)
        for key in (*meeting.people, meeting.date):
            self._by_key[key].setdefault(meeting.id, meeting)

    def free_id(self, meeting: Meeting) -> str:
        """An id for a new meeting: by its day and place, else with its parties, too, if another meeting has that."""
        day = meeting.date.partition("/")[0] or "meeting"
        where = [meeting.place.id] if meeting.place else []
        parties = [party.id.rpartition("-")[2] for party in (*meeting.people, *meeting.sides)][:_MOST_WORDS]
        plain = "-".join([day, *(where or parties)])
        longer = "-".join([day, *where, *parties])
        others = (f"{longer}-{number}" for number in count(2))
        return next(id_ for id_ in (plain, longer, *islice(others, len(self._ids) + 1)) if id_ not in self._ids)

    def candidates(self, meeting: Meeting) -> list[MeetingEntry]:
        """The known meetings with a shared participant or the same day, in the order in which they were added."""
        keys = (*sorted(meeting.persons), *([meeting.date] if meeting.date else []))
        return list({each.id: each for key in keys for each in self._by_key.get(key, {}).values()}.values())


def identify_meetings(
    found: Sequence[Meeting],
    known: Iterable[MeetingEntry],
    annotated: Sequence[AnnotatedMeeting],
    today: date | None = None,
) -> tuple[Meeting, ...]:
    """The meetings, in the order of the text, each with the id of a known meeting or a new id.

    Which sentences tell of one meeting depends on their words alone; if one of these is annotated, all have its id.
    """
    touching = [(_touched(found, each), each) for each in annotated]
    known_meetings = KnownMeetings((*(each.entry for touched, each in touching if not touched), *known))
    identified: list[Meeting] = []
    for meeting in found:
        identified.append(_with_id(meeting, known_meetings, today))
        known_meetings.add(_as_entry(identified[-1]))
    denied = {each.id for each in identified if each.status == DENIED}
    identified = [_doubted(each) if each.id in denied else each for each in identified]
    named: dict[str, str] = {}
    for touched, each in sorted(touching, key=lambda pair: pair[1].end - pair[1].start):
        for index in touched:
            named.setdefault(identified[index].id, each.entry.id)
    return tuple(replace(each, id=named[each.id], is_new=False) if each.id in named else each for each in identified)


def _doubted(meeting: Meeting) -> Meeting:
    """A meeting that the text denies at one place or another."""
    return replace(meeting, confidence="unsure", reason=f"{meeting.reason}, which the text says to be denied")


def _touched(found: Sequence[Meeting], annotated: AnnotatedMeeting) -> range:
    """The indexes of the meetings, in the order of the text, that an annotation overlaps."""
    first = bisect_right(found, annotated.start, key=lambda each: each.end)
    return range(first, bisect_left(found, annotated.end, lo=first, key=lambda each: each.start))


def _with_id(meeting: Meeting, known_meetings: KnownMeetings, today: date | None) -> Meeting:
    """The meeting with the id of the best-fitting known meeting, or with a new id."""
    scored = [
        (_similarity(meeting, each), -index, each)
        for index, each in enumerate(known_meetings.candidates(meeting))
        if _is_near(meeting, each, today)
    ]
    score, _, best = max(scored, default=(0.0, 0, None), key=lambda each: each[:2])
    if best is not None and score >= _MATCHES:
        is_clear = score >= _MATCHES + 2 and bool(meeting.date and best.date) and not meeting.is_guessed
        is_clear = is_clear and not meeting.is_of_doubtful_day
        confidence: Confidence = "likely" if is_clear else "unsure"
        reason = "a known meeting of these people around that day"
        return replace(meeting, id=best.id, is_new=best.status == _PROPOSED, confidence=confidence, reason=reason)
    is_whole = len(meeting.people) > 0 and len(meeting.people) + len(meeting.sides) > 1 and meeting.date
    confidence = "likely" if is_whole and not (meeting.is_guessed or meeting.is_of_doubtful_day) else "unsure"
    reason = "a verb of meeting with two parties"
    reason += ", one of them by a pronoun" if meeting.is_guessed else ""
    reason += ", on a day that is unsure" if meeting.is_of_doubtful_day else ""
    return replace(meeting, id=known_meetings.free_id(meeting), confidence=confidence, reason=reason)


def _is_near(meeting: Meeting, other: MeetingEntry, today: date | None) -> bool:
    """Whether a meeting without a date may be a known one: within a month, and not past if it is to come or denied.

    The meetings of the article itself may be of any day, and what it denies may be what it told before; but one that it
    tells without a date is not of another season.
    """
    if meeting.date:
        day = first_day(meeting.date)
        return bool(other.date) or today is None or day is None or abs((day - today).days) <= _MONTH
    if not other.date or today is None:
        return other.status == _PROPOSED
    day = first_day(other.date)
    if day is None:
        return False
    is_denied_here = meeting.status == DENIED and other.status == _PROPOSED
    if meeting.status in _NOT_PAST and day < today and not is_denied_here:
        return False
    return other.status == _PROPOSED or abs((day - today).days) <= _MONTH


def _similarity(meeting: Meeting, other: MeetingEntry) -> float:
    """How well a known meeting fits, by day, people, place and sides; without a common day, by all its people."""
    shared = meeting.persons & other.people
    if meeting.persons - shared and other.people - shared:
        return 0.0  # somebody met one person here, and somebody else the same one there
    if meeting.date and other.date and not _may_be_same(meeting.date, other.date):
        return 0.0
    is_dated = bool(meeting.date and other.date)
    if not is_dated and len(shared) < max(_PAIR, min(len(meeting.persons), len(other.people))):
        return 0.0
    is_there = meeting.place is not None and meeting.place.id == other.place
    sides = {side.id for side in meeting.sides} & other.countries
    if not (shared or is_there or sides):
        return 0.0
    score = 2.0 * len(shared) + (3.0 if is_dated else 0.0)
    if meeting.place and other.place:
        score += 1.5 if is_there else -1.5
    score += 0.5 * len(sides)
    return score if shared or not meeting.people or not other.people else score - 2.0


def _may_be_same(one: str, other: str) -> bool:
    """Whether two dates are the same, or one is the other's month."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) < _DAY and long.startswith(short))


def _as_entry(meeting: Meeting) -> MeetingEntry:
    """A meeting as a known one, for the sentences behind it."""
    place, sides = meeting.place.id if meeting.place else "", frozenset(side.id for side in meeting.sides)
    return MeetingEntry(meeting.id, meeting.date, place, meeting.persons, sides, _PROPOSED if meeting.is_new else "")
