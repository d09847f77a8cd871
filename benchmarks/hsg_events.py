"""Usable journeys, visits and people of the data, and a count of those that are not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hsg_words import Named, code, named, slug, split_title
from hsg_xml import (
    Office,
    Person,
    President,
    Stay,
    read_offices,
    read_persons,
    read_presidents,
    read_travels,
    read_visits,
)

from generator.values.date import Date, read_date

_PLACES = ("Camp David", "White House", "Warm Springs", "New York City", "Blair House", "Washington")
_PLACE = re.compile(r"[\w .’'-]+")
_MET = re.compile(r"\b([Mm]et|[Mm]eeting|[Ss]ummit|[Cc]onference|[Cc]onferred|[Dd]iscuss\w+|[Vv]isit|[Aa]udience)\b")


class Guest(NamedTuple):
    """A person who met a president: id, name, title and the code of the country."""

    id: str
    name: str
    title: str
    country: str


@dataclass(frozen=True, slots=True)
class Event:
    """A journey or a visit that told of a meeting; `host` is the country where it was, `place` a place there or ""."""

    series: str
    first: str
    last: str
    guest_of: str
    country: str
    president: President | None
    met: tuple[Guest, ...]
    places: tuple[str, ...]


class Corpus(NamedTuple):
    """All that is usable, and what is not with the number of times: `dangling person id: x` → 2."""

    events: tuple[Event, ...]
    persons: tuple[tuple[Person, tuple[Office, ...]], ...]
    presidents: tuple[President, ...]
    unused: Counter[str]


def read_corpus(hsg: Path) -> Corpus:
    """Everything in the corpus's folder."""
    unused: Counter[str] = Counter()
    presidents = dict(read_presidents(hsg))
    travels, travellers = read_travels(hsg)
    for who, name in travellers.items():
        presidents.setdefault(who, President(who, name, "", ""))
    visits = read_visits(hsg)
    events = [
        *filter(None, (_journey(stay, presidents[stay.who], unused) for stay in travels)),
        *filter(None, (_visit(stay, _in_office(presidents, stay.first), unused) for stay in visits)),
    ]
    used = {event.president.id for event in events if event.president}
    holders = tuple(presidents[who] for who in sorted(used))
    return Corpus(tuple(events), _persons(hsg, unused), holders, unused)


def _journey(stay: Stay, president: President, unused: Counter[str]) -> Event | None:
    country = _country(stay, unused)
    if not country:
        return None
    met = tuple(_guests(named(stay.remark), stay, country, unused))
    if not met and not _MET.search(stay.remark):
        unused["a journey whose remarks tell of no meeting" if stay.remark else "a journey without remarks"] += 1
        return None
    places = [place.strip() for place in stay.places.split(",")]
    odd = sum(not _PLACE.fullmatch(place) for place in places)
    unused.update({"a place that is no name": odd} if odd else {})
    sound = tuple(dict.fromkeys(place for place in places if _PLACE.fullmatch(place)))
    return Event("travels", stay.first, stay.last, country, country, president, met, sound)


def _visit(stay: Stay, presidents: Sequence[President], unused: Counter[str]) -> Event | None:
    country, visitor = _country(stay, unused), split_title(stay.who)
    if not stay.remark:
        unused["a visit without a description (its visitor and days are used)"] += 1
    if visitor is None:
        unused[f"a visitor's title that is not known: {stay.who}"] += 1
    if not (country and visitor):
        return None
    host = next((one for one in presidents if f"President {one.name.split()[-1]}" in stay.remark), None)
    others = (one for one in named(stay.remark) if one.whose and not (host and one.name in host.name))
    guests = [_guest(*visitor, country), *_guests(others, stay, country, unused)]
    met = tuple({guest.id: guest for guest in reversed(guests)}.values())[::-1]
    places = tuple(place for place in _PLACES if place in stay.remark)[:1]
    return Event("visits", stay.first, stay.last, "us", country, host, met, places)


def _country(stay: Stay, unused: Counter[str]) -> str | None:
    found = code(stay.country, stay.first[:4])
    if found is None:
        unused[f"a country without an ISO code, or misspelt: {stay.country or '(none)'}"] += 1
    return found


def _guests(found: Iterable[Named], stay: Stay, country: str, unused: Counter[str]) -> Iterator[Guest]:
    seen = set()
    for title, name, whose in found:
        own = code(whose, stay.first[:4]) if whose else country
        unused["a person named in a remark without a country (the host's is used)"] += not whose
        if own is None or own == "us":
            unused["a person named in a remark with a country that is not known"] += own is None
        elif (guest := _guest(title, name, own)).id not in seen:
            seen.add(guest.id)
            yield guest


def _guest(title: str, name: str, country: str) -> Guest:
    return Guest(f"{slug(name)}-{country}", name, title, country)


def _in_office(presidents: Mapping[str, President], day: str) -> tuple[President, ...]:
    return tuple(one for one in presidents.values() if one.since and one.since <= day <= (one.until or "9"))


def _persons(hsg: Path, unused: Counter[str]) -> tuple[tuple[Person, tuple[Office, ...]], ...]:
    persons, offices = read_persons(hsg), list(read_offices(hsg))
    held: dict[str, dict[str, Office]] = {}
    for office in offices:
        if office.person not in persons:
            unused[f"an office of a person id that leads nowhere: {office.person}"] += 1
        elif office.title in held.setdefault(office.person, {}):
            unused["another term in an office that the person held before"] += 1
        else:
            held[office.person][office.title] = office
    changed = (*(one.seen for one in persons.values()), *(one.seen for one in offices))
    unused["a day of change that is none (its year is used)"] += sum(not is_date(day) for day in changed)
    unused["a person without an office (the name is used)"] += sum(who not in held for who in persons)
    unused["a date of birth that is none"] += sum(bool(one.born) and not is_date(one.born) for one in persons.values())
    return tuple((persons[who], tuple(held.get(who, {}).values())) for who in sorted(persons))


def is_date(date: str) -> bool:
    """Whether a text is a date that a record can hold."""
    return bool(date) and isinstance(read_date(date), Date)
