"""The pages that look over the whole site: the knowledge base in, drafts of pages out."""

from collections.abc import Iterator

from generator.pages.model import Draft
from generator.pages.site import Site
from generator.pages.views import people, places, quality, timeline, who_met_whom

__all__ = ["drafts"]

_VIEWS = (timeline, who_met_whom, places, people, quality)


def drafts(site: Site, updated: str) -> Iterator[Draft]:
    """The pages of all views, in the order of the tuple; `updated` is the day of the newest article."""
    for view in _VIEWS:
        yield from view.drafts(site, updated)
