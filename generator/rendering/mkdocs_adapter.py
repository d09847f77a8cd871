"""Our pages as MkDocs' own: files that it can link to, and pages that its theme can show."""

import json
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from generator.incremental.manifest import MkDocsPageRecord
from generator.pages import Page
from generator.rendering.page_shell import PageView, ShellContext
from generator.text.html import Html, HtmlHeading

FIRST_DAY = "1970-01-01"
"""The date of a page that has none, for MkDocs dates the archive of the sitemap by its pages; no page shows it."""
_LAST_DAY = "2106-02-06"  # the last that the time of a file in an archive can tell

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True).encode

KEPT = "communique-kept.html"
"""The template of a page that is written again as it was."""
MODEL = "cq0page0cq"
"""A name that no page has."""
Render = Callable[[Page], tuple[Html, tuple[str, ...], tuple[str, ...]]]


class _Anchored:
    """What MkDocs asks of the page of a file that others link to."""

    def __init__(self, anchors: Callable[[], Collection[str]]) -> None:
        self.anchors = anchors

    @property
    def present_anchor_ids(self) -> Collection[str]:
        """The ids of the page's elements."""
        return self.anchors()


class OwnFile(File):
    """A page that links lead to, and that the plugin writes itself."""

    @classmethod
    def beside(cls, model: File, name: str, anchors: Callable[[], Collection[str]]) -> "OwnFile":
        """The file of a page in the folder of another, whose name is `MODEL`.

        A file asks the system for a lot when it is made the ordinary way, and there are ten thousand of these.
        """
        file = cls.__new__(cls)
        told = ("src_uri", "dest_uri", "url", "name")
        file.__dict__ |= {
            **vars(model),
            **{attribute: getattr(model, attribute).replace(MODEL, name) for attribute in told},
            "page": _Anchored(anchors),
            "generated_by": "communique",
        }
        return file

    def is_documentation_page(self) -> bool:
        """MkDocs neither renders it nor lists it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- the host's signature
        """It is written already."""


class RecordPage(MkDocsPage):
    """A page rendered by the dialect that the articles are read by, whose title may hold any characters."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, render: Render) -> None:
        super().__init__(None, file, config)
        self.made, self.rendered = page, render
        self.edit_url = edit_url(page, config)
        self.update_date = dated(page.updated)
        self.targets: tuple[str, ...] = ()
        self.lost: tuple[str, ...] = ()
        self.kept: MkDocsPageRecord | None = None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 -- the host's signature
        """What MkDocs' templates need to know of the page; a title is HTML to them, a description text."""
        self.markdown = self.made.text
        if self.kept:
            return
        self.html, self.targets, self.lost = self.rendered(self.made)
        self.meta = meta(self.made, self.html, self.file.url)

    @property
    def shown(self) -> MkDocsPageRecord:
        """What the next build needs to know of it."""
        ids = tuple(sorted(self.present_anchor_ids or ()))
        return self.kept or MkDocsPageRecord(
            self.html.title, self.made.record, self.made.updated, ids, self.targets, self.lost
        )

    def keep(self, shown: MkDocsPageRecord, html: str) -> None:
        """Be as it was: its whole HTML goes out through a template that adds nothing."""
        self.kept = shown
        self.meta = {"title": shown.title, "template": KEPT}
        self.content, self.toc, self.present_anchor_ids = html, TableOfContents([]), set(shown.ids)
        self.targets, self.lost = shown.targets, shown.lost

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 -- the host's signature
        """The HTML, with links that lead where MkDocs puts the pages."""
        if self.kept:
            return
        self.content, self.toc = self.html.text, contents(self.html.headings)
        self.present_anchor_ids = set(self.html.ids)


def meta(page: Page, html: Html, address: str) -> dict[str, object]:
    """What the theme's head shows of a page."""
    feeds = [{**feed._asdict(), "href": get_relative_url(feed.path, address)} for feed in page.feeds]
    made = {"title": html.title, "description": page.description, "json_ld": for_script(page.json_ld)}
    return {**made, "feeds": feeds, "citation": page.citation}


def page_view(page: Page, html: Html, address: str, config: MkDocsConfig) -> PageView:
    """A page as the theme's templates see it."""
    site = config.site_url
    return PageView(
        url=address,
        title=html.title,
        meta=meta(page, html, address),
        toc=contents(html.headings),
        canonical_url=f"{site.removesuffix('/')}/{address}" if site else None,
        update_date=dated(page.updated),
        content=html.text,
        edit_url=edit_url(page, config),
    )


def context(nav: Navigation, files: Files, config: MkDocsConfig) -> ShellContext:
    """What the theme's templates can use, page by page."""

    def made(page: PageView) -> Mapping[str, object]:
        return get_context(nav, files, config, page)  # type: ignore[arg-type]  # a face is a page to it

    return made


def dated(day: str) -> str:
    """A day as MkDocs can write it into the archive of the sitemap: of a month or year the first."""
    return min(max(f"{day}{FIRST_DAY[len(day) :]}", FIRST_DAY), _LAST_DAY)


def for_script(data: Mapping[str, object]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or opens a comment."""
    text = _encode(data)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def edit_url(page: Page, config: MkDocsConfig) -> str | None:
    """Where a person edits the record behind a page; `edit_uri` leads to `docs_dir`, the record's path to the root."""
    if not (config.repo_url and config.edit_uri and page.record):
        return None
    docs = posixpath.relpath(Path(config.docs_dir).as_posix(), Path(config.config_file_path).parent.as_posix())
    return posixpath.join(config.repo_url, config.edit_uri.removesuffix("/").removesuffix(docs), page.record)


def contents(headings: Iterable[HtmlHeading]) -> TableOfContents:
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
