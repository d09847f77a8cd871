"""The Office of the Historian's XML: journeys of presidents, visits to them, officers and their appointments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.importers.xml_tree import XmlElement, element_span, read_xml
from generator.text.source import SourceText, Span
from generator.values import Date, read_date

_DAY = len("2025-12-02")
_HOLDERS = ("chief", "principal")
PRESIDENT_TRAVELS, SECRETARY_TRAVELS, OTHER_TRAVELS, VISITS = "travels", "secretary-travels", "other-travels", "visits"
_SERIES = {"president": PRESIDENT_TRAVELS, "secretary": SECRETARY_TRAVELS}


@dataclass(frozen=True, slots=True)
class President:
    """A term of a president with the first and the last day in office, "" for one that is not given."""

    id: str
    name: str
    since: str
    until: str
    seen: str
    span: Span


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of *Principal Officers and Chiefs of Mission*; `seen` is the day on which the entry was last changed."""

    id: str
    name: str
    born: str
    died: str
    seen: str
    span: Span


@dataclass(frozen=True, slots=True)
class Appointment:
    """An office that a person held; `title` names the country, too, where it is one to a country."""

    person: str
    title: str
    since: str
    until: str
    seen: str
    span: Span


@dataclass(frozen=True, slots=True)
class Stay:
    """A journey (`who` is the id of the traveller) or a visit to a president (`who` is a title and a name).

    `series` tells journeys of presidents, of secretaries of state and of others apart.
    """

    id: str
    series: str
    who: str
    name: str
    first: str
    last: str
    country: str
    country_id: str
    places: str
    description: str
    span: Span


@dataclass(slots=True)
class HsgData:
    """All that was read; `others` are files of no use and their roots."""

    presidents: list[President] = field(default_factory=list)
    officers: dict[str, Officer] = field(default_factory=dict)
    appointments: list[Appointment] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    missions: list[tuple[SourceText, XmlElement]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    def add(self, source: SourceText) -> tuple[Problem, ...]:
        """Add a file, which its root tells the sort of."""
        root, problems = read_xml(source)
        if root is None:
            return problems
        match root.name:
            case "trips" | "visits":
                self.stays += (_stay(source, entry) for entry in root.elements() if entry.name in ("trip", "visit"))
            case "presidents":
                self.presidents += (_president(source, each) for each in root.elements() if each.name == "president")
            case "person":
                officer = _officer(source, root)
                self.officers[officer.id] = officer
            case "role":
                self.roles[_text(root, "id")] = _text(root, "names", "singular")
            case "country-mission" | "org-mission" | "principal-position":
                self.missions.append((source, root))
            case _:
                self.others.append((source.path, root.name))
        return ()

    def finish(self) -> None:
        """Read the appointments, whose titles may be in other files; sort the stays by their days."""
        for source, mission in self.missions:
            self.appointments += _appointments(source, mission, self.roles)
        self.stays.sort(key=lambda stay: (stay.series, stay.first, stay.last, stay.who, stay.country_id, stay.places))

    @property
    def is_empty(self) -> bool:
        """Whether nothing of use was read."""
        return not (self.stays or self.officers or self.presidents or self.missions or self.roles)


def is_date(text: str) -> bool:
    """Whether a text is a date that a record can hold."""
    return bool(text) and isinstance(read_date(text), Date)


def _stay(source: SourceText, entry: XmlElement) -> Stay:
    is_trip = entry.name == "trip"
    country = entry.find("country" if is_trip else "from")
    role = entry.get("role") or _text(entry, "role")
    return Stay(
        _text(entry, "id"),
        _SERIES.get(role, OTHER_TRAVELS) if is_trip else VISITS,
        entry.get("who") if is_trip else _text(entry, "visitor"),
        _text(entry, "name" if is_trip else "visitor"),
        _text(entry, "start-date"),
        _text(entry, "end-date"),
        country.text() if country else "",
        country.get("id") if country else "",
        _text(entry, "locale"),
        _text(entry, "remarks" if is_trip else "description"),
        element_span(source, entry),
    )


def _president(source: SourceText, entry: XmlElement) -> President:
    since, until = _text(entry, "took-office-date"), _text(entry, "left-office-date")
    seen = _text(entry, "last-modified-date")[:_DAY]
    return President(_text(entry, "id"), _text(entry, "name"), since, until, seen, element_span(source, entry))


def _officer(source: SourceText, entry: XmlElement) -> Officer:
    parts = (_text(entry, "persName", part) for part in ("forename", "surname", "genName"))
    dates = (_text(entry, each) for each in ("birth", "death", "last-modified-date"))
    born, died, seen = dates
    return Officer(
        _text(entry, "id"), " ".join(filter(None, parts)), born, died, seen[:_DAY], element_span(source, entry)
    )


def _appointments(source: SourceText, mission: XmlElement, roles: Mapping[str, str]) -> Iterator[Appointment]:
    for entry in mission.all(*_HOLDERS):
        title = _text(mission, "names", "singular")
        if mission.name == "country-mission":
            where = _text(entry, "contemporary-territory-id") or _text(mission, "territory-id")
            title = f"{roles.get(_text(entry, 'role-title-id'), 'Chief of Mission')} to {_spelt(where)}"
        since = _text(entry, "started", "date") or _text(entry, "appointed", "date")
        seen = _text(entry, "last-modified-date")[:_DAY]
        yield Appointment(
            _text(entry, "person-id"), title, since, _text(entry, "ended", "date"), seen, element_span(source, entry)
        )


def _spelt(territory: str) -> str:
    words = [word for word in territory.split("-") if not word.isdigit()]
    return " ".join(word if word in {"and", "of", "the"} else word.capitalize() for word in words)


def _text(entry: XmlElement, *path: str) -> str:
    found = entry.find(*path)
    return found.text() if found else ""
