"""What the page of a person adds."""

from generator.pages import lead
from generator.pages.accounts import differing
from generator.pages.context import Site
from generator.pages.links import Place
from generator.pages.whereabouts import trips
from generator.schema.model import Ref


def person(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    """The lead, the journeys, and the meetings of which the sides speak differently."""
    return {
        "lead": lead.person(site, place, ref),
        "strip": "",
        "network": "",
        "trips": tuple(trips(site.base, site.meetings, ref)),
        "differing": tuple(differing(site.base, site.statements, site.meetings, ref)),
    }
