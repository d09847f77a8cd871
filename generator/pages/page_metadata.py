"""What the head of a page says beside its title: its other forms, and how it is cited."""

from typing import NamedTuple

from generator.pages import addresses, citation
from generator.pages.model import AlternateForm, PageDraft
from generator.pages.site_index import SiteIndex


class Head(NamedTuple):
    """The other forms of a page, and the tags by which reference managers know it."""

    feeds: tuple[AlternateForm, ...]
    citation: tuple[tuple[str, str], ...]


def head(site: SiteIndex, draft: PageDraft) -> Head:
    """The head of a page: the other forms of its record or article, or those of the whole site."""
    work = citation.work_of(site.place(draft.path), draft.title, site.title, site.base_url)
    return Head(draft.feeds or tuple(addresses.site_feeds(site)), citation.tags(work))
