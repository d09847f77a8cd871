"""What the head of a page says beside its title: its other forms, and how it is cited."""

from collections.abc import Iterator
from dataclasses import replace

from generator.pages import addresses, cited, citing
from generator.pages.context import Site
from generator.pages.links import path_of
from generator.pages.model import Draft, Feed


def complete(site: Site, draft: Draft) -> Draft:
    """A draft with its feeds and its citation."""
    work = cited.work(site.place(draft.path), draft.title, site.title, site.base_url)
    return replace(draft, feeds=tuple(_feeds(site, draft)), citation=citing.tags(work))


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
