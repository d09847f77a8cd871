"""What the head of a page says beside its title: its other forms, and how it is cited."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.pages import addresses, cited, citing
from generator.pages.links import path_of
from generator.pages.model import Draft, Feed
from generator.pages.site import Site


class Head(NamedTuple):
    """The other forms of a page, and the tags by which reference managers know it."""

    feeds: tuple[Feed, ...]
    citation: tuple[tuple[str, str], ...]


def head(site: Site, draft: Draft) -> Head:
    """The head of a page."""
    work = cited.work(site.place(draft.path), draft.title, site.title, site.base_url)
    return Head(tuple(_feeds(site, draft)), citing.tags(work))


def _feeds(site: Site, draft: Draft) -> Iterator[Feed]:
    """The other forms of a page: those of its record or article, or of the whole site."""
    folder, _, name = draft.path.removesuffix(".md").rpartition("/")
    ref = site.base.ids.get(name)
    if folder == "articles" and name in site.base.articles:
        yield addresses.data_feed(site, draft.path, draft.title)
    elif ref and draft.path == path_of(site.base, ref):
        yield from addresses.feeds(site, ref)
    else:
        yield from addresses.site_feeds(site)
