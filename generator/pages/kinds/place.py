"""What the page of a place adds."""

from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.trips import held_at
from generator.schema.model import Ref


def place(site: SiteIndex, view: PageContext, ref: Ref) -> dict[str, object]:  # noqa: ARG001 -- as for every kind
    """The meetings there, and in the places that belong to it."""
    return {"here": held_at(site.base, ref)}
