"""The metadata in a page's head: alternate forms and citation tags."""

from typing import NamedTuple

from generator.pages import addresses, citation
from generator.pages.model import AlternateForm, PageDraft
from generator.pages.site_index import SiteIndex


class Head(NamedTuple):
    """The alternate forms of a page, and the tags for reference managers."""

    feeds: tuple[AlternateForm, ...]
    citation: tuple[tuple[str, str], ...]


def head(site: SiteIndex, draft: PageDraft) -> Head:
    """The head of a page: the alternate forms of its record or article, or those of the whole site."""
    work = citation.work_of(site.place(draft.path), draft.title, site.title, site.base_url)
    return Head(draft.feeds or tuple(addresses.site_feeds(site)), citation.tags(work))
