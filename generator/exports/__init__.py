"""The knowledge base as programs take it: data beside each page, feeds, calendars and downloads."""

from collections.abc import Iterator

from generator.exports.model import Export
from generator.pages.context import Site

__all__ = ["Export", "plan"]


def plan(site: Site, base_url: str) -> Iterator[Export]:  # noqa: ARG001 -- the seam, before the formats
    """All files beside the pages; `base_url` is the site's public address, "" where it has none yet."""
    yield from ()
