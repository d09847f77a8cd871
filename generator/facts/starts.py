"""An office of which sources give different first days is one office, and begins when all of them say it did."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from generator.facts.handwritten import handwritten
from generator.facts.ledger import Assertion
from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts
from generator.facts.spellings import rejected_values
from generator.records.model import Record
from generator.schema.model import Field, Ref, Schema
from generator.values import Date, dates_agree, iso_prefix, iso_range, read_date

_TERM = dt.timedelta(days=365)
"""Whoever takes an office twice does so years apart: nearer first days are those of one term."""
_Office: TypeAlias = tuple[Ref, str, tuple[str, ...]]
_Ends: TypeAlias = Mapping[str, Sequence[Date]]


def with_one_start(
    facts: PlacedFacts, records: Iterable[Record], ours: Callable[[Ref], frozenset[Assertion]], schema: Schema
) -> PlacedFacts:
    """The facts, those on one term of an office with several first days moved to one day.

    It is the day that a person wrote, else the most exact of days that agree, else what the days have in common: the
    month, the year, or nothing. Terms that a known end parts are two, and so are those that begin a year apart or more.
    What a person rejected stays as it is. `ours` gives the facts that extraction wrote into a record.
    """
    groups = {(kind.name, field.name) for kind in schema.kinds for field in kind.fields if has_first_day(field)}
    own = [(number, fact) for number, fact in facts.of_fields(groups) if fact.slot.key[-1:] > ("",)]
    if not own:
        return facts
    subjects = {fact.subject for _, fact in own}
    concerned = [record for record in records if record.ref in subjects]
    by_people = [each for each in handwritten(concerned, ours, schema) if (each[0].kind, each[1].field) in groups]
    rejected = {record.ref: rejected_values(record) for record in concerned}
    terms = _ends(chain(((fact.subject, fact.slot, fact.value) for _, fact in own), by_people))
    written: dict[_Office, set[str]] = defaultdict(set)
    for ref, slot, _ in by_people:
        written[_office(ref, slot)].add(slot.key[-1])
    moved = {
        (office, start): chosen
        for office, starts in terms.items()
        if len(starts) > 1
        for start, chosen in _choices(_not_rejected(office, starts, rejected), written.get(office, set()))
    }
    return facts.replacing({number: _moved(fact, moved) for number, fact in own} if moved else {})


def _ends(known: Iterable[tuple[Ref, Slot, str]]) -> Mapping[_Office, _Ends]:
    """The first days of each office, with the last days that are known of them."""
    found: dict[_Office, dict[str, list[Date]]] = defaultdict(dict)
    for subject, slot, value in known:
        ends = found[_office(subject, slot)].setdefault(slot.key[-1], [])
        if slot.part == "to" and isinstance(end := read_date(value), Date):
            ends.append(end)
    return found


def has_first_day(field: Field) -> bool:
    """Whether the items of a group are told apart by their first day."""
    last = next((part for part in field.fields if field.key and part.name == field.key[-1]), None)
    return last is not None and last.type == "date"


def _office(subject: Ref, slot: Slot) -> _Office:
    return subject, slot.field, slot.key[:-1]


def _not_rejected(office: _Office, starts: _Ends, rejected: Mapping[Ref, frozenset[tuple[str, str]]]) -> _Ends:
    """The first days that no person rejected."""
    subject, field, key = office
    refused = rejected.get(subject, frozenset())
    return {
        start: ends for start, ends in starts.items() if (field, ", ".join(filter(None, (*key, start)))) not in refused
    }


def _choices(starts: _Ends, written: set[str]) -> Iterator[tuple[str, str]]:
    """Each first day that is moved, and the one to which it is."""
    for term in _terms(starts):
        chosen = next((start for start in term if start in written), None)
        chosen = _common(term) if chosen is None else chosen
        yield from ((start, chosen) for start in term if start != chosen)


def _terms(starts: _Ends) -> Iterator[list[str]]:
    """The first days of each term, the earliest first."""
    dated = [(date, start) for start in starts if isinstance(date := read_date(start), Date)]
    term: list[str] = []
    latest, over = dt.date.min, dt.date.max
    for date, start in sorted(dated, key=lambda each: (each[0].earliest, each[0].latest, each[1])):
        if term and (over < date.earliest or date.earliest - latest >= _TERM):
            yield term
            term, latest, over = [], dt.date.min, dt.date.max
        latest = max(date.latest, latest)
        over = min((over, *(end.latest for end in starts[start])))
        term.append(start)
    if term:
        yield term


def _common(term: Sequence[str]) -> str:
    """The most exact of some days that all agree, else what they have in common; "" for nothing."""
    exact = max(term, key=lambda start: (len(start), start))
    if all(dates_agree(exact, start) for start in term):
        return exact
    if len(term) == 1:
        return term[0]
    certain = list(_narrowest(map(iso_range, term)))
    (first, _), (_, last) = certain[-1], certain[0]
    return iso_prefix(f"{first}/{last}") if first and last else ""


def _narrowest(ranges: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The ranges of days that cover no other one, the latest first."""
    earliest_end = None
    for first, last in sorted(sorted(set(ranges)), key=itemgetter(0), reverse=True):
        if earliest_end is None or last < earliest_end:
            earliest_end = last
            yield first, last


def _moved(fact: Fact, moved: Mapping[tuple[_Office, str], str]) -> Fact:
    key = fact.slot.key
    chosen = moved.get((_office(fact.subject, fact.slot), key[-1])) if key else None
    return fact if chosen is None else fact._replace(slot=fact.slot._replace(key=(*key[:-1], chosen)))
