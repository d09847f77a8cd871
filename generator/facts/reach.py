"""Limit carried values: a value that an article gives once applies only to meetings near the article's date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.articles.model import Article
from generator.facts.model import Fact, Slot
from generator.schema.model import Ref, Schema
from generator.values import Date, covers, read_date

_BOUNDS = (("from", "from"), ("to", "until"))
"""The ends of an office, and the attributes that give them."""
_OFFICE = frozenset({"role", "for"})
_MONTH = dt.timedelta(days=31)


def within_reach(
    facts: Sequence[Fact], articles: Iterable[Article], dates: Mapping[Ref, str], schema: Schema
) -> tuple[Fact, ...]:
    """Return the facts of all articles, oldest first, without roles and carried values that reach too far.

    A carried value applies to a meeting whose days are all within a month of the article's date, unless an article
    gives the value for that meeting itself. If articles carry several values, the newest one applies. A role whose
    annotation gives the dates of the office applies within these dates only. `dates` are the records' dates; if
    articles date a meeting, the newest of them counts.
    """
    known = {article.id: article for article in articles}
    timed = {kind.name for kind in schema.kinds if kind.timeline}
    own_dates = {**dates, **_asserted_dates(facts, schema)}
    facts = [
        fact
        for fact in facts
        if fact.slot.part not in _OFFICE or fact.subject.kind not in timed or _is_in_office(fact, known, own_dates)
    ]
    if not any(fact.carried for fact in facts):
        return tuple(facts)
    written = {id_: read_date(article.front.date) for id_, article in known.items()}
    when = {ref: read_date(date) for ref, date in own_dates.items()}
    near = [
        fact
        for fact in facts
        if not (fact.carried and fact.subject.kind in timed) or _is_near(written[fact.article], when.get(fact.subject))
    ]
    values = _values(near)
    return tuple(fact for fact in near if not fact.carried or fact.value in values[fact.subject, fact.slot])


def _is_in_office(fact: Fact, articles: Mapping[str, Article], dates: Mapping[Ref, str]) -> bool:
    """Whether a role or a side is of no office, or of one whose dates do not leave the meeting's day out."""
    annotation = articles[fact.article].annotations[fact.annotation]
    if fact.slot.part == "for" and annotation.get("country") == fact.value:
        return True
    bounds = ((end, annotation.get(attribute)) for end, attribute in _BOUNDS)
    period = {end: value for end, value in bounds if value}
    date = dates.get(fact.subject, "")
    return not period or not date or covers(period, date)


def _asserted_dates(facts: Iterable[Fact], schema: Schema) -> dict[Ref, str]:
    slots = {kind.name: Slot(kind.timeline) for kind in schema.kinds if kind.timeline}
    return {fact.subject: fact.value for fact in facts if fact.slot == slots.get(fact.subject.kind)}


def _is_near(article: object, meeting: object) -> bool:
    """Whether two dates are at most a month apart, whichever of their days is meant."""
    if not isinstance(article, Date) or not isinstance(meeting, Date):
        return False
    return meeting.latest - article.earliest <= _MONTH and article.latest - meeting.earliest <= _MONTH


def _values(facts: Iterable[Fact]) -> dict[tuple[Ref, Slot], set[str]]:
    """The values that articles give for each slot directly; if all values of a slot are carried, the newest one."""
    said: dict[tuple[Ref, Slot], set[str]] = defaultdict(set)
    carried: dict[tuple[Ref, Slot], set[str]] = {}
    for fact in facts:
        if fact.carried:
            carried[fact.subject, fact.slot] = {fact.value}
        else:
            said[fact.subject, fact.slot].add(fact.value)
    return {**carried, **said}
