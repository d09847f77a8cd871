"""The knowledge base for programs: data beside each page, feeds, calendars and downloads.

If the site has no public URL (`site_url` in `mkdocs.yml`), URLs in the files are relative: data and feeds state the
path to the site's root, ids in feeds and calendars are UUIDs, and calendars link to no pages.
"""

from collections.abc import Iterator

from generator.exports import cards, crawlers, downloads, following
from generator.exports.data_schema import SCHEMAS
from generator.exports.model import Export
from generator.exports.sourced import reader
from generator.exports.splicing import LastFiles, PieceLayout, Splicer
from generator.pages.site_index import SiteIndex

__all__ = ["Export", "LastFiles", "PieceLayout", "Splicer", "plan"]


def plan(site: SiteIndex, base_url: str, splicer: Splicer | None = None) -> Iterator[Export]:
    """All files beside the pages; `base_url` is the public URL of the site, or "". `splicer` joins the largest.

    Cheap: nothing is computed before an export's `make` is called. All exports of one plan share their look-ups.
    """
    site = site.at(base_url)
    reading, splicer = reader(site), splicer or Splicer()
    yield from following.plan(site, reading, splicer)
    yield from (Export(path, None, make) for path, make in SCHEMAS.items())
    yield from downloads.plan(site, reading, splicer)
    yield from crawlers.plan(site)
    yield from cards.plan(site)
