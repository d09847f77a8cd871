"""Writes planned pages and exports to files of the site."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from logging import Logger
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.exports import PieceLayout
from generator.incremental.build_plan import BuildPlan
from generator.incremental.dependencies import EVERYTHING
from generator.incremental.manifest import PageDependencies, PageRecord, interned
from generator.incremental.record_values import ValuesByName
from generator.pages import Page, PlannedPage
from generator.rendering.links import LinkResolver
from generator.rendering.mkdocs_adapter import RenderedPage
from generator.rendering.mkdocs_pages import MkDocsPages
from generator.rendering.page_layout import PageLayout, first_difference
from generator.rendering.site_dir import write_file

_NO_FOLDER = frozenset[str]()


class WrittenPage(NamedTuple):
    """A page or export that was written, by its Markdown path; `layout` is that of an export of pieces."""

    path: str
    record: PageRecord
    dependencies: PageDependencies
    layout: PieceLayout | None = None

    def shared(self) -> "WrittenPage":
        """The same, made of shared strings."""
        layout = self.layout.shared() if self.layout else None
        return self._replace(dependencies=interned(self.dependencies), layout=layout)


class WrittenBatch(NamedTuple):
    """The written paths of a batch, the template problems of the others, and the values that were kept meanwhile."""

    pages: list[WrittenPage]
    problems: list[Problem]
    values: ValuesByName


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes pages: holds the output folder, the plan, links and the layout.

    `files` are the files of the pages in that folder, by Markdown path.
    """

    folder: str
    plan: BuildPlan
    links: LinkResolver
    layout: PageLayout
    files: Mapping[str, str]

    def write(self, paths: Sequence[str], in_full: AbstractSet[str] = _NO_FOLDER) -> WrittenBatch:
        """Write some pages and exports; the pages of the folders `in_full` as MkDocs itself would render them."""
        written, problems = [], []
        for path in paths:
            used = self.plan.tracker.begin()
            if path in self.plan.exports:
                written.append(self._write_export(path, used))
                continue
            page, problem = self.plan.templates.page(self.plan.pages[path])
            problems += [problem] if problem else []
            if page:
                rendered = self.links.render(page)
                html = None if posixpath.dirname(path) in in_full else self.layout.in_shell(page, rendered)
                written.append(self._write_page(page, rendered, html or self.layout.in_full(page, rendered), used))
        return WrittenBatch(written, problems, self.plan.values.new())

    def forget(self) -> None:
        """Let go of what only the pages of one batch had in common: several processes have it several times."""
        self.plan.tracker.forget()
        self.plan.splicer.forget()

    def write_samples(self, paths: Sequence[str], log: Logger) -> tuple[WrittenBatch, frozenset[str]]:
        """Write a page of each folder as MkDocs would; return the folders whose shell renders it differently."""
        written, problems, differing = [], [], set[str]()
        for path in paths:
            used = self.plan.tracker.begin()
            page, problem = self.plan.templates.page(self.plan.pages[path])
            problems += [problem] if problem else []
            if page:
                rendered, folder = self.links.render(page), posixpath.dirname(path)
                html, in_shell = self.layout.in_full(page, rendered), self.layout.in_shell(page, rendered)
                if in_shell is not None and (lines := first_difference(in_shell, html)):
                    message = "the theme treats single pages of %s/ differently, so they are rendered in full: %s, %s"
                    log.info(message, folder, *lines)
                    differing.add(folder)
                written.append(self._write_page(page, rendered, html, used))
        return WrittenBatch(written, problems, self.plan.values.new()), frozenset(differing)

    def _write_export(self, path: str, used: set[str]) -> WrittenPage:
        export = self.plan.exports[path]
        if (content := export.make()) is not None:
            write_file(f"{self.folder}/{path}", content)
        on = (EVERYTHING,) if export.subject is None else tuple(sorted(used))
        layout = self.plan.splicer.layouts.get(path)
        return WrittenPage(path, PageRecord(path, "", ()), interned(PageDependencies(on, (), ())), layout)

    def _write_page(self, page: Page, rendered: RenderedPage, html: bytes, used: set[str]) -> WrittenPage:
        file, body = self.files[page.path], rendered.html
        write_file(f"{self.folder}/{file}", html)
        on = depends_on(self.plan.pages[page.path], used)
        dependencies = interned(PageDependencies(on, tuple(sorted(body.ids)), rendered.targets))
        title = "" if page.record else body.title
        record = PageRecord(file, page.updated, rendered.dead_links, title, rendered.images)
        return WrittenPage(page.path, record, dependencies)


def depends_on(page: PlannedPage, used: AbstractSet[str]) -> tuple[str, ...]:
    """What a page depends on that looked up some ids."""
    return (EVERYTHING,) if page.depends_on_all or EVERYTHING in used else tuple(sorted(used))


def make_writer(pages: MkDocsPages, layout: PageLayout, plan: BuildPlan) -> PageWriter:
    """The writer of the pages that the plugin writes."""
    files = {path: pages.files.src_uris[path].dest_uri for path in pages.paths.ours}
    return PageWriter(pages.config.site_dir, plan, pages.links, layout, files)


def samples(paths: Iterable[str]) -> frozenset[str]:
    """The first page of each folder."""
    first = {posixpath.dirname(path): path for path in sorted(paths, reverse=True) if path.endswith(".md")}
    return frozenset(first.values())
