"""What the page of a person adds."""

from generator.knowledge import Item, items
from generator.pages import lead
from generator.pages.accounts import differing
from generator.pages.context import Site, opened
from generator.pages.links import Place
from generator.pages.whereabouts import trips
from generator.schema.model import Ref
from generator.values import sort_key


def _roles(site: Site, ref: Ref) -> tuple[Item, ...]:
    """The positions of a person, the newest first, those without a date in the record's order at the end."""
    kind = site.base.schema.kind(ref.kind)
    field = kind.field("positions") if kind else None
    found = [opened(item, field) for item in items(site.base, ref, field)] if field else []
    return tuple(sorted(found, key=lambda item: sort_key(item.parts["from"] or item.parts["to"]), reverse=True))


def person(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    """The lead, the journeys, and the meetings of which the sides speak differently."""
    return {
        "roles": _roles(site, ref),
        "lead": lead.person(site, place, ref),
        "strip": "",
        "network": "",
        "trips": tuple(trips(site.base, site.meetings, ref)),
        "differing": tuple(differing(site.base, site.statements, site.meetings, ref)),
    }
