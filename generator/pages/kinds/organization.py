"""What the page of an organization adds."""

from generator.pages import intro
from generator.pages.offices import offices
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import newest_first as latest
from generator.pages.trips import hosted
from generator.schema.model import Ref


def organization(site: SiteIndex, place: PageContext, ref: Ref) -> dict[str, object]:
    """Office holders, meetings, what it said itself or others for it, and what reached us through it."""
    base, statements = site.base, site.statements
    return {
        "lead": intro.side(site, place, ref),
        "offices": offices(base, ref),
        "hosted": hosted(base, ref),
        "own_said": latest((*statements.of("by", ref), *statements.of("for", ref))),
        "relayed": latest((*statements.of("to", ref), *statements.of("via", ref))),
    }
