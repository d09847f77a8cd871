"""The pages that look over the whole site: the knowledge base in, drafts of pages out."""

from collections.abc import Callable, Iterator

from generator.pages.founded import Founded
from generator.pages.model import Draft
from generator.pages.site import Site
from generator.pages.views import people, places, quality, timeline, who_met_whom

__all__ = ["drafts"]

_VIEWS = (timeline, who_met_whom, places, people)


def drafts(site: Site, updated: str, founded: Callable[[], Founded]) -> Iterator[Draft]:
    """The pages of all views, data and quality last; `updated` is the day of the newest article."""
    for view in _VIEWS:
        yield from view.drafts(site, updated)
    yield from quality.drafts(site, updated, founded)
