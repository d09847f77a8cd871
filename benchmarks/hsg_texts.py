"""Articles about journeys and visits, and records of people that no article mentions."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from hsg_events import Corpus, Event, Guest, is_date
from hsg_words import slug
from hsg_xml import Office, Person, President

from generator.values.country import country_name

_SITE = "https://history.state.gov/departmenthistory"
_US = "[the United States]{country=us as=%s}"


def articles_of(events: Sequence[Event]) -> dict[str, str]:
    """An article for each month and series that has events."""
    named: Counter[str] = Counter()
    articles = {}
    for (series, month), group in groupby(events, key=lambda event: (event.series, event.first[:7])):
        months = list(group)
        told = "\n\n".join(_told(event, named) for event in months)
        title = {"travels": "Journeys of presidents", "visits": "Visits to the United States"}[series]
        last = max(event.last for event in months)
        front = f"---\ntitle: {title} in {month}\ndate: {last}\npublisher: Office of the Historian\nlanguage: en\n"
        url = f"url: {_SITE}/{series}\nlicence: CC0\n---\n\n"
        articles[f"{month}-{series}"] = f"{front}{url}{told}\n"
    return articles


def _told(event: Event, named: Counter[str]) -> str:
    """What an article says of an event: the meeting in one sentence, the other places in a second."""
    country = country_name(event.country, "en")
    meeting = f"{event.first}-{slug(country)}"
    named[meeting] += 1
    meeting = f"{meeting}-{named[meeting]}" if named[meeting] > 1 else meeting
    told, name = (_journey if event.series == "travels" else _visit)(event, country)
    where = f" in {_place_span(event, event.places[0])}" if event.places else ""
    span = f"[{_when(event)}, {told}{where}]{{meeting={meeting} name={quoted(f'{name}, {event.first}')} status=held}}."
    rest = _listed([_place_span(event, place) for place in event.places[1:]])
    return f"{span}\nThe journey led to {rest}, too." if rest else span


def _journey(event: Event, country: str) -> tuple[str, str]:
    """What is told of a journey, and the meeting's name."""
    assert event.president
    whom = _guests(event) or "representatives"
    guest = f"as a guest of {_side(event, country, 'host')}"
    told = f"{_president(event.president)}, for {_US % 'side'}, met {whom} {guest}"
    return told, f"{event.president.name} in {country}"


def _visit(event: Event, country: str) -> tuple[str, str]:
    """What is told of a visit, and the meeting's name."""
    whom = _president(event.president) if event.president else "the government"
    told = f"{_guests(event)} from {_side(event, country, 'side')} met {whom} of {_US % 'host'}"
    return told, f"{event.met[0].name} in the United States"


def _when(event: Event) -> str:
    if event.first == event.last:
        return f"On [{event.first}]{{date={event.first}}}"
    days = f"{event.first}/{event.last}"
    return f"In the days [{days}]{{date={quoted(days)}}}"


def _side(event: Event, country: str, side: str) -> str:
    return f"[{country}]{{country={event.country} as={side}}}"


def _guests(event: Event) -> str:
    return _listed([_person_span(guest) for guest in event.met])


def _president(one: President) -> str:
    return _person_span(Guest(one.id, one.name, "President", "us"))


def place_id(event: Event, place: str) -> str:
    """The id of a place of an event."""
    return f"{slug(place)}-{event.guest_of}"


def records_of(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The records that no article makes: officers, the terms of presidents, and the country of all of them."""
    yield "countries/us", "name: United States\n"
    terms = {one.id: Office(one.id, "President", one.since, one.until, "2011-08-18") for one in corpus.presidents}
    for person, offices in corpus.persons:
        own = [terms.pop(person.id)] if person.id in terms else []
        yield f"persons/{person.id}", _record(person, [*own, *offices])
    names = {one.id: one.name for one in corpus.presidents}
    for person_id, term in terms.items():
        yield f"persons/{person_id}", _record(Person(person_id, names[person_id], "", term.seen), [term])


def _record(person: Person, offices: Sequence[Office]) -> str:
    """A record of a person, every fact with its source."""
    page = f"{_SITE}/people/{person.id}"
    born = person.born if is_date(person.born) else ""
    lines = [f"name: {quoted(person.name or person.id)}", "country: us", *([f"born: {born}"] if born else [])]
    lines += ["positions:"] if offices else []
    for office in offices:
        lines += [f"  - title: {quoted(office.title)}", "    for: us"]
        lines += [f"    from: {office.since}"] if is_date(office.since) else []
        lines += [f"    to: {office.until}"] if is_date(office.until) else []
        lines += [f"    source: {page} {_day(office.seen)}"]
    lines += [
        "sources:",
        *(f"  {field}: {page} {_day(person.seen)}" for field in ("name", "country", *(["born"] if born else []))),
    ]
    return "\n".join(lines) + "\n"


def _person_span(guest: Guest) -> str:
    return f"[{guest.name}]{{person={guest.id} role={quoted(guest.title)} country={guest.country}}}"


def _place_span(event: Event, place: str) -> str:
    return f"[{place}]{{place={place_id(event, place)} country={event.guest_of}}}"


def _day(seen: str) -> str:
    return seen if is_date(seen) else seen[:4]


def quoted(text: str) -> str:
    """A text in quotation marks, for YAML and for an attribute."""
    return json.dumps(text, ensure_ascii=False)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
