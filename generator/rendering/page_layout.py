"""Completes a page's HTML with the theme: in its folder's shell, or as MkDocs would render it."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from generator.pages import Page, Repository, edit_url
from generator.rendering.mkdocs_adapter import (
    PageContent,
    RecordPage,
    RenderedPage,
    meta,
    sitemap_date,
    table_of_contents,
)
from generator.rendering.page_shell import EDIT, PageShell, PageView, encoded, make_shell

_SIBLING = "cq0page0cq.md"


@dataclass(frozen=True, slots=True)
class Theme:
    """What MkDocs renders pages with, once it has read all files and made the navigation."""

    config: MkDocsConfig
    environment: Environment
    nav: Navigation
    files: Files
    repository: Repository | None

    def context(self, page: PageView | RecordPage) -> Mapping[str, Any]:
        """The variables of the theme's templates for a page."""
        return get_context(self.nav, self.files, self.config, page)  # type: ignore[arg-type]  # a view is a page to it


@dataclass(frozen=True, slots=True)
class FolderShells:
    """The shells of a folder's pages: of those with a file that people edit, and of the others."""

    edited: PageShell | None
    plain: PageShell | None

    @property
    def digest(self) -> bytes:
        """A digest of the shells; b"" if the theme cannot be split into a shell."""
        return self.edited.digest + self.plain.digest if self.edited and self.plain else b""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The theme, the address of each page, and the shells by folder."""

    theme: Theme
    addresses: Mapping[str, str]
    shells: Mapping[str, FolderShells]

    @property
    def digests(self) -> dict[str, bytes]:
        """The digest of the shells, by folder."""
        return {folder: shells.digest for folder, shells in self.shells.items()}

    def in_shell(self, page: Page, rendered: RenderedPage) -> bytes | None:
        """A page in the shell of its folder; None if there is none."""
        shells, record = self.shells[posixpath.dirname(page.path)], quote(page.record)
        shell = shells.edited if record else shells.plain
        return shell.fill(self._view(page, rendered), record) if shell else None

    def in_full(self, page: Page, rendered: RenderedPage) -> bytes:
        """A page as MkDocs itself would render it."""
        theme, content = self.theme, PageContent.fresh(page, rendered, self.addresses[page.path])
        file = File.generated(theme.config, page.path, content=page.text, inclusion=InclusionLevel.NOT_IN_NAV)
        made = RecordPage(page.path, content, file, theme.config, edit_url(theme.repository, page.record))
        made.read_source(theme.config)
        html = encoded(theme.environment.get_template("main.html").render(theme.context(made)))
        for each in (made, file):
            vars(each).clear()  # the theme's macros refer to them in a circle, so that every page would be garbage
        return html

    def _view(self, page: Page, rendered: RenderedPage) -> PageView:
        site, url, html = self.theme.config.site_url, self.addresses[page.path], rendered.html
        return PageView(
            url=url,
            title=html.title,
            meta=meta(page, html, url),
            toc=table_of_contents(html.headings),
            canonical_url=f"{site.removesuffix('/')}/{url}" if site else None,
            update_date=sitemap_date(page.updated),
            content=html.text,
            edit_url=edit_url(self.theme.repository, page.record),
        )


def make_layout(theme: Theme, addresses: Mapping[str, str], paths: Iterable[str]) -> PageLayout:
    """Render the shells of the folders of some pages."""
    folders = sorted({posixpath.dirname(path) for path in paths})
    return PageLayout(theme, addresses, {folder: _folder_shells(theme, folder) for folder in folders})


def _folder_shells(theme: Theme, folder: str) -> FolderShells:
    config = theme.config
    url = File(posixpath.join(folder, _SIBLING), None, config.site_dir, config.use_directory_urls).url
    plain = make_shell(theme.environment, theme.context, url, None)
    address = edit_url(theme.repository, EDIT)
    return FolderShells(make_shell(theme.environment, theme.context, url, address) if address else plain, plain)


def first_difference(one: bytes, other: bytes) -> tuple[str, ...]:
    """The first line in which two pages differ, of each; nothing if they are the same."""
    if one == other:
        return ()
    pairs = zip(*(f"{page.decode()}\n".split("\n") for page in (one, other)), strict=False)
    return next((a.strip()[:80], b.strip()[:80]) for a, b in pairs if a != b)
