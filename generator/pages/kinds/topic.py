"""What the page of a topic adds."""

from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import by_side, unique
from generator.pages.trips import newest_first
from generator.schema.model import Ref


def topic(site: SiteIndex, place: PageContext, ref: Ref) -> dict[str, object]:  # noqa: ARG001 -- as for every kind
    """The positions of each side over time, and the meetings at which it was discussed."""
    base, statements = site.base, site.statements
    said = unique((*statements.of("topic", ref), *statements.of("about", ref)))
    return {
        "positions": by_side(base, said),
        "discussed": newest_first(base, (link.subject for link in base.links.get(ref, {}).get("discussed_at", ()))),
    }
