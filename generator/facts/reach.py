"""Limit carried values: a value that an article gives once applies only to meetings near the article's date."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.articles.model import Article
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts, place_of
from generator.memo import Memoize, no_memo
from generator.schema.model import Ref, Schema
from generator.values import Date, covers, read_date

_BOUNDS = (("from", "from"), ("to", "until"))
"""The ends of an office, and the attributes that give them."""
_OFFICE = frozenset({"role", "for"})
_MONTH = dt.timedelta(days=31)


_Office = tuple[Mapping[str, str], str | None]
"""The first and last day of an office, and the country that it is for."""


def within_reach(
    facts: PlacedFacts,
    articles: Iterable[Article],
    dates: Mapping[Ref, str],
    schema: Schema,
    remember: Memoize = no_memo,
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
    offices = {id_: found for id_, article in known.items() if (found := remember(id_, _dated_offices, article))}
    facts = facts.without(number for number, fact in roles if not _is_in_office(fact, offices, own_dates))
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


def _dated_offices(article: Article) -> dict[int, _Office]:
    """The annotations of an article that date an office, by their indexes."""
    found: dict[int, _Office] = {}
    for index, annotation in enumerate(article.annotations):
        period = {end: value for end, attribute in _BOUNDS if (value := annotation.get(attribute))}
        if period:
            found[index] = period, annotation.get("country")
    return found


def _is_in_office(fact: Fact, offices: Mapping[str, Mapping[int, _Office]], dates: Mapping[Ref, str]) -> bool:
    """Whether a role or a side is of no office, or of one whose dates do not leave the meeting's day out."""
    period, country = offices.get(fact.article, {}).get(fact.annotation, ({}, None))
    date = dates.get(fact.subject, "")
    return not period or not date or (fact.slot.part == "for" and country == fact.value) or covers(period, date)


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
