"""Real data at scale: `python benchmarks/hsg.py --hsg ../shared/corpora/hsg --out DIR [--limit RECORDS]`.

Makes a project of the Office of the Historian's open data (CC0): presidents' journeys abroad and visits to them as
annotated articles, one a month, from which extraction makes the meetings, countries, places and those who met; and the
persons of *Principal Officers and Chiefs of Mission*, with their offices, as records that name their source. At the end
it tells what it could not use, and how often. With --limit, the newest meetings and as many officers as make at least
that many records.
"""

import argparse
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
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
from project import REPOSITORY, Made, make_project

from generator.values.country import country_name
from generator.values.date import Date, read_date

HSG = REPOSITORY.parent / "shared/corpora/hsg"
_SITE = "https://history.state.gov/departmenthistory"
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


def read_corpus(hsg: Path = HSG) -> Corpus:
    """Everything in the corpus's folder."""
    unused: Counter[str] = Counter()
    presidents = dict(read_presidents(hsg))
    travels, travellers = read_travels(hsg)
    for id, name in travellers.items():
        presidents.setdefault(id, President(id, name, "", ""))
    visits = read_visits(hsg)
    events = [
        *filter(None, (_journey(stay, presidents[stay.who], unused) for stay in travels)),
        *filter(None, (_visit(stay, _in_office(presidents, stay.first), unused) for stay in visits)),
    ]
    used = {event.president.id for event in events if event.president}
    holders = tuple(president for id, president in sorted(presidents.items()) if id in used)
    return Corpus(tuple(events), _persons(hsg, unused), holders, unused)


def write_project(out: Path, corpus: Corpus, limit: int = 0) -> Made:
    """The project with at least `limit` records, 0 for all, in a folder; see `project.make_project` for the errors."""
    share = len(corpus.events) + len(corpus.persons)
    steps = range(share + 1)
    some = (
        _newest(corpus, bisect_left(steps, limit, key=lambda part: _size(_newest(corpus, part)))) if limit else corpus
    )
    return make_project(out, _articles(some.events), dict(_records(some)))


def _newest(corpus: Corpus, part: int) -> Corpus:
    """The last `part` of all events and persons, each series in its proportion; presidents only who are met."""
    whole = len(corpus.events) + len(corpus.persons)
    events: list[Event] = []
    for _, group in groupby(corpus.events, key=lambda event: event.series):
        series = list(group)
        events += series[len(series) - len(series) * part // whole :]
    used = {event.president.id for event in events if event.president}
    persons = corpus.persons[: len(corpus.persons) * part // whole]
    presidents = tuple(president for president in corpus.presidents if president.id in used)
    return corpus._replace(events=tuple(events), persons=persons, presidents=presidents)


def _size(corpus: Corpus) -> int:
    """The number of records that a corpus makes."""
    made = {("person", person.id) for person, _ in corpus.persons} | {("country", "us")}
    for at, event in enumerate(corpus.events):
        made |= {("meeting", str(at)), ("country", event.country), ("country", event.guest_of)}
        made |= {("person", guest.id) for guest in event.met} | {("country", guest.country) for guest in event.met}
        made |= {("place", _place_id(event, place)) for place in event.places}
        made |= {("person", event.president.id)} if event.president else set()
    return len(made)


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
        own = (
            code(slug(whose) if whose.title() != whose or " " in whose else whose, stay.first[:4]) if whose else country
        )
        if own is None or own == "us":
            unused["a person named in a remark, of which country it is not clear"] += own is None
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
    changed = (row.seen for row in (*persons.values(), *offices))
    unused["a day of change that is none (its year is used)"] += sum(not _sound(day) for day in changed)
    unused["a person without an office (the name is used)"] += sum(id not in held for id in persons)
    unused["a date of birth that is none"] += sum(bool(one.born) and not _sound(one.born) for one in persons.values())
    return tuple((person, tuple(held.get(id, {}).values())) for id, person in sorted(persons.items()))


def _articles(events: Sequence[Event]) -> dict[str, str]:
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
    id = f"{event.first}-{slug(country_name(event.country, 'en'))}"
    named[id] += 1
    id = f"{id}-{named[id]}" if named[id] > 1 else id
    days = event.first if event.first == event.last else f"{event.first}/{event.last}"
    when = (
        f"On [{event.first}]{{date={event.first}}}"
        if event.first == event.last
        else f"In the days [{days}]{{date={_quoted(days)}}}"
    )
    guests = _listed([_person_span(guest) for guest in event.met])
    us = "[the United States]{country=us as=%s}"
    own = f"[{country_name(event.country, 'en')}]{{country={event.country} as={'host' if event.series == 'travels' else 'side'}}}"
    president = event.president and _person_span(Guest(event.president.id, event.president.name, "President", "us"))
    where = f" in {_place_span(event, event.places[0])}" if event.places else ""
    if event.series == "travels":
        whom = f"met {guests} of {own}" if event.met else f"met representatives of {own}"
        sentence = f"{president} for {us % 'side'} {whom}{where}"
        name = f"{event.president.name} in {country_name(event.country, 'en')}" if event.president else ""
    else:
        whom = f"{president} of {us % 'host'}" if president else f"the government of {us % 'host'}"
        sentence = f"{guests} from {own} met {whom}{where}"
        name = f"{event.met[0].name} in the United States"
    span = f"[{when}, {sentence}]{{meeting={id} name={_quoted(f'{name}, {event.first}')} status=held}}."
    rest = _listed([_place_span(event, place) for place in event.places[1:]])
    return f"{span}\nThe journey led to {rest}, too." if rest else span


def _person_span(guest: Guest) -> str:
    return f"[{guest.name}]{{person={guest.id} role={_quoted(guest.title)} country={guest.country}}}"


def _place_span(event: Event, place: str) -> str:
    return f"[{place}]{{place={_place_id(event, place)} country={event.guest_of}}}"


def _place_id(event: Event, place: str) -> str:
    return f"{slug(place)}-{event.guest_of}"


def _records(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The records that no article makes: officers, the terms of presidents, and the country of all of them."""
    yield "countries/us", "name: United States\n"
    terms = {one.id: Office(one.id, "President", one.since, one.until, "2011-08-18") for one in corpus.presidents}
    known = dict.fromkeys(terms, ())
    for person, offices in corpus.persons:
        own = [terms.pop(person.id)] if person.id in terms else []
        yield f"persons/{person.id}", _record(person, [*own, *offices])
    names = {one.id: one.name for one in corpus.presidents}
    for id in (id for id in known if id in terms):
        yield f"persons/{id}", _record(Person(id, names[id], "", "2011-08-18"), [terms[id]])


def _record(person: Person, offices: Sequence[Office]) -> str:
    """A record of a person, every fact with its source."""
    page = f"{_SITE}/people/{person.id}"
    born = person.born if _sound(person.born) else ""
    lines = [f"name: {_quoted(person.name or person.id)}", "country: us", *([f"born: {born}"] if born else [])]
    lines += ["positions:"] if offices else []
    for office in offices:
        lines += [f"  - title: {_quoted(office.title)}", "    for: us"]
        lines += [f"    from: {office.since}"] if _sound(office.since) else []
        lines += [f"    to: {office.until}"] if _sound(office.until) else []
        lines += [f"    source: {page} {_day(office.seen)}"]
    lines += [
        "sources:",
        *(f"  {field}: {page} {_day(person.seen)}" for field in ("name", "country", *(["born"] if born else []))),
    ]
    return "\n".join(lines) + "\n"


def _sound(date: str) -> bool:
    return bool(date) and isinstance(read_date(date), Date)


def _day(seen: str) -> str:
    return seen if _sound(seen) else seen[:4]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def main() -> None:
    """Make the project and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hsg", type=Path, default=HSG, help="the corpus's folder")
    parser.add_argument("--out", type=Path, required=True, help="the project's folder")
    parser.add_argument("--limit", type=int, default=0, help="at least so many records; 0 for all")
    options = parser.parse_args()
    corpus = read_corpus(options.hsg)
    made = write_project(options.out, corpus, options.limit)
    print(f"{made.articles:,} articles, {made.records:,} records in {options.out}\n\nnot used, of the whole corpus:")
    for what, count in sorted((+corpus.unused).items()):
        print(f"{count:>6}  {what}")


if __name__ == "__main__":
    main()
