"""What the page of a place adds."""

from generator.pages.links import Place
from generator.pages.site import Site
from generator.pages.whereabouts import held_at
from generator.schema.model import Ref


def place(site: Site, view: Place, ref: Ref) -> dict[str, object]:  # noqa: ARG001 -- as for every kind
    """The meetings there, and in the places that belong to it."""
    return {"here": held_at(site.base, ref)}
