"""Planned pages to files of the site: in this process, or in several where that pays."""

import gc
import multiprocessing
import os
import posixpath
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from mkdocs.utils import get_relative_url

from generator.diagnostics.problem import Problem
from generator.exports import Export
from generator.incremental.dependencies import EVERYTHING, DependencyTracker
from generator.incremental.manifest import PageDependencies, PageRecord, interned
from generator.pages import Page, PlannedPage, Templates
from generator.pages.page_context import resolve_path
from generator.rendering.site_dir import write
from generator.text.html import Html, render_markdown

WrittenPage = tuple[str, PageRecord, PageDependencies]
"""A page that was written: its Markdown path, and what the manifest keeps of it."""
_PAYS = 64
_RUBBISH = 20_000
_BATCHES, _LONGEST = 16, 128
"""So many for each process, of so many pages at most: pages are not equally long."""


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Where pages are: `addresses` are those that links say, by the Markdown paths of all pages of the site.

    `seen` remembers them as the pages of one folder see them.
    """

    addresses: Mapping[str, str]
    seen: dict[tuple[str, int, bool], dict[str, str | None]] = field(default_factory=dict)

    def html(self, page: Page) -> tuple[Html, tuple[str, ...], tuple[str, ...]]:
        """A page as HTML, the anchors of pages that it links to as `path#id`, and the paths that lead nowhere."""
        folder, own, stem = posixpath.dirname(page.path), self.addresses[page.path], page.path.removesuffix(".md")
        seen = self.seen.setdefault((folder, own.count("/"), "." in posixpath.basename(own.rstrip("/"))), {})
        lost = set()

        def resolve(path: str) -> str | None:
            target = resolve_path(folder, path)
            if target.startswith(stem):  # what is the page's own has another address for all others
                address = self._from(own, target)
            elif target in seen:
                address = seen[target]
            else:
                address = seen[target] = self._from(own, target)
            if address is None:
                lost.add(path)
            return address

        found = render_markdown(page.text, resolve)
        targets = {f"{resolve_path(folder, path)}#{id_}" for path, id_ in found.links if id_ and path not in lost}
        return found, tuple(sorted(targets)), tuple(sorted(lost))

    def _from(self, own: str, target: str) -> str | None:
        """The address of a page or file as one page sees it, None where there is no such page."""
        address = self.addresses.get(target) if target.endswith(".md") else target
        return None if address is None else get_relative_url(address, own)


@dataclass(frozen=True, slots=True)
class PageWriter:
    """All that printing needs; workers have it from the process that they were forked off.

    `site` is the site's folder, `places` the files of pages in it by their Markdown paths. `put` makes the whole HTML.
    At the `samples`, the first page of each folder, `put` finds which folders' pages the theme treats `apart`.
    `files` are other files than pages, by their places.
    """

    site: str
    templates: Templates
    planned: Mapping[str, PlannedPage]
    watch: DependencyTracker
    links: LinkResolver
    places: Mapping[str, str]
    put: Callable[[Page, Html], str]
    samples: AbstractSet[str]
    apart: set[str]
    files: Mapping[str, Export] = field(default_factory=dict)

    def print(self, paths: Sequence[str]) -> tuple[list[WrittenPage], list[Problem]]:
        """Write the pages of some paths; what is wrong with their templates."""
        printed, problems = [], []
        for path in paths:
            asked = self.watch.begin()
            if path in self.files:
                printed.append(self._filed(path, asked))
                continue
            page, problem = self.templates.page(self.planned[path])
            if problem:
                problems.append(problem)
            if page:
                printed.append(self._printed(page, asked))
        return printed, problems

    def _filed(self, path: str, asked: set[str]) -> WrittenPage:
        export = self.files[path]
        made = write(f"{self.site}/{path}", export.make())
        if export.subject is None:
            asked.add(EVERYTHING)
        return path, PageRecord(path, made, "", ()), PageDependencies(tuple(sorted(asked)), (), ())

    def _printed(self, page: Page, asked: set[str]) -> WrittenPage:
        html, targets, lost = self.links.html(page)
        place = self.places[page.path]
        made = write(f"{self.site}/{place}", self.put(page, html).encode(errors="xmlcharrefreplace"))
        trace = PageDependencies(tuple(sorted(asked)), tuple(sorted(html.ids)), targets)
        return page.path, PageRecord(place, made, page.updated, lost, "" if page.record else html.title), trace


def samples(paths: Iterable[str]) -> frozenset[str]:
    """The first page of each folder."""
    first = {posixpath.dirname(path): path for path in sorted(paths, reverse=True) if path.endswith(".md")}
    return frozenset(first.values())


def write_pages(press: PageWriter, paths: Sequence[str]) -> tuple[list[WrittenPage], list[Problem]]:
    """Write pages, with as many processes as the machine has cores where there are many and the system can fork."""
    if len(paths) < _PAYS or not _can_fork():
        return press.print(paths)
    count = os.cpu_count() or 1
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, forked, initializer=_inherit, initargs=(press,)) as executor:
        return write_with(executor, press, paths, count * _BATCHES)


def write_with(
    executor: Executor, press: PageWriter, paths: Sequence[str], count: int
) -> tuple[list[WrittenPage], list[Problem]]:
    """Write pages with an executor whose workers were forked off this process, in `count` batches or more.

    The files that tell of the whole site go first, a group to a process: they are the longest tasks. The samples are
    printed here meanwhile: they tell which folders the theme treats apart.
    """
    whole = [path for path in paths if path in press.files and press.files[path].subject is None]
    groups = {press.files[path].group for path in whole}
    first = sorted(press.samples & set(paths))
    rest = sorted(set(paths).difference(whole, first))
    size = max(1, min(_LONGEST, len(rest) // count))
    files = [
        executor.submit(_print, [path for path in whole if press.files[path].group == group], frozenset())
        for group in sorted(groups, reverse=True)
    ]
    here = press.print(first)
    batches = [rest[start : start + size] for start in range(0, len(rest), size)]
    there = executor.map(partial(_print, apart=frozenset(press.apart)), batches)
    printed, problems = [], []
    for rows, wrong in chain([here], there, (each.result() for each in files)):
        printed += [(path, made, interned(trace)) for path, made, trace in rows]
        problems += wrong
    return printed, problems


def _can_fork() -> bool:
    """A process with other threads, such as the server's, must not fork: a lock of theirs could stay shut for ever."""
    return (
        "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
        and (os.cpu_count() or 1) > 1
    )


class _Inherited:
    """The press of a worker: set once, right after the fork."""

    press: PageWriter


def _inherit(press: PageWriter) -> None:
    """Take the press; rubbish is looked for among a worker's own objects only: pages leave some behind."""
    _Inherited.press = press
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    gc.freeze()
    gc.set_threshold(_RUBBISH)
    gc.enable()


def _print(paths: Sequence[str], apart: AbstractSet[str]) -> tuple[list[WrittenPage], list[Problem]]:
    _Inherited.press.apart.update(apart)
    return _Inherited.press.print(paths)


def _end_with_the_build() -> None:
    """A build that is killed tells its workers nothing: they would wait for pages, and hold its lock, for ever."""
    build = multiprocessing.parent_process()
    if build:
        build.join()
        os._exit(1)
