"""Adapts our pages to MkDocs: files that it can link to, and pages that it can render in its theme."""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from generator.incremental.manifest import MkDocsPageRecord
from generator.pages import Page
from generator.rendering.fonts import fonts_of
from generator.text.html import Html, HtmlHeading

REUSED = "communique-reused.html"
"""The template of a page whose whole HTML is that of the last build."""
FIRST_DAY = "1970-01-01"
"""The date of a page that has none, for MkDocs dates the archive of the sitemap by its pages; no page shows it."""
_LAST_DAY = "2106-02-06"  # the last that the time of a file in an archive can tell

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True).encode


class _LinkedPage:
    """What MkDocs needs of the page of a file that others link to."""

    def __init__(self, anchors: Callable[[], Collection[str]]) -> None:
        self._anchors = anchors

    @property
    def present_anchor_ids(self) -> Collection[str]:
        """The ids of the page's elements."""
        return self._anchors()


class GeneratedFile(File):
    """A page or export that MkDocs can link to, and that the plugin writes itself."""

    def __init__(  # MkDocs' own takes paths of the system, and translates them: half of the time of a large site
        self, config: MkDocsConfig, path: str, anchors: Callable[[], Collection[str]] = tuple
    ) -> None:
        # MkDocs computes the file of a page only for those that it writes itself. None of ours is an index.
        page = f"{path.removesuffix('.md')}{'/index' if config.use_directory_urls else ''}.html"
        self.src_uri, self.src_dir, self.dest_uri = path, None, page if path.endswith(".md") else path
        self.dest_dir, self.use_directory_urls = config.site_dir, config.use_directory_urls
        self.inclusion = InclusionLevel.NOT_IN_NAV
        self.page = _LinkedPage(anchors)  # type: ignore[assignment]  # MkDocs reads only the anchors of a linked page
        self.generated_by = "communique"

    def is_documentation_page(self) -> bool:
        """MkDocs neither renders nor lists it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- the host's signature
        """Do nothing: the plugin writes it."""


class RenderedPage(NamedTuple):
    """A page as HTML; `targets` are the anchors that it links to, as `path#id`, `dead_links` paths without a page.

    `images` are the files that it shows, by their paths in the site.
    """

    html: Html
    targets: tuple[str, ...]
    dead_links: tuple[str, ...]
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What MkDocs shows on one of our pages; `record` is its entry in the manifest."""

    record: MkDocsPageRecord
    markdown: str
    html: str
    headings: tuple[HtmlHeading, ...]
    meta: Mapping[str, object]
    is_reused: bool

    @classmethod
    def fresh(cls, page: Page, rendered: RenderedPage, url: str) -> "PageContent":
        """The content of a page that was rendered in this build."""
        html, ids = rendered.html, tuple(sorted(rendered.html.ids))
        record = MkDocsPageRecord(html.title, page.record, page.updated, ids, *rendered[1:])
        return cls(record, page.text, html.text, html.headings, meta(page, html, url), is_reused=False)

    @classmethod
    def reused(cls, record: MkDocsPageRecord, output: str) -> "PageContent":
        """The last build's output, rendered through a template that adds nothing."""
        return cls(record, "", output, (), {"title": record.title, "template": REUSED}, is_reused=True)


class RecordPage(MkDocsPage):
    """A page of ours that MkDocs renders, because it is in the navigation or an index."""

    def __init__(self, path: str, content: PageContent, file: File, config: MkDocsConfig, edit_url: str | None) -> None:
        super().__init__(None, file, config)
        self.path = path
        self.edit_url = edit_url
        self.update_date = sitemap_date(content.record.updated)
        self.show(content)

    def show(self, content: PageContent) -> None:
        """Replace the page's content."""
        self.shown = content
        self.meta, self.content = {**content.meta}, content.html
        self.toc = table_of_contents(content.headings)
        self.present_anchor_ids = set(content.record.ids)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 -- the host's signature
        """Set what other plugins read; the content exists already."""
        self.markdown = self.shown.markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing: the content exists already."""


def docs_path(config: MkDocsConfig) -> str:
    """The folder of hand-written pages relative to the project's root, such as `../docs`."""
    root = Path(os.path.realpath(config.config_file_path)).parent
    return Path(os.path.relpath(os.path.realpath(config.docs_dir), root)).as_posix()


def meta(page: Page, html: Html, url: str) -> dict[str, object]:
    """The metadata for the theme's head; MkDocs' templates take a title as HTML and a description as text."""
    feeds = [{**feed._asdict(), "href": relative_address(feed.path, url)} for feed in page.feeds]
    made = {"title": html.title, "description": page.description, "json_ld": script_json(page.json_ld)}
    return {**made, "feeds": feeds, "citation": page.citation, "fonts": fonts_of(html), "card": page.card}


def relative_address(address: str, own: str) -> str:
    """An address as a page names it that has an `own` one: MkDocs' function for it keeps all addresses for ever."""
    if address.startswith(".") or own.startswith("."):
        return get_relative_url(address, own)
    above, parts = own.split("/")[:-1], address.split("/")
    shared = 0
    for one, other in zip(above, parts[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(above) - shared) + "/".join(parts[shared:]) or "./"


def sitemap_date(day: str) -> str:
    """A day for MkDocs' sitemap: the first day of a month or year."""
    return min(max(f"{day}{FIRST_DAY[len(day) :]}", FIRST_DAY), _LAST_DAY)


def script_json(data: Mapping[str, object]) -> str:
    """JSON for a script element, escaped so that it cannot end the element or open a comment."""
    text = _encode(data)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def table_of_contents(headings: Iterable[HtmlHeading]) -> TableOfContents:
    """Headings as a tree; the first is the page's own title."""
    roots: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.text, heading.id, heading.level)
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else roots).append(link)
        path.append(link)
    return TableOfContents(roots)
