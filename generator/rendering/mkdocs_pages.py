"""Divides our pages between MkDocs and the plugin, and tells MkDocs about them."""

import os
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from logging import Logger
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink

from generator import refactor, search
from generator.diagnostics.problem import visible
from generator.incremental.manifest import PageRecord, Redirects, RemovedPages
from generator.pages import Page, Repository, edit_url
from generator.rendering.anchors import AnchorIndex
from generator.rendering.links import LinkResolver, images_of
from generator.rendering.mkdocs_adapter import (
    FIRST_DAY,
    GeneratedFile,
    PageContent,
    RecordPage,
    docs_path,
    sitemap_date,
)
from generator.rendering.preflight import same_on_disk

_HOME = "index.md"


@dataclass(frozen=True, slots=True)
class PagePaths:
    """The paths of all pages and exports of a site, by who writes them.

    The plugin writes `ours`; MkDocs writes `mkdocs`, which its navigation or templates need. `exports` are data files.
    `hidden` are pages that a hand-written one replaces.
    """

    ours: tuple[str, ...]
    mkdocs: tuple[str, ...]
    exports: tuple[str, ...]
    hidden: tuple[str, ...]


def divide(paths: Iterable[str], files: Files, nav: object, log: Logger, *, fast: bool) -> PagePaths:
    """Divide the pages: MkDocs writes those in the navigation `nav` and the indexes, or all unless `fast`."""
    written = {file.src_uri for file in files}
    written |= {f"{uri.removesuffix('/index.md')}.md" for uri in written if uri.endswith("/index.md")} - {"index.md"}
    paths, named = sorted(paths), dict(titles_of(nav))
    for path, other in same_on_disk(written, set(paths)):
        log.warning("content/pages/%s and %s are one file on many disks; rename it", path, other)
    hidden = tuple(path for path in paths if path in written)
    for path in hidden:
        log.warning("content/pages/%s hides the generated page of that name", path)
    pages = [path for path in paths if path.endswith(".md") and path not in written]
    mkdocs = tuple(path for path in pages if not fast or path in named or posixpath.basename(path) == _HOME)
    exports = tuple(path for path in paths if not path.endswith(".md") and path not in written)
    return PagePaths(tuple(sorted({*pages}.difference(mkdocs))), mkdocs, exports, hidden)


@dataclass(frozen=True, slots=True)
class MkDocsPages:
    """Our pages in MkDocs: `shown` are those that it writes, by Markdown path."""

    config: MkDocsConfig
    files: Files
    repository: Repository | None
    paths: PagePaths
    links: LinkResolver
    shown: Mapping[str, RecordPage]

    def content(self, page: Page) -> PageContent:
        """What MkDocs shows on a page that was rendered in this build."""
        return _content(self.links, page)


def hand_over(
    files: Files,
    config: MkDocsConfig,
    repository: Repository | None,
    paths: PagePaths,
    pages: Mapping[str, Page | PageContent],
    anchors: Callable[[str], Collection[str]],
) -> MkDocsPages:
    """Give MkDocs its `pages`, rendered or reused, and the files of all others, so that pages can link to them.

    Only top-level exports are included: those of single records are many, and nobody links to them by hand.
    """
    for path in paths.ours:
        files.append(GeneratedFile(config, path, partial(anchors, path)))
    for path in paths.exports:
        if path.count("/") <= 1 and files.get_file_from_path(path) is None:
            files.append(GeneratedFile(config, path))
    for path in pages:
        files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    links = LinkResolver({file.src_uri: file.url for file in files if file.src_uri.endswith(".md")})
    shown, titles = {}, dict(titles_of(config.nav))
    for path, page in pages.items():
        content = page if isinstance(page, PageContent) else _content(links, page)
        edit = edit_url(repository, content.record.record)
        shown[path] = made = RecordPage(path, content, files.src_uris[path], config, edit)
        if titles.get(path):
            made.title = escape(titles[path])
    return MkDocsPages(config, files, repository, paths, links, shown)


def _content(links: LinkResolver, page: Page) -> PageContent:
    return PageContent.fresh(page, links.render(page), links.addresses[page.path])


def add_exports(files: Files, config: MkDocsConfig, exports: Iterable[tuple[str, bytes]]) -> None:
    """Give MkDocs the exports to write, too."""
    for path, content in exports:
        files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))


_REDIRECT_SCRIPT = "assets/communique/redirect.js"


def add_redirects(files: Files, config: MkDocsConfig, redirects: Redirects, language: str) -> None:
    """Add a redirect at each previous address, unless a hand-written page is there."""
    for old, new, name in redirects:
        path, target = File.generated(config, old, content="").dest_uri, files.get_file_from_path(new)
        if target and files.get_file_from_path(old) is None:
            address = posixpath.relpath(target.dest_uri, posixpath.dirname(path))
            script = posixpath.relpath(_REDIRECT_SCRIPT, posixpath.dirname(path))
            public = f"{config.site_url.rstrip('/')}/{target.url.removeprefix('./')}" if config.site_url else ""
            html = refactor.redirect_page(address, name, language, script, public)
            files.append(File.generated(config, path, content=html))


def add_removed(files: Files, config: MkDocsConfig, removed: RemovedPages) -> None:
    """Add a page at each address of a removed record, unless another is there."""
    for path, html in removed:
        if files.get_file_from_path(path) is None:
            target = File.generated(config, path, content="").dest_uri
            files.append(File.generated(config, target, content=html))


def titles_of(nav: object) -> Iterator[tuple[str, str]]:
    """The titles that the configured navigation gives to pages, by their paths; a path alone has none."""
    for entry in nav if isinstance(nav, list) else ():
        if isinstance(entry, str):
            yield entry, ""
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from titles_of(target)


def search_entries(pages: MkDocsPages, records: Mapping[str, PageRecord]) -> Iterator[search.SearchEntry]:
    """Search entries of the other pages: ours by title, hand-written ones also by their headings."""
    addresses = {pages.links.addresses[path]: made.title for path, made in records.items() if made.title}
    shown = {page.file.url: page.shown.record.title for page in pages.shown.values() if not page.shown.record.record}
    for address, title in ({**addresses, **shown}).items():
        if address:
            yield from search.of_page(unescape(title), [search.PageHeading(address, unescape(title))])
    for page in (file.page for file in pages.files.documentation_pages() if file.page):
        if page.title and not isinstance(page, RecordPage) and not page.is_homepage:
            title = unescape(str(page.title))
            yield from search.of_page(title, (search.PageHeading(page.url, title), *_headings(page.url, page.toc)))


def _headings(address: str, links: Iterable[AnchorLink]) -> Iterator[search.PageHeading]:
    for link in links:
        if link.level > 1:
            yield search.PageHeading(f"{address}#{link.id}", unescape(link.title))
        yield from _headings(address, link.children)


def date_hand_written(pages: MkDocsPages, records: Mapping[str, PageRecord]) -> None:
    """Date the hand-written pages by the newest article, so that a site is the same whenever it is built."""
    shown = (page.shown.record.updated for page in pages.shown.values())
    newest = max((*(made.updated for made in records.values()), *shown), default="")
    for file in pages.files.documentation_pages():
        if file.page and not isinstance(file.page, RecordPage):
            file.page.update_date = sitemap_date(newest)


def add_to_sitemap(text: str, pages: MkDocsPages, records: Mapping[str, PageRecord]) -> str:
    """The sitemap with the pages in it that the plugin wrote."""
    site = pages.config.site_url
    if not site:
        return text
    text = "".join(line for line in text.splitlines(keepends=True) if f"<lastmod>{FIRST_DAY}<" not in line)
    rows = []
    for path in pages.paths.ours:
        if path in records:
            date = sitemap_date(records[path].updated)
            day = "" if date == FIRST_DAY else f"<lastmod>{date}</lastmod>"
            address = escape(f"{site.removesuffix('/')}/{pages.links.addresses[path]}")
            rows.append(f"    <url>\n         <loc>{address}</loc>\n         {day}\n    </url>\n")
    return text.replace("</urlset>", "".join(rows) + "</urlset>")


def report_dead_links(
    pages: MkDocsPages,
    records: Mapping[str, PageRecord],
    outward: Iterable[tuple[str, str]],
    anchors: AnchorIndex,
    log: Logger,
) -> None:
    """Warn about links on our pages to missing pages or anchors; `outward` are those to MkDocs' pages."""
    dead = {path: made.dead_links for path, made in records.items() if made.dead_links}
    dead |= {path: page.shown.record.dead_links for path, page in pages.shown.items()}
    for path in sorted(dead):
        for target in dead[path]:
            log.warning("%s links to `%s`, and there is no such page", path, target)
    known: dict[str, Collection[str] | None] = {
        file.src_uri: file.page.present_anchor_ids for file in pages.files.documentation_pages() if file.page
    }
    shown = ((path, target) for path, page in pages.shown.items() for target in page.shown.record.targets)
    for path, target in sorted({*anchors.lost(outward, known), *anchors.lost(shown, known)}):
        log.warning("%s links to `%s`, and there is no such place", visible(path), visible(target))


def report_missing_images(pages: MkDocsPages, records: Mapping[str, PageRecord], site: Path, log: Logger) -> None:
    """Warn about missing images, except those that MkDocs reports itself."""
    shown = {path: made.images for path, made in records.items() if made.images}
    shown |= {path: page.shown.record.images for path, page in pages.shown.items()}
    for page in (file.page for file in pages.files.documentation_pages() if file.page):
        if not isinstance(page, RecordPage):
            images = images_of(page.content or "", page.file.url)
            shown[page.file.src_uri] = tuple(
                i for i in images if f"({posixpath.basename(i)}" not in (page.markdown or "")
            )
    for path in sorted(shown):
        for image in shown[path]:
            if not os.path.isfile(site / image):  # noqa: PTH113 -- it takes names that are too long for a disk
                message = "%s shows the image `%s`, and the site has no such file; put it into %s"
                log.warning(message, *map(visible, (path, image, f"{docs_path(pages.config)}/{image}")))
