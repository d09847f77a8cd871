"""What JSON-LD says of a record beyond its name, by its kind."""

from collections.abc import Callable, Mapping

from generator.outcomes import confirmed
from generator.pages.dates import moves
from generator.pages.jsonld_refs import Data, JsonLdView, without_empty
from generator.pages.meeting_facts import sure_date
from generator.pages.meetings import Participation, refs_of
from generator.pages.newest_role import newest_positions
from generator.pages.references import (
    COUNTRY,
    DOCUMENT,
    MEETING,
    ORGANIZATION,
    PERSON,
    PLACE,
    country_of,
    is_country,
    page_kind,
)
from generator.pages.roles import is_withdrawn, positions
from generator.schema.model import Ref
from generator.values import ValueFault, code_scheme, iso_8601, iso_ends, read_coordinates

_STATUS = {
    "": "",
    "overdue": "",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
}
_DOUBTED = ("denied", "contested", "retracted")
"""The states of a meeting of which schema.org has no word: an event with a date counts as one that takes place."""
_MODES = {"in-person": "Offline", "shuttle": "Offline", "call": "Online", "video": "Online"}


def person(view: JsonLdView, ref: Ref) -> Data:
    """A person's offices as roles with dates; informal capacities are not occupations, what was retracted is none."""
    base = view.site.base
    offices = [item.parts for item in positions(base, ref) if not is_withdrawn(base, item)]
    offices = [parts for parts in offices if parts.get("capacity") != "informal"]
    groups = [(parts, base.ids.get(parts.get("for", ""))) for parts in offices]
    current = [position.parts for position in newest_positions(view.site, ref) if position.parts in offices]
    sides = (base.ids.get(parts.get("for", "")) for parts in current)
    seats = dict.fromkeys(side for side in sides if side and not is_country(base.schema, (side.kind,)))
    return without_empty(
        {
            "jobTitle": next((parts["title"] for parts in current), ""),
            "birthDate": iso_8601(base.records[ref].text("born")),
            "deathDate": iso_8601(base.records[ref].text("died")),
            "hasOccupation": [_occupation(view, parts, side) for parts, side in groups],
            "affiliation": [view.thing(side) for side in seats],
        }
    )


def _occupation(view: JsonLdView, parts: Mapping[str, str], side: Ref | None) -> Data:
    where = [view.thing(side)] if side and is_country(view.site.base.schema, (side.kind,)) else []
    occupation = without_empty({"@type": "Occupation", "name": parts["title"], "occupationLocation": where})
    dates = {"startDate": iso_8601(parts.get("from", "")), "endDate": iso_8601(parts.get("to", ""))}
    return without_empty({"@type": "Role", "roleName": parts["title"], **dates, "hasOccupation": occupation})


def event(view: JsonLdView, ref: Ref) -> Data:
    """A meeting's date, place, people and status; nothing of one that is denied, disputed or retracted."""
    site = view.site
    kind = site.base.schema.kind(ref.kind)
    state = site.meetings.state(ref)
    if state.name in _DOUBTED:
        return {}
    start, end = iso_ends(sure_date(site, ref))
    before = iso_8601(moves(site.base, ref, kind).previous) if kind else ""
    status = _STATUS.get(state.name, "EventScheduled")
    if before and status in ("", "EventScheduled", "EventPostponed"):
        status = "EventRescheduled"
    people = () if state.is_off else site.meetings.by_meeting.get(ref, ())
    place, mode = site.meetings.places.get(ref), _MODES.get(confirmed(site.base, ref, "format"), "")
    hosts = refs_of(site.base, ref, "hosts")
    return without_empty(
        {
            "startDate": start,
            "endDate": end,
            "previousStartDate": before if status == "EventRescheduled" else "",
            "eventStatus": f"https://schema.org/{status}" if status else "",
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode" if mode else "",
            "location": view.thing(place) if place else None,
            "organizer": [view.agent(host) for host in hosts],
            "attendee": [_attendee(view, each) for each in people],
            "about": [view.thing(side) for side in site.meetings.sides.get(ref, ())],
            **_series(view, ref),
        }
    )


def _attendee(view: JsonLdView, each: Participation) -> Data:
    """A participant in the role of that day; the role's description is the side."""
    side = view.site.base.name(each.side) if each.side else ""
    return without_empty(
        {"@type": "Role", "roleName": each.role, "description": side, "attendee": view.thing(each.person)}
    )


def _series(view: JsonLdView, ref: Ref) -> Data:
    """A meeting's chain as EventSeries; only the first round lists the others."""
    rounds = view.site.chains.of(ref)
    if not rounds:
        return {}
    name = view.site.base.name(rounds[0])
    series: dict[str, object] = {"@type": "EventSeries", "@id": f"{view.id(rounds[0])}-series", "name": name}
    return {"superEvent": series | ({"subEvent": [view.thing(each) for each in rounds]} if ref == rounds[0] else {})}


def country(view: JsonLdView, ref: Ref) -> Data:
    """A country's code."""
    kind, scheme = view.site.base.schema.kind(ref.kind), code_scheme(ref.id)
    code = {"@type": "PropertyValue", "propertyID": scheme, "value": ref.id.upper()}
    return {"identifier": code} if scheme and kind and kind.identifier == "country" else {}


def organization(view: JsonLdView, ref: Ref) -> Data:
    """An organization's parent and country."""
    above, inside = view.before(ref), country_of(view.site.base, ref)
    address = {"@type": "PostalAddress", "addressCountry": inside.id.upper()} if inside else None
    return without_empty({"parentOrganization": view.thing(above) if above else None, "address": address})


def place(view: JsonLdView, ref: Ref) -> Data:
    """A place's location."""
    around = view.before(ref) or country_of(view.site.base, ref)
    at = read_coordinates(view.site.base.records[ref].text("coordinates"))
    geo = None if isinstance(at, ValueFault) else {"@type": "GeoCoordinates", "latitude": at[0], "longitude": at[1]}
    return without_empty({"containedInPlace": view.thing(around) if around else None, "geo": geo})


def creative_work(view: JsonLdView, ref: Ref) -> Data:
    """A document's author, date and predecessor."""
    maker, before = view.named(ref, "by"), view.before(ref)
    return without_empty(
        {
            "dateCreated": iso_8601(view.site.base.timeline_date(ref)),
            "creator": view.agent(maker) if maker else None,
            "isBasedOn": view.thing(before) if before else None,
        }
    )


def properties(view: JsonLdView, ref: Ref) -> Data:
    """What JSON-LD says of a record beyond its name, by its kind's type, else by the kind of ours that it is like."""
    kind = view.site.base.schema.kind(ref.kind)
    if kind is None:
        return {}
    describe = _BY_TYPE.get(kind.schema_org) or _BY_PAGE.get(page_kind(view.site.base.schema, kind))
    return describe(view, ref) if describe else {}


_BY_PAGE: Mapping[str, Callable[[JsonLdView, Ref], Data]] = {
    PERSON: person,
    MEETING: event,
    COUNTRY: country,
    ORGANIZATION: organization,
    PLACE: place,
    DOCUMENT: creative_work,
}
_BY_TYPE: Mapping[str, Callable[[JsonLdView, Ref], Data]] = {
    "Person": person,
    "Event": event,
    "Country": country,
    "Organization": organization,
    "Place": place,
    "CreativeWork": creative_work,
}
