"""What the head of a page says beside its title: its other forms, and how it is cited."""

from typing import NamedTuple

from generator.pages import addresses, cited, citing
from generator.pages.model import Draft, Feed
from generator.pages.site import Site


class Head(NamedTuple):
    """The other forms of a page, and the tags by which reference managers know it."""

    feeds: tuple[Feed, ...]
    citation: tuple[tuple[str, str], ...]


def head(site: Site, draft: Draft) -> Head:
    """The head of a page: the other forms of its record or article, or those of the whole site."""
    work = cited.work(site.place(draft.path), draft.title, site.title, site.base_url)
    return Head(draft.feeds or tuple(addresses.site_feeds(site)), citing.tags(work))
