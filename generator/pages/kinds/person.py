"""What the page of a person adds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.knowledge_base import Item, items
from generator.pages import intro
from generator.pages.accounts import differing
from generator.pages.escape import Markdown
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.svg.network import NetworkNode, network
from generator.pages.svg.strip import RoleBar, strip
from generator.pages.template_api import with_all_fields
from generator.pages.trips import trips
from generator.schema.model import Ref
from generator.values import sort_key


def _roles(site: SiteIndex, ref: Ref) -> tuple[Item, ...]:
    """The positions of a person, the newest first, those without a date in the record's order at the end."""
    kind = site.base.schema.kind(ref.kind)
    field = kind.field("positions") if kind else None
    found = [with_all_fields(item, field) for item in items(site.base, ref, field)] if field else []
    return tuple(sorted(found, key=lambda item: sort_key(item.parts["from"] or item.parts["to"]), reverse=True))


class Counterpart(NamedTuple):
    """Someone of another side: for whom he sat there the last time, and the meetings in common, newest first."""

    person: Ref
    side: Ref | None
    meetings: tuple[Ref, ...]


def _met(site: SiteIndex, ref: Ref) -> Iterator[Counterpart]:
    """Whom a person met, those met most often first."""
    for other, shared in site.meetings.met_most(ref):
        sides = (part.side for part in site.meetings.by_meeting[shared[0]] if part.person == other)
        yield Counterpart(other, next(sides, None), shared)


def _strip(site: SiteIndex, place: PageContext, ref: Ref, roles: Iterable[Item]) -> Markdown:
    """The roles over the years, with the meetings on their axis."""
    name, base = site.base.name(ref), site.base
    spans = [RoleBar(item.parts["title"], item.parts["from"], item.parts["to"]) for item in roles]
    attended = (part.meeting for part in site.meetings.by_person.get(ref, ()) if part.meeting in site.meetings.held)
    dates = [base.records[meeting].text("date") for meeting in attended]
    return strip(
        spans,
        title=place.text("strip", name=name),
        description=place.text("strip_about"),
        marks=dates,
    )


def _network(site: SiteIndex, place: PageContext, ref: Ref, met: Sequence[Counterpart]) -> Markdown:
    """Whom a person met, around him."""
    base = site.base
    own = site.meetings.by_person.get(ref, ())
    side = own[0].side if own else None
    return network(
        NetworkNode(base.name(ref), base.name(side) if side else ""),
        [NetworkNode(base.name(m.person), base.name(m.side) if m.side else "", len(m.meetings)) for m in met],
        title=place.text("network", name=base.name(ref)),
        description=place.text("network_about"),
    )


def person(site: SiteIndex, place: PageContext, ref: Ref) -> dict[str, object]:
    """The lead, roles and meetings, each with a drawing, journeys, and the meetings of which the sides differ."""
    roles, met = _roles(site, ref), tuple(_met(site, ref))
    return {
        "roles": roles,
        "lead": intro.person(site, place, ref),
        "strip": _strip(site, place, ref, roles),
        "met": met,
        "network": _network(site, place, ref, met),
        "trips": tuple(trips(site.base, site.meetings, ref)),
        "differing": tuple(differing(site.base, site.statements, site.meetings, ref)),
    }
