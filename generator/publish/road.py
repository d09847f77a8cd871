"""One build of a site: what the last one made is kept, the rest is printed."""

import os
import posixpath
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator import exports, identity, pages, pipeline, search
from generator.lock import locked
from generator.pages import Page, Planned, Repository, Site, Templates
from generator.problems import Problem, as_text
from generator.publish import folder, stale, stamps
from generator.publish.manifest import (
    Manifest,
    Outputs,
    Printed,
    Shown,
    Trace,
    Traces,
    read_manifest,
    read_outputs,
    read_traces,
    write,
)
from generator.publish.press import Press, print_all
from generator.publish.watch import Watch, digests, watched

_CACHE = ".cache/communique"
_WAIT = 0.1
Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A site's pages before they are made, by path; and what tells which may be others than last time.

    `files` are those beside the pages, by their places. `stale` are the ids that may be other things now, None for all.
    """

    site: Site
    templates: Templates
    watch: Watch
    planned: Mapping[str, Planned]
    files: Mapping[str, exports.Export]
    traces: Traces
    stale: frozenset[str] | None
    told: Told
    moved: tuple[tuple[str, str, str], ...]


class Asked(NamedTuple):
    """What site is asked for: its configuration, templates' folder, language, title, public address, and repository."""

    configuration: Path
    templates: Path
    language: str
    title: str
    base_url: str
    repository: Repository | None


class Road:
    """The state of a build between MkDocs' hooks: `site` is the folder, `key` a digest of what every page rests on."""

    def __init__(self, site: Path, key: bytes, about: Asked) -> None:
        self.site, self.key, self.about = site, key, about
        self.root = about.configuration.parent
        self.cache = self.root / _CACHE / blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self.before, self.inputs = Manifest(), dict[str, folder.Stamp | None]()
        self.printed, self.traces = dict[str, Printed](), dict[str, Trace]()
        self.searched, self.beside = dict[str, folder.Stamp](), b""
        self.whole = True
        self._knowledge: Knowledge | None = None
        self._last: Traces | None = None
        self._outputs: Mapping[str, str] | None = None
        self._held = ExitStack()

    def begin(self, wait: Callable[[], None]) -> None:
        """Set what the last build made aside, before MkDocs cleans the folder; what is in doubt is made anew.

        `wait` is called once where another build of the folder is under way.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        self._lock(wait)
        self.inputs = stamps.inputs(self.root)
        found = read_manifest(self._manifest, self.key) if self.site.is_dir() else None
        if found and self._is_untouched(found):
            self.before = found
            folder.set_aside(self.site)
        elif self.site.is_dir():
            folder.forget(self.site)
        if self._manifest.exists():
            self._manifest.replace(self._doubtful)

    def _lock(self, wait: Callable[[], None]) -> None:
        told = False
        while not self._held.enter_context(locked(self.cache)):
            self._held.close()
            if not told:
                wait()
            told = True
            time.sleep(_WAIT)

    @property
    def _manifest(self) -> Path:
        return self.cache / "manifest"

    @property
    def _doubtful(self) -> Path:
        """Where the manifest waits while a build is under way: one that is killed leaves none."""
        return self.cache / "manifest-of-the-last"

    def _is_untouched(self, found: Manifest) -> bool:
        """Whether every page is as the last build left it."""
        pages = ((made.place, made.stamp) for made in found.printed.values())
        return all(self._stands(*each) for each in (*pages, *found.searched.items()))

    def _stands(self, place: str, made: folder.Stamp) -> bool:
        now = folder.stamp(f"{self.site}/{place}")
        return now is not None and folder.lasting(place, now) == folder.lasting(place, made)

    @property
    def is_same(self) -> bool:
        """Whether the input is what the last build read."""
        return self.before.key == self.key and stamps.trusted(self.before.inputs, self.inputs)

    def put_back(self) -> None:
        """Put the pages of the last build back into the folder that MkDocs has cleaned."""
        if not self.before.key:
            return
        places = (*(made.place for made in self.before.printed.values()), *self.before.searched)
        folder.put_back(self.site, {place.split("/")[0] for place in places})
        for place in self.before.others:
            (self.site / place).unlink(missing_ok=True)

    @property
    def last(self) -> Traces:
        """What the last build kept of its pages; without it, all are made anew."""
        if self._last is None:
            found = read_traces(self.cache / "traces", self.key) if self.before.key else None
            self.whole = found is None
            self._last = found or Traces()
        return self._last

    @property
    def knowledge(self) -> Knowledge:
        """What the site says, read when it is asked for first."""
        if self._knowledge is None:
            self._knowledge = self._know()
        return self._knowledge

    def _know(self) -> Knowledge:
        templates, problems = pages.read_templates(self.about.templates, self.about.language)
        if templates is None:
            raise WordsError(problems)
        base, found = pipeline.know(self.root, self.about.configuration.name)
        site = pages.gather(base, templates.catalogue, *self.about[2:])
        watch, last = Watch(), self.last
        now = Traces({}, stale.named(base, last.named), stale.kinds(base), digests(site), site.newest)
        view = watched(site, watch)
        planned = {each.path: each for each in pages.plan(view)}
        files = {each.path: each for each in exports.plan(view, site.base_url)}
        moved = tuple((old, new, base.name(ref)) for old, new, ref in identity.redirects(base))
        told = tuple(_told(found))
        return Knowledge(
            site, templates, watch, planned, files, now, None if self.whole else stale.stale(last, now), told, moved
        )

    @property
    def paths(self) -> Collection[str]:
        """The Markdown paths of all pages, and the places of all files beside them."""
        if self.is_same:
            return (*self.before.printed, *self.before.shown)
        return (*self.knowledge.planned, *self.knowledge.files)

    @property
    def told(self) -> Told:
        """The findings: severity and text."""
        return self.before.told if self.is_same else self.knowledge.told

    @property
    def moved(self) -> tuple[tuple[str, str, str], ...]:
        """The redirects: old path, new path, name."""
        return self.before.moved if self.is_same else self.knowledge.moved

    def show(self, path: str) -> tuple[Page | None, Problem | None]:
        """A page that MkDocs is to write."""
        return self.knowledge.templates.page(self.knowledge.planned[path])

    @property
    def outputs(self) -> Mapping[str, str]:
        """The HTML of the pages that MkDocs wrote last, where the input is the same."""
        if self._outputs is None:
            found = read_outputs(self.cache / "outputs", self.key) if self.is_same else None
            self._outputs = found.html if found else {}
        return self._outputs

    def is_settled(self, frames: Mapping[str, bytes]) -> bool:
        """Whether nothing changed, around the pages neither."""
        return self.is_same and frames == self.before.frames and all(frames.values())

    def print(
        self, paths: Collection[str], frames: Mapping[str, bytes], press: Callable[[Knowledge], Press]
    ) -> list[Problem]:
        """Write those of our pages that may be others than the last build made them; what is wrong with templates."""
        if self.is_settled(frames):
            self.printed = dict(self.before.printed)
            return []
        known, before, last = self.knowledge, self.before, self.last.pages
        kept = {} if known.stale is None else {path: before.printed[path] for path in paths if path in before.printed}
        ids = known.stale or frozenset()

        def is_kept(path: str) -> bool:
            return path in kept and ids.isdisjoint(last[path].asked) and (path in known.files or is_framed(path))

        def is_framed(path: str) -> bool:
            around = posixpath.dirname(path)
            return bool(frames[around]) and frames[around] == before.frames.get(around)

        again = sorted(path for path in paths if not is_kept(path))
        for path in before.printed.keys() - set(paths):
            folder.remove(self.site, before.printed[path].place)
        rows, problems = print_all(press(known), again) if again else ([], [])
        made = {path: (printed, trace) for path, printed, trace in rows}
        for path in sorted({*kept, *made} - (set(again) - made.keys())):
            self.printed[path], self.traces[path] = made.get(path) or (kept[path], last[path])
        for path in set(again) & kept.keys() - made.keys():
            folder.remove(self.site, before.printed[path].place)
        return problems

    def write_search(self, pages: Sequence[search.Entry], ending: str, *, is_settled: bool) -> None:
        """Write the search's files. `pages` are found beside records and articles; addresses end with `ending`."""
        self.beside = blake2b(repr((pages, ending)).encode(), digest_size=16).digest()
        if is_settled and self.beside == self.before.beside:
            self.searched = dict(self.before.searched)
            return
        for place, content in search.shards(self.knowledge.site, pages, ending=ending):
            self.searched[place] = folder.write(f"{self.site}/{place}", content)
        for place in self.before.searched.keys() - self.searched.keys():
            folder.remove(self.site, place)

    def ids(self, path: str) -> Collection[str]:
        """The anchors of one of our pages."""
        trace = self.traces.get(path) or self.last.pages.get(path)
        return trace.ids if trace else ()

    def broken(self, others: Mapping[str, Collection[str] | None]) -> Iterator[tuple[str, str]]:
        """Links of our pages to anchors that are not there: page and `path#id`. `others` has those of MkDocs' pages."""
        return self.missing(self._links() if self.traces else self.before.outward, others)

    def missing(
        self, links: Iterable[tuple[str, str]], others: Mapping[str, Collection[str] | None]
    ) -> Iterator[tuple[str, str]]:
        """Those of some links that lead to no anchor."""
        for path, target in links:
            page, _, id_ = target.partition("#")
            known = others[page] if page in others else self.ids(page)
            if known is not None and id_ not in known:
                yield path, target

    def _links(self) -> Iterator[tuple[str, str]]:
        for path, trace in self.traces.items():
            for target in trace.targets:
                yield path, target

    def finish(
        self,
        frames: Mapping[str, bytes],
        shown: Mapping[str, Shown],
        html: Mapping[str, str],
        others: Iterable[str],
    ) -> None:
        """Keep what the next build needs, and let others build.

        `shown` are the pages that MkDocs wrote and `html` their texts; `others` are the site's files that are not ours.
        """
        places = (*(made.place for made in self.printed.values()), *self.searched)
        tops = {place.split("/")[0] for place in places}
        beside = tuple(sorted(place for place in others if place.split("/")[0] in tops))
        outward = self.before.outward
        if self.traces:
            write(self.cache / "traces", self.key, self._now())
            outward = tuple(link for link in self._links() if link[1].partition("#")[0] not in self.printed)
        if html != self.outputs:
            write(self.cache / "outputs", self.key, Outputs(html))
        now = (self.key, self.inputs, self.printed, shown, beside, frames, self.told, self.moved, outward)
        kept = Manifest(*now, self.searched, self.beside)
        if kept == self.before:
            self._doubtful.replace(self._manifest)
        else:
            write(self._manifest, self.key, kept)
            self._doubtful.unlink(missing_ok=True)
        self.end()

    def _now(self) -> Traces:
        traces = self.knowledge.traces
        return Traces(self.traces, traces.named, traces.kinds, traces.gathered, traces.newest)

    def end(self) -> None:
        """Let others build."""
        self._held.close()


def _told(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """What is only worth knowing is counted: a site of ten thousand records has much of it."""
    for problem in problems:
        if problem.severity != "info":
            yield problem.severity, as_text(problem)
    if known := sum(problem.severity == "info" for problem in problems):
        yield "info", f"Worth knowing, and told by `communique check --all`: {known}"


class WordsError(Exception):
    """The interface has no words in the site's language."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(as_text(problems[0]))
        self.problems = problems
