"""The knowledge base as programs take it: data beside each page, feeds, calendars and downloads.

Where the site has no public address (`site_url` of `mkdocs.yml`), addresses in the files are relative: data and feeds
name the way to the site's root themselves, ids in feeds and calendars are UUIDs, and calendars name no pages.
"""

from collections.abc import Iterator

from generator.exports import downloads, following
from generator.exports.data_schema import SCHEMAS
from generator.exports.model import Export
from generator.exports.sourced import reader
from generator.pages.site_index import SiteIndex

__all__ = ["Export", "plan"]


def plan(site: SiteIndex, base_url: str) -> Iterator[Export]:
    """All files beside the pages; `base_url` is the site's public address, "" where it has none yet.

    Cheap: nothing is read or written before an export's `make`. All exports of one plan share what they look up.
    """
    site = site.at(base_url)
    reading = reader(site)
    yield from following.plan(site, reading)
    yield from (Export(path, None, make) for path, make in SCHEMAS.items())
    yield from downloads.plan(site, reading)
