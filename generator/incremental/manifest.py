"""The state that a build saves for the next one: manifest, dependencies of pages, and MkDocs' output."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.incremental.file_stamp import FileStamp

if TYPE_CHECKING:  # an unchanged site needs no pages
    from generator.exports import PieceLayout
    from generator.incremental.record_values import ValuesByName

ReportedFindings = tuple[tuple[str, str], ...]
"""The severity and the text of each finding."""
Redirects = tuple[tuple[str, str, str], ...]
"""Old path, new path, and name of each thing that was renamed."""

OpenLinks = tuple[tuple[str, str], ...]
"""Links to anchors that none of our pages has: the page that has the link, and `path#id`."""

RemovedPages = tuple[tuple[str, str], ...]
"""The Markdown path and the HTML of the page of each removed record."""


class PageRecord(NamedTuple):
    """A page or an export that we wrote: its file in the site, the day of its newest article, and its dead links.

    `title` is that of a page about no single thing, "" for all others: such a page is searched for by it. `images` are
    the files that it shows, by their paths in the site.
    """

    file: str
    updated: str
    dead_links: tuple[str, ...]
    title: str = ""
    images: tuple[str, ...] = ()


class MkDocsPageRecord(NamedTuple):
    """A page of ours that MkDocs wrote: title as HTML, the record behind it, day, anchors, and its links.

    `targets` are the anchors of pages that it links to, as `path#id`; `dead_links` paths without a page; `images` the
    files that it shows, by their paths in the site.
    """

    title: str
    record: str
    updated: str
    ids: tuple[str, ...]
    targets: tuple[str, ...]
    dead_links: tuple[str, ...]
    images: tuple[str, ...]


class PageDependencies(NamedTuple):
    """The ids that a page was made from; its own anchors; and the anchors of pages that it links to, as `path#id`."""

    used: tuple[str, ...]
    ids: tuple[str, ...]
    targets: tuple[str, ...]


def interned(found: PageDependencies) -> PageDependencies:
    """The same dependencies, made of shared strings: many pages use the same ids, and workers send copies."""
    return PageDependencies(*(tuple(map(sys.intern, words)) for words in found))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a site's folder after a build.

    - `key`: digest of all that every page depends on: templates, options, schema, versions
    - `inputs`: the stamps of the files that were read, by path; None for one that was written too lately to be trusted
    - `recent`: the digests of those
    - `conditions`: what findings depend on beside files
    - `pages`: the pages and exports that we wrote, by their Markdown paths
    - `files`: the stamps of all files that we wrote, by their paths in the site
    - `mkdocs_pages`: those of our pages that MkDocs wrote, by their Markdown paths
    - `hidden`: the Markdown paths of pages that a hand-written one replaces
    - `empty`: the Markdown paths of overviews that have nothing to show yet
    - `shells`: the digest of the page shell, by folder
    - `open_links`: links to anchors that none of our pages has, MkDocs' pages perhaps: page and `path#id`
    - `anchors`: those of our pages that MkDocs' pages link to, by Markdown path
    - `search`: the digests of the search's files by path; `search_key`: a digest of what it finds beside records and
      articles
    """

    key: bytes
    inputs: Mapping[str, FileStamp | None]
    recent: Mapping[str, bytes]
    conditions: str
    pages: Mapping[str, PageRecord]
    files: Mapping[str, FileStamp]
    mkdocs_pages: Mapping[str, MkDocsPageRecord]
    hidden: tuple[str, ...]
    empty: tuple[str, ...]
    shells: Mapping[str, bytes]
    findings: ReportedFindings
    redirects: Redirects
    removed: RemovedPages
    open_links: OpenLinks
    anchors: Mapping[str, tuple[str, ...]]
    search: Mapping[str, bytes]
    search_key: bytes


@dataclass(frozen=True, slots=True)
class MkDocsOutput:
    """The HTML of our pages that MkDocs wrote, by Markdown path; reused if nothing changed."""

    html: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteDependencies:
    """What decides which pages must be written again; read only if something changed.

    - `pages`: by Markdown path
    - `mkdocs_pages`: the ids that the pages were made from that MkDocs writes, by Markdown path
    - `layouts`: the layouts of exports that are joined from pieces, by path
    - `values`: values made of one record or article each, by name and owner
    - `referenced`: by article or record, the digest of its text and the ids that it names
    - `kinds`: the kind of every id
    - `fronts`: by article, the digest of its front matter
    - `said`: by id, the digest of what records and articles say of it
    - `gathered`: by id, the digest of what the site gathers for it
    - `schema`: the digest of the kinds and fields
    - `newest`: the day of the newest article, to which days are counted
    - `has_cards`: whether pages have social cards of their own
    - `planned`: the digests of the inputs of pages that were read before their drafts, by Markdown path
    """

    pages: Mapping[str, PageDependencies] = field(default_factory=dict)
    mkdocs_pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layouts: "Mapping[str, PieceLayout]" = field(default_factory=dict)
    values: "ValuesByName" = field(default_factory=dict)
    referenced: Mapping[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    fronts: Mapping[str, bytes] = field(default_factory=dict)
    said: Mapping[str, bytes] = field(default_factory=dict)
    gathered: Mapping[str, bytes] = field(default_factory=dict)
    schema: bytes = b""
    newest: str = ""
    has_cards: bool = False
    planned: Mapping[str, bytes] = field(default_factory=dict)
