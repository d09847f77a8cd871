"""Build inputs and the render plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator import exports, pages, pipeline, refactor
from generator.diagnostics.problem import Problem, as_text
from generator.exports import Export, LastFiles, Splicer
from generator.incremental import invalidation
from generator.incremental.dependencies import DependencyTracker, gathered_digests, tracked
from generator.incremental.fingerprints import InputPaths, input_paths
from generator.incremental.manifest import Redirects, RemovedPages, ReportedFindings, SiteDependencies
from generator.incremental.record_values import RecordValues
from generator.memo import Memoize
from generator.pages import PlannedPage, Publication, Repository, SiteIndex, Templates
from generator.pages.dates import newest
from generator.pages.site_index import KEPT
from generator.pages.social_card import LIMIT as CARDS
from generator.project.files import Stamps


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The site to build: input, output, and the options that every page depends on.

    `key` is the digest of those options and of all templates. `written` are the paths of the pages that people write.
    `subject` says what the site is about, `publication` by whom and how it is published. `fast` is false if
    MkDocs writes every page and nothing is kept between builds. `workers` are who writes many pages: a number of
    processes, or the address of a cluster. `has_cards`: whether pages have social cards of their own.
    """

    configuration: Path
    templates: Path
    site_dir: Path
    key: bytes
    language: str
    title: str
    base_url: str
    repository: Repository | None
    written: frozenset[str]
    subject: str
    publication: Publication
    fast: bool
    workers: int | str | None = None
    has_cards: bool = False

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.configuration.parent

    @property
    def input_paths(self) -> InputPaths:
        """The files that pages and findings are made from."""
        return input_paths(self.root, self.templates, self.configuration.name)


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """All pages and exports of a site before they are rendered, and which may have changed.

    `pages` are by Markdown path, `exports` by their paths in the site. `changed` are the ids that may differ from the
    last build's, None for all. `view` is the site, and records what is looked up in it. `splicer` copies what did not
    change from the files of the last build, `values` keep what was made of single records.
    """

    site: SiteIndex
    view: SiteIndex
    templates: Templates
    tracker: DependencyTracker
    pages: Mapping[str, PlannedPage]
    exports: Mapping[str, Export]
    dependencies: SiteDependencies
    changed: frozenset[str] | None
    splicer: Splicer
    values: RecordValues
    findings: ReportedFindings
    redirects: Redirects
    removed: RemovedPages

    @property
    def empty(self) -> tuple[str, ...]:
        """The Markdown paths of overviews that have nothing to show yet."""
        return tuple(path for path, page in self.pages.items() if page.is_empty)


def plan_build(
    request: BuildRequest, last: SiteDependencies | None, memoize: Memoize, stamps: Stamps = MappingProxyType({})
) -> BuildPlan:
    """Read the project and plan its pages; `last` is the last build, None to write all pages.

    With `stamps` of the input, `memoize` gives the texts of unchanged files.

    Raises WordsError if the interface has no messages in the site's language.
    """
    templates, problems = pages.read_templates(request.templates, request.language)
    if templates is None:
        raise WordsError(problems)
    given = pipeline.read_and_load(request.root, memoize, stamps)
    base = pipeline.link(given, memoize)
    tracker = DependencyTracker()
    known, linked = last.values if last else {}, invalidation.state(base, last, newest(base, base.articles))
    of_base = RecordValues(known, invalidation.changed_ids(last, linked) if last else None, tracker)
    for_each = of_base.each_of(base)
    found = pipeline.find_problems(
        request.root, given, base, request.configuration.name, remember=memoize, for_each=for_each
    )
    options = request.language, request.title, request.base_url, request.repository, request.written, request.subject
    has_cards = request.has_cards and len(base.records) + len(base.articles) <= CARDS
    published = request.publication, found.counts
    site = pages.gather_site(base, templates.catalogue, *options, *published, has_cards=has_cards, for_each=for_each)
    now = replace(linked, gathered=gathered_digests(site), has_cards=has_cards)
    changed = invalidation.changed_ids(last, now) if last else None
    values = RecordValues(known, changed, tracker, of_base)
    view = replace(tracked(site, tracker), each=values.of, collate=values.collate)
    for name, function in KEPT.items():
        view.shared[function] = values.of_one(name, partial(function, view))
    changed = None if changed is None else changed | values.refresh()
    planned = {each.path: each for each in pages.plan(view)}
    files = LastFiles(request.site_dir, last.layouts, changed) if last else LastFiles()
    splicer = Splicer(files, tracker.begin)
    return BuildPlan(
        site,
        view,
        templates,
        tracker,
        pages=planned,
        exports={each.path: each for each in exports.plan(view, site.base_url, splicer)},
        dependencies=replace(now, planned=invalidation.input_digests(planned)),
        changed=changed,
        splicer=splicer,
        values=values,
        findings=tuple(_reported((*problems, *found.reported))),
        redirects=tuple((old, new, base.name(ref)) for old, new, ref in refactor.redirects(base)),
        removed=tuple(refactor.removed_pages(base, templates.catalogue, request.language)),
    )


def _reported(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Warnings and errors with their texts; notes are counted: a site of ten thousand records has many."""
    for problem in problems:
        if problem.severity != "info":
            yield problem.severity, as_text(problem)
    if notes := sum(problem.severity == "info" for problem in problems):
        them = "note; show it" if notes == 1 else "notes; show them"
        yield "info", f"{notes} {them} with `communique check --all`"


class WordsError(Exception):
    """The interface has no words in the site's language."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(as_text(problems[0]))
        self.problems = problems
