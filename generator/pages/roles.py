"""The position that a person held on a day, and the current one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from generator.fact_times import day_of
from generator.facts.model import Fact
from generator.knowledge_base import Item, KnowledgeBase, items
from generator.pages.references import positions_field
from generator.schema.model import Ref
from generator.values import Date, read_date, split_source
from generator.values.name_matching import exact_key

_PARTS = ("for", "from", "to", "capacity")
_RECENTLY = dt.timedelta(days=31)


def shown_role(title: str) -> str:
    """A role or office as it stands alone: with a capital letter, like all others, whatever its source wrote."""
    return title[:1].title() + title[1:]  # title(), for upper() turns Georgian letters into capitals of headlines


def positions(base: KnowledgeBase, person: Ref) -> tuple[Item, ...]:
    """The positions of a person, in the record's order, each once: capitals and spaces make no other."""
    kind = base.schema.kind(person.kind)
    field = positions_field(kind) if kind else None
    found: dict[tuple[str, ...], Item] = {}
    for item in items(base, person, field) if field else ():
        key = (exact_key(item.parts.get("title", "")), *(item.parts.get(name, "") for name in _PARTS))
        found.setdefault(key, item)
    return tuple(found.values())


def position_on(base: KnowledgeBase, person: Ref, date: str) -> Item | None:
    """The first position that was surely held on all days of a date; None if there is none.

    A bound that is known to the year or month counts only where no day of it leaves a doubt: `2017/2021` covers June
    2018 and not June 2021. With a doubtful bound (`2017~`), or without a known beginning, a position covers nothing.
    Without a known end it covers the days up to its newest source.
    """
    when = read_date(date)
    if not isinstance(when, Date):
        return None
    return next((position for position in positions(base, person) if _covers(base, position, when)), None)


def current_positions(base: KnowledgeBase, person: Ref) -> tuple[Item, ...]:
    """The positions that the newest sources on a person give, the last reported one first.

    Positions that have ended are left out; so is one that was last reported more than a month before the newest
    article on the person, unless its record says until when it lasts.
    """
    today = _newest_on(base, person)
    valid = (position for position in positions(base, person) if not is_withdrawn(base, position))
    current = (position for position in valid if _is_current(base, position, today))
    return tuple(sorted(current, key=partial(_known_until, base), reverse=True))


def _newest_on(base: KnowledgeBase, person: Ref) -> dt.date:
    """The first day of the newest article on a person: it is not older than that."""
    dates = (read_date(base.fronts[mention.article].date) for mention in base.mentions.get(person, ()))
    return max((date.earliest for date in dates if isinstance(date, Date)), default=dt.date.min)


def _is_current(base: KnowledgeBase, position: Item, today: dt.date) -> bool:
    start, end = (_bound(position.parts, name) for name in ("from", "to"))
    if start and start.earliest > today > dt.date.min:
        return False
    if end:
        return end.latest >= today > dt.date.min
    return _known_until(base, position) >= max(today, dt.date.min + _RECENTLY) - _RECENTLY


def is_withdrawn(base: KnowledgeBase, position: Item) -> bool:
    """Whether the publishers of all articles that give a position have retracted them."""
    facts = base.evidence.get(position.subject, {}).get((position.slot, ""), ())
    retracted = [bool(base.fronts[fact.article].retracted) for fact in facts]
    return bool(facts) and all(retracted) and not position.parts.get("source")


def _covers(base: KnowledgeBase, position: Item, when: Date) -> bool:
    start, end = (_bound(position.parts, name) for name in ("from", "to"))
    if is_withdrawn(base, position):
        return False
    if start is None or start.latest > when.earliest or _is_doubtful(start) or (end and _is_doubtful(end)):
        return False
    last = end.earliest if end else _known_until(base, position, default=dt.date.min)
    return when.latest <= last


def _is_doubtful(bound: Date) -> bool:
    return any(point is not None and point.doubt for point in bound.points)


def _bound(parts: Mapping[str, str], name: str) -> Date | None:
    date = read_date(parts[name]) if name in parts else None
    return date if isinstance(date, Date) else None


def _known_until(base: KnowledgeBase, position: Item, default: dt.date = dt.date.max) -> dt.date:
    """The day of which the newest source of a position without an end tells; `default` if it has no source.

    What it says of somebody at an earlier meeting it says of that day. A source that names only the office does not
    count for a position with a beginning: it may mean another term.
    """
    facts = base.evidence.get(position.subject, {}).get((position.slot, ""), ())
    if "from" in position.parts:
        facts = tuple(fact for fact in facts if _says_when(base, fact))
    days = [day for fact in facts if (day := day_of(base, fact))]
    days += [read.latest for read in map(read_date, _cited(base, position)) if isinstance(read, Date)]
    return max(days, default=default)


def _says_when(base: KnowledgeBase, fact: Fact) -> bool:
    return base.articles[fact.article].annotations[fact.annotation].get("from") is not None


def _cited(base: KnowledgeBase, position: Item) -> Iterable[str]:
    source = position.parts.get("source", "")
    known = base.fronts.get(source)
    return [known.date] if known else [date for date in [split_source(source)[1]] if date]
