"""The drafts of the pages about the whole site."""

from collections.abc import Callable, Iterator

from generator.pages.coverage import Coverage
from generator.pages.model import PageDraft
from generator.pages.site_index import SiteIndex
from generator.pages.views import corrections, people, places, quality, timeline, who_met_whom

__all__ = ["drafts"]

_VIEWS = (timeline, who_met_whom, places, people, corrections)


def drafts(site: SiteIndex, updated: str, coverage: Callable[[], Coverage]) -> Iterator[PageDraft]:
    """The pages of all views, data and quality last; `updated` is the day of the newest article or change."""
    for view in _VIEWS:
        yield from view.drafts(site, updated)
    yield from quality.drafts(site, updated, coverage)
