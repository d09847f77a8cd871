"""The time of which a fact tells, and whether two values of a fact are a change rather than a contradiction."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.values import Date, read_date

_YEAR = dt.timedelta(days=365)
_ENDS = ("from", "until")
_STATUS, _POSTPONED = Slot("status"), "postponed"


class FactTime(NamedTuple):
    """The first and the last day of which a fact surely tells; `is_whole` says that its source gives both ends."""

    first: dt.date
    last: dt.date
    is_whole: bool = False


def day_of(base: KnowledgeBase, fact: Fact) -> dt.date | None:
    """The day of which a fact tells: that of its article, or of the earlier meeting in whose span it stands."""
    annotations = base.articles[fact.article].annotations
    written, at = read_date(base.fronts[fact.article].date), annotations[fact.annotation].parent
    days = [written] if isinstance(written, Date) else []
    while at >= 0:
        meeting = base.ids.get(annotations[at].id or "")
        if meeting and (day := base.date(meeting)):
            days.append(day)
        at = annotations[at].parent
    return min((day.latest for day in days), default=None)


def is_change(base: KnowledgeBase, facts: Sequence[Fact], other: Fact) -> bool:
    """Whether a value that articles give surely became another one, or the other way round.

    Their sources tell of times that are a year apart or more, or give the beginnings and ends of both, which do not
    overlap.
    """
    theirs = _time(base, other)
    return bool(theirs and facts) and all(
        (own := _time(base, fact)) is not None and theirs is not None and _are_apart(own, theirs) for fact in facts
    )


def is_history(base: KnowledgeBase, facts: Sequence[Fact], other: Fact) -> bool:
    """Whether another value was given up for the one that these facts give, and contradicts nothing."""
    return was_put_off(base, facts, other) or was_corrected(base, facts, other)


def was_corrected(base: KnowledgeBase, facts: Sequence[Fact], other: Fact) -> bool:
    """Whether one of these facts stands in an article that corrects that of another value, directly or not."""
    later, waiting = set[str](), [other.article]
    while waiting:
        found = set(base.corrections.get(waiting.pop(), ())) - later
        later |= found
        waiting += found
    return any(fact.article in later for fact in facts)


def was_put_off(base: KnowledgeBase, facts: Sequence[Fact], other: Fact) -> bool:
    """Whether another day or place is that of the plan before a meeting was postponed to what these facts give."""
    record, said = base.records[other.subject], base.asserted.get(other.subject, {}).get(_STATUS, ())
    if record.text(_STATUS.field) != _POSTPONED or not facts:
        return False
    telling = {fact.article for fact in said if fact.value == _POSTPONED}
    before = read_date(base.fronts[other.article].date)
    days = [read_date(base.fronts[fact.article].date) for fact in facts]
    is_older = isinstance(before, Date) and all(isinstance(day, Date) and before.latest < day.earliest for day in days)
    return is_older and other.article not in telling and telling.issuperset(fact.article for fact in facts)


def _are_apart(one: FactTime, other: FactTime) -> bool:
    first, second = sorted((one, other))
    gap = second.first - first.last
    return gap >= _YEAR or (one.is_whole and other.is_whole and gap > dt.timedelta(0))


def _time(base: KnowledgeBase, fact: Fact) -> FactTime | None:
    """The dates that the annotation gives, else the day of which the fact tells; None if that is unknown."""
    annotation = base.articles[fact.article].annotations[fact.annotation]
    ends = [read_date(annotation.get(name) or "") for name in _ENDS]
    known = [end for end in ends if isinstance(end, Date)]
    if known:
        return FactTime(known[0].earliest, known[-1].latest, len(known) == len(_ENDS))
    day = day_of(base, fact)
    return FactTime(day, day) if day else None
