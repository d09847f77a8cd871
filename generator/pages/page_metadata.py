"""The metadata in a page's head: alternate forms and citation tags."""

from typing import NamedTuple

from generator.pages import addresses, citation
from generator.pages.model import AlternateForm, PageDraft
from generator.pages.site_index import SiteIndex
from generator.pages.social_card import card_path


class Head(NamedTuple):
    """The alternate forms of a page, the tags for reference managers, and the path of its social card, if any."""

    feeds: tuple[AlternateForm, ...]
    citation: tuple[tuple[str, str], ...]
    card: str


def head(site: SiteIndex, draft: PageDraft) -> Head:
    """The head of a page: the alternate forms of its record or article, or those of the whole site."""
    work = citation.work_of(site.place(draft.path), draft.title, site.title, site.base_url)
    return Head(draft.feeds or tuple(addresses.site_feeds(site)), citation.tags(work), card_path(site, draft.path))
