"""Matches a meeting that a sentence reports with the known meetings, and gives a new one its id."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.drafting.model import DATE, PLACE, Confidence, MeetingEntry, TaggedSpan

_DAY = 10
_MATCHES, _PAIR = 2.0, 2
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


class KnownMeetings:
    """The known meetings, indexed by participant and by day."""

    def __init__(self, known: Iterable[MeetingEntry]) -> None:
        self._by_key: dict[str, dict[str, MeetingEntry]] = defaultdict(dict)
        for each in known:
            self.add(each)

    def add(self, meeting: MeetingEntry) -> None:
        """Add a meeting to the index."""
        for key in (*meeting.people, meeting.date):
            self._by_key[key].setdefault(meeting.id, meeting)

    def candidates(self, meeting: Meeting) -> list[MeetingEntry]:
        """The known meetings with a shared participant or the same day, in the order in which they were added."""
        keys = (*sorted(meeting.persons), *([meeting.date] if meeting.date else []))
        return list({each.id: each for key in keys for each in self._by_key.get(key, {}).values()}.values())


def with_id(meeting: Meeting, known_meetings: KnownMeetings) -> Meeting:
    """The meeting with the id of the best-fitting known meeting, or with a new id."""
    scored = [
        (_similarity(meeting, each), -index, each) for index, each in enumerate(known_meetings.candidates(meeting))
    ]
    score, _, best = max(scored, default=(0.0, 0, None), key=lambda each: each[:2])
    if best is not None and score >= _MATCHES:
        confidence: Confidence = "likely" if score >= _MATCHES + 2 else "unsure"
        reason = "a known meeting of these people around that day"
        return replace(meeting, id=best.id, is_new=best.status == _PROPOSED, confidence=confidence, reason=reason)
    is_whole = len(meeting.people) > 0 and len(meeting.people) + len(meeting.sides) > 1 and meeting.date
    confidence = "likely" if is_whole else "unsure"
    return replace(meeting, id=_new_id(meeting), confidence=confidence, reason="a verb of meeting with two parties")


def _similarity(meeting: Meeting, other: MeetingEntry) -> float:
    """How well a known meeting fits, by day, people, place and sides; without a common day, by all its people."""
    shared = meeting.persons & other.people
    if meeting.date and other.date and not _may_be_same(meeting.date, other.date):
        return 0.0
    is_dated = bool(meeting.date and other.date)
    if not is_dated and len(shared) < max(_PAIR, min(len(meeting.persons), len(other.people))):
        return 0.0
    score = 2.0 * len(shared) + (3.0 if is_dated else 0.0)
    if meeting.place and other.place:
        score += 1.5 if meeting.place.id == other.place else -1.5
    score += 0.5 * len({side.id for side in meeting.sides} & other.countries)
    return score if shared or not meeting.people or not other.people else score - 2.0


def _may_be_same(one: str, other: str) -> bool:
    """Whether two dates are the same, or one is the other's month."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) < _DAY and long.startswith(short))


def as_entry(meeting: Meeting) -> MeetingEntry:
    """A meeting as a known one, for the sentences behind it."""
    place, sides = meeting.place.id if meeting.place else "", frozenset(side.id for side in meeting.sides)
    return MeetingEntry(meeting.id, meeting.date, place, meeting.persons, sides, _PROPOSED if meeting.is_new else "")


def _new_id(meeting: Meeting) -> str:
    """An id in the guide's form: the day and the place, or the parties if the place is unknown."""
    parties = [party.id.rpartition("-")[2] for party in (*meeting.people, *meeting.sides)]
    where = meeting.place.id if meeting.place else "-".join(parties[:_MOST_WORDS])
    return f"{meeting.date.partition('/')[0] or 'meeting'}-{where}".strip("-")
