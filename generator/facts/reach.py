"""Limit carried values: a value that an article gives once applies only to meetings near the article's date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.articles.model import Article
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts, place_of
from generator.schema.model import Ref, Schema
from generator.values import Date, covers, read_date

_BOUNDS = (("from", "from"), ("to", "until"))
"""The ends of an office, and the attributes that give them."""
_OFFICE = frozenset({"role", "for"})
_MONTH = dt.timedelta(days=31)


def within_reach(
    facts: PlacedFacts, articles: Iterable[Article], dates: Mapping[Ref, str], schema: Schema
) -> PlacedFacts:
    """Return the facts of all articles, oldest first, without roles and carried values that reach too far.

    A carried value applies to a meeting whose days are all within a month of the article's date, unless an article
    gives the value for that meeting itself. If articles carry several values, the newest one applies. A role whose
    annotation gives the dates of the office applies within these dates only. `dates` are the records' dates; if
    articles date a meeting, the newest of them counts.
    """
    known = {article.id: article for article in articles}
    timed = {kind.name for kind in schema.kinds if kind.timeline}
    own_dates = {**dates, **_asserted_dates(facts, schema)}
    roles = facts.at(place for place in facts.places if place[0] in timed and place[2] in _OFFICE)
    facts = facts.without(number for number, fact in roles if not _is_in_office(fact, known, own_dates))
    carried = [(number, fact) for number, fact in enumerate(facts.all) if fact.carried]
    far = {
        number
        for number, fact in carried
        if fact.subject.kind in timed
        and not _is_near(read_date(known[fact.article].front.date), read_date(own_dates.get(fact.subject, "")))
    }
    places = {place_of(fact) for _, fact in carried}
    values = _values(fact for number, fact in facts.at(places) if number not in far)
    return facts.without(
        number for number, fact in carried if number in far or fact.value not in values[fact.subject, fact.slot]
    )


def _is_in_office(fact: Fact, articles: Mapping[str, Article], dates: Mapping[Ref, str]) -> bool:
    """Whether a role or a side is of no office, or of one whose dates do not leave the meeting's day out."""
    annotation = articles[fact.article].annotations[fact.annotation]
    if fact.slot.part == "for" and annotation.get("country") == fact.value:
        return True
    bounds = ((end, annotation.get(attribute)) for end, attribute in _BOUNDS)
    period = {end: value for end, value in bounds if value}
    date = dates.get(fact.subject, "")
    return not period or not date or covers(period, date)


def _asserted_dates(facts: PlacedFacts, schema: Schema) -> dict[Ref, str]:
    places = [(kind.name, kind.timeline, "") for kind in schema.kinds if kind.timeline]
    return {fact.subject: fact.value for _, fact in facts.at(places) if not fact.slot.key}


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
