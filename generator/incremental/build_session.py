"""One build of a site: what the last one made is kept, the rest is printed."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from generator import search
from generator.diagnostics.problem import Problem
from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildPlan, BuildRequest, ReportedFindings, plan_build
from generator.incremental.cache import Cache
from generator.incremental.manifest import Manifest, MkDocsPageRecord, PageDependencies, PageRecord, SiteDependencies
from generator.incremental.serve_state import ServeState
from generator.memo import no_memo
from generator.pages import Page
from generator.rendering import site_dir
from generator.rendering.page_writer import PageWriter, WrittenPage, samples, write_pages
from generator.rendering.preflight import check_kept, faults_told


class BuildSession:
    """The state of a build between MkDocs' hooks: `site` is the folder, `key` a digest of what every page rests on.

    `served` is what a server remembers of its last build, None in a build alone.
    """

    def __init__(self, site: Path, key: bytes, about: BuildRequest, served: ServeState | None = None) -> None:
        self.site, self.key, self.about, self.served = site, key, about, served
        self.root = about.configuration.parent
        self.cache = Cache(self.root, site, key)
        self.before, self.inputs = Manifest(), dict[str, site_dir.Stamp | None]()
        self.lately: Mapping[str, bytes] = {}
        self.seen: Mapping[str, site_dir.Stamp] = {}
        self.ahead: BuildPlan | None = None
        self.printed, self.traces = dict[str, PageRecord](), dict[str, PageDependencies]()
        self.anchors, self.hidden = dict[str, tuple[str, ...]](), set[str]()
        self.searched, self.beside = dict[str, site_dir.Stamp](), b""
        self.whole, self.keeps = True, False
        self._knowledge: BuildPlan | None = None
        self._trusted: bool | None = None
        self._last: SiteDependencies | None = None
        self._outputs: Mapping[str, str] | None = None

    @faults_told()
    def begin(self, wait: Callable[[], None]) -> None:
        """Set what the last build made aside, before MkDocs cleans the folder; what is in doubt is made anew.

        `wait` is called once where another build of the folder is under way.
        """
        check_kept(self.cache.folder, self.root)
        self.cache.take(wait)
        self.keeps = True
        self.seen = fingerprints.scan(self.root)
        self.inputs = fingerprints.inputs(self.seen)
        self.lately = fingerprints.texts(path for path, made in self.inputs.items() if made is None)
        found = self._found()
        if found:
            self.before = found
            site_dir.stash(self.site)
        elif self.site.is_dir():
            site_dir.forget(self.site)
        self.cache.doubt()

    def _found(self) -> Manifest | None:
        """The manifest of the last build, where its pages are as it left them; what can be shown ahead of a build."""
        served = self.served
        if served and served.manifest.key == self.key:
            self.ahead = served.ahead(self.root, self.seen)
            self._last, self.whole = served.traces, served.traces is None
            self.before, served.manifest = served.manifest, Manifest()
            self._outputs = served.outputs if self.is_same else {}
            return self.before
        found_here = self.cache.manifest() if self.site.is_dir() else None
        return found_here if found_here and self._is_untouched(found_here) else None

    def _is_untouched(self, found: Manifest) -> bool:
        """Whether every page is as the last build left it."""
        pages = ((made.place, made.stamp) for made in found.printed.values())
        return all(self._stands(*each) for each in (*pages, *found.searched.items()))

    def _stands(self, place: str, made: site_dir.Stamp) -> bool:
        now = site_dir.stamp(f"{self.site}/{place}")
        return now is not None and site_dir.comparable_stamp(place, now) == site_dir.comparable_stamp(place, made)

    @property
    def is_same(self) -> bool:
        """Whether the input is what the last build read; or a few pages are shown ahead of the rest."""
        return self.ahead is not None or (self.before.key == self.key and self._is_trusted)

    @property
    def _is_trusted(self) -> bool:
        if self._trusted is None:
            is_owing = self.served is not None and self.served.is_owing
            self._trusted = not is_owing and fingerprints.inputs_unchanged(
                self.before.inputs, self.inputs, self.before.lately
            )
        return self._trusted

    @faults_told()
    def put_back(self) -> None:
        """Put the pages of the last build back into the folder that MkDocs has cleaned."""
        if not self.before.key:
            return
        places = (*(made.place for made in self.before.printed.values()), *self.before.searched)
        site_dir.restore(self.site, {place.split("/")[0] for place in places})
        for place in self.before.others:
            (self.site / place).unlink(missing_ok=True)

    @property
    def last(self) -> SiteDependencies:
        """What the last build kept of its pages; without it, all are made anew."""
        if self._last is None:
            found = self.cache.traces() if self.before.key else None
            self.whole = found is None
            self._last = found or SiteDependencies()
        return self._last

    @property
    def knowledge(self) -> BuildPlan:
        """What the site says, read when it is asked for first."""
        if self._knowledge is None:
            last = self.last
            self._knowledge = self._know(None if self.whole else last)
        return self._knowledge

    def _know(self, last: SiteDependencies | None) -> BuildPlan:
        if self.served or not self.keeps:
            return plan_build(self.about, last, self.served.remember if self.served else no_memo)
        said = self.cache.said()
        found = plan_build(self.about, last, said)
        self.cache.keep(said)
        return found

    @property
    def paths(self) -> Collection[str]:
        """The Markdown paths of all pages, and the places of all files beside them."""
        if self.is_same:
            return (*self.before.printed, *self.before.shown, *self.before.hidden)
        return (*self.knowledge.planned, *self.knowledge.files)

    @property
    def told(self) -> ReportedFindings:
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
            found = self.cache.outputs() if self.is_same else None
            self._outputs = found.html if found else {}
        return self._outputs

    def is_settled(self, frames: Mapping[str, bytes]) -> bool:
        """Whether nothing changed, around the pages neither."""
        return self.is_same and frames == self.before.frames and all(frames.values())

    @faults_told()
    def print(
        self, paths: Collection[str], frames: Mapping[str, bytes], press: Callable[[BuildPlan], PageWriter]
    ) -> list[Problem]:
        """Write those of our pages that may be others than the last build made them; what is wrong with templates."""
        if self.is_settled(frames):
            self.printed = {**self.before.printed, **self._print_ahead(press)}
            return []
        known, before, last = self.knowledge, self.before, self.last.pages
        kept = {} if known.stale is None else {path: before.printed[path] for path in paths if path in before.printed}
        ids = known.stale or frozenset()

        def is_kept(path: str) -> bool:
            return path in kept and ids.isdisjoint(last[path].asked) and (path in known.files or is_framed(path))

        def is_framed(path: str) -> bool:
            around = posixpath.dirname(path)
            return bool(frames[around]) and frames[around] == before.frames.get(around)

        moved = samples(path for path in paths if path in known.planned) - samples(before.printed)
        again = {path for path in paths if path in moved or not is_kept(path)}
        for path in before.printed.keys() - set(paths):
            site_dir.remove(self.site, before.printed[path].place)
        rows, problems = _print_all(press(known), again, kept) if again else ([], [])
        made = {path: (printed, trace) for path, printed, trace in rows}
        for path in sorted({*kept, *made} - (again - made.keys())):
            self.printed[path], self.traces[path] = made.get(path) or (kept[path], last[path])
        for path in again & kept.keys() - made.keys():
            site_dir.remove(self.site, before.printed[path].place)
        self.anchors.clear()
        return problems

    def _print_ahead(self, press: Callable[[BuildPlan], PageWriter]) -> dict[str, PageRecord]:
        """Write the pages that are shown ahead; what is wrong with them, the build after this one tells."""
        if self.ahead is None:
            return {}
        paths = sorted(self.ahead.planned.keys() & self.before.printed.keys())
        rows, _ = press(self.ahead).print(paths)
        return {path: printed for path, printed, _ in rows}

    @faults_told()
    def write_search(self, pages: Sequence[search.SearchEntry], ending: str, *, is_settled: bool) -> None:
        """Write the search's files. `pages` are found beside records and articles; addresses end with `ending`."""
        self.beside = blake2b(repr((pages, ending)).encode(), digest_size=16).digest()
        if is_settled and self.beside == self.before.beside:
            self.searched = dict(self.before.searched)
            return
        for place, content in search.shards(self.knowledge.site, pages, ending=ending):
            self.searched[place] = site_dir.write(f"{self.site}/{place}", content)
        for place in self.before.searched.keys() - self.searched.keys():
            site_dir.remove(self.site, place)

    def ids(self, path: str) -> Collection[str]:
        """The anchors of one of our pages."""
        if path not in self.anchors:
            kept = None if self.traces else self.before.anchors.get(path)
            self.anchors[path] = self._ids(path) if kept is None else kept
        return self.anchors[path]

    def _ids(self, path: str) -> tuple[str, ...]:
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

    @faults_told()
    def finish(
        self,
        frames: Mapping[str, bytes],
        shown: Mapping[str, MkDocsPageRecord],
        html: Mapping[str, str],
        others: Iterable[str],
    ) -> None:
        """Keep what the next build needs, and let others build.

        `shown` are the pages that MkDocs wrote and `html` their texts; `others` are the site's files that are not ours.
        """
        kept = self._kept(frames, shown, others)
        if self.traces:
            self._last = self._now()
        if self.served:
            self._serve(self.served, kept, html)
        else:
            traces = self._last if self.traces else None
            outputs = html if html != self.outputs else None
            self.cache.save(kept if kept != self.before else None, traces, outputs)
        self.end()

    def _kept(
        self, frames: Mapping[str, bytes], shown: Mapping[str, MkDocsPageRecord], others: Iterable[str]
    ) -> Manifest:
        if self.ahead and not self.traces:
            return replace(self.before, printed=self.printed)
        places = (*(made.place for made in self.printed.values()), *self.searched)
        tops = {place.split("/")[0] for place in places}
        beside = tuple(sorted(place for place in others if place.split("/")[0] in tops))
        outward = self.before.outward
        if self.traces:
            outward = tuple(link for link in self._links() if link[1].partition("#")[0] not in self.printed)
        return Manifest(
            key=self.key,
            inputs=self.inputs,
            lately=fingerprints.unchanged(self.lately),
            printed=self.printed,
            shown=shown,
            hidden=tuple(sorted(self.hidden)),
            others=beside,
            frames=frames,
            told=self.told,
            moved=self.moved,
            outward=outward,
            anchors=self.anchors,
            searched=self.searched,
            beside=self.beside,
        )

    def _serve(self, served: ServeState, kept: Manifest, html: Mapping[str, str]) -> None:
        """Remember the build for the server's next one."""
        served.manifest, served.traces, served.outputs, served.seen = kept, self._last, html, self.seen
        served.knowledge = self.ahead or self._knowledge or served.knowledge
        served.is_owing = self.ahead is not None

    def _now(self) -> SiteDependencies:
        traces = self.knowledge.traces
        return SiteDependencies(self.traces, traces.named, traces.kinds, traces.gathered, traces.newest)

    def end(self) -> None:
        """Let others build."""
        self.cache.leave()


def _print_all(
    press: PageWriter, again: AbstractSet[str], kept: Collection[str]
) -> tuple[list[WrittenPage], list[Problem]]:
    """Write pages, and those of the `kept` whose folder the theme turns out to treat apart."""
    rows, problems = write_pages(press, sorted(again))
    late = [path for path in kept if posixpath.dirname(path) in press.apart and path in press.planned]
    more, wrong = press.print(sorted(set(late) - again))
    return [*rows, *more], [*problems, *wrong]
