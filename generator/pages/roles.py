"""Which position a person held on a day, and which one a page may name without a day."""

import datetime as dt
from collections.abc import Iterable, Mapping

from generator.knowledge_base import Item, KnowledgeBase, items
from generator.schema.model import Ref
from generator.values import Date, read_date, split_source


def positions(base: KnowledgeBase, person: Ref) -> tuple[Item, ...]:
    """The positions of a person, in the record's order."""
    kind = base.schema.kind(person.kind)
    field = kind.field("positions") if kind else None
    return items(base, person, field) if field else ()


def position_on(base: KnowledgeBase, person: Ref, date: str) -> Item | None:
    """The position whose dates cover a day, or all days of a date; None where no dates do, or where it may be several.

    A bound that is known to the year or month counts as a whole: `2017/2021` covers June 2021, unless another position
    may have been held then. A beginning that nobody names covers nothing. An end that nobody names covers the days up
    to the newest source that says so.
    """
    when = read_date(date)
    if not isinstance(when, Date):
        return None
    dated = [position for position in positions(base, person) if _may_cover(base, position, when)]
    surely = [position for position in dated if _surely_covers(position.parts, when)]
    if surely:
        return surely[0]
    return dated[0] if len({position.parts["title"] for position in dated}) == 1 else None


def current_title(base: KnowledgeBase, person: Ref) -> str:
    """The title of the first position that has not ended, for where no day is meant; "" for none."""
    return next((position.parts["title"] for position in positions(base, person) if "to" not in position.parts), "")


def _may_cover(base: KnowledgeBase, position: Item, when: Date) -> bool:
    start, end = (_bound(position.parts, name) for name in ("from", "to"))
    if start is None or start.earliest > when.earliest:
        return False
    last = end.latest if end else _known_until(base, position)
    return when.latest <= last


def _surely_covers(parts: Mapping[str, str], when: Date) -> bool:
    start, end = (_bound(parts, name) for name in ("from", "to"))
    return bool(start and start.latest <= when.earliest) and (end is None or when.latest <= end.earliest)


def _bound(parts: Mapping[str, str], name: str) -> Date | None:
    date = read_date(parts[name]) if name in parts else None
    return date if isinstance(date, Date) else None


def _known_until(base: KnowledgeBase, position: Item) -> dt.date:
    """The day of the newest source of a position without an end; for one without a source all days."""
    facts = base.evidence.get(position.subject, {}).get((position.slot, ""), ())
    dates = [base.articles[fact.article].front.date for fact in facts]
    dates += _cited(base, position)
    return max((read.latest for read in map(read_date, dates) if isinstance(read, Date)), default=dt.date.max)


def _cited(base: KnowledgeBase, position: Item) -> Iterable[str]:
    source = position.parts.get("source", "")
    known = base.articles.get(source)
    return [known.front.date] if known else [date for date in [split_source(source)[1]] if date]
