"""Read the Office of the Historian's XML: people and their offices, presidents, journeys and visits."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class President(NamedTuple):
    """A president with the first and the last day in office, "" for one that is not told."""

    id: str
    name: str
    since: str
    until: str


class Person(NamedTuple):
    """A person of *Principal Officers and Chiefs of Mission*; `seen` is the day on which the entry was last changed."""

    id: str
    name: str
    born: str
    seen: str


class Office(NamedTuple):
    """An appointment; `title` names the country, too, where it is one to a country."""

    person: str
    title: str
    since: str
    until: str
    seen: str


class Stay(NamedTuple):
    """A journey of a president (`who` is his id) or a visit to one (`who` is a title and a name)."""

    who: str
    first: str
    last: str
    country: str
    places: str
    remark: str


def read_presidents(hsg: Path) -> Mapping[str, President]:
    """The presidents by their ids."""
    entries = _read(hsg / "travels/presidents/presidents.xml")
    rows = [
        President(_text(e, "id"), _text(e, "name"), _text(e, "took-office-date"), _text(e, "left-office-date"))
        for e in entries.iter("president")
    ]
    return {row.id: row for row in rows}


def read_travels(hsg: Path) -> tuple[list[Stay], dict[str, str]]:
    """The journeys by their days, and the names of those who made them."""
    entries = [e for path in sorted((hsg / "travels/president-travels").glob("*.xml")) for e in _read(path)]
    names = {e.get("who", ""): _text(e, "name") for e in entries}
    stays = [_stay(e, e.get("who", ""), "country", _text(e, "remarks")) for e in entries]
    return sorted(stays, key=_days), names


def read_visits(hsg: Path) -> list[Stay]:
    """The visits by their days."""
    entries = [e for path in sorted((hsg / "visits/data").glob("*.xml")) for e in _read(path)]
    return sorted((_stay(e, _text(e, "visitor"), "from", _text(e, "description")) for e in entries), key=_days)


def read_persons(hsg: Path) -> dict[str, Person]:
    """The persons of pocom by their ids."""
    rows = [_person(_read(path)) for path in sorted((hsg / "pocom/people").glob("*/*.xml"))]
    return {row.id: row for row in rows}


def read_offices(hsg: Path) -> Iterator[Office]:
    """All appointments: to countries, to organizations, and at home."""
    roles = {_text(role, "id"): _singular(role) for role in _all(hsg / "pocom/roles-country-chiefs")}
    for mission in _all(hsg / "pocom/missions-countries"):
        for chief in mission.iter("chief"):
            title = roles.get(_text(chief, "role-title-id"), "Chief of Mission")
            where = _text(chief, "contemporary-territory-id") or _text(mission, "territory-id")
            yield _office(chief, f"{title} to {_spelt(where)}")
    for folder, entry in (("missions-orgs", "chief"), ("positions-principals", "principal")):
        for position in _all(hsg / "pocom" / folder):
            for holder in position.iter(entry):
                yield _office(holder, _singular(position))


def _days(stay: Stay) -> tuple[str, ...]:
    return (stay.first, stay.last, *stay)


def _stay(entry: ET.Element, who: str, country: str, remark: str) -> Stay:
    found = entry.find(country)
    where = found.get("id", "") if found is not None else ""
    return Stay(who, _text(entry, "start-date"), _text(entry, "end-date"), where, _text(entry, "locale"), remark)


def _person(entry: ET.Element) -> Person:
    name = " ".join(filter(None, (_text(entry, f"persName/{part}") for part in ("forename", "surname", "genName"))))
    return Person(_text(entry, "id"), name, _text(entry, "birth"), _text(entry, "last-modified-date")[:10])


def _office(entry: ET.Element, title: str) -> Office:
    since = _text(entry, "started/date") or _text(entry, "appointed/date")
    until = _text(entry, "ended/date")
    return Office(_text(entry, "person-id"), title, since, until, _text(entry, "last-modified-date")[:10])


def _spelt(territory: str) -> str:
    words = [word for word in territory.split("-") if not word.isdigit()]
    return " ".join(word if word in {"and", "of", "the"} else word.capitalize() for word in words)


def _singular(entry: ET.Element) -> str:
    return _text(entry, "names/singular")


def _all(folder: Path) -> list[ET.Element]:
    return [_read(path) for path in sorted(folder.glob("*.xml"))]


def _read(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 -- a corpus on one's own disk


def _text(entry: ET.Element, path: str) -> str:
    found = entry.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
