"""What is asked of a build, and what the site says, ready to be made into pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import exports, pages, pipeline, refactor
from generator.diagnostics.problem import Problem, as_text
from generator.exports import Export
from generator.incremental import invalidation
from generator.incremental.dependencies import DependencyTracker, digests, tracked
from generator.incremental.manifest import SiteDependencies
from generator.memo import Memoize
from generator.pages import PlannedPage, Repository, SiteIndex, Templates

ReportedFindings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """A site's pages before they are made, by path; and what tells which may be others than last time.

    `files` are those beside the pages, by their places. `stale` are the ids that may be other things now, None for all.
    """

    site: SiteIndex
    templates: Templates
    watch: DependencyTracker
    planned: Mapping[str, PlannedPage]
    files: Mapping[str, Export]
    traces: SiteDependencies
    stale: frozenset[str] | None
    told: ReportedFindings
    moved: tuple[tuple[str, str, str], ...]


class BuildRequest(NamedTuple):
    """What site is asked for: its configuration, templates' folder, language, title, public address, and repository.

    `written` are the paths of the pages that people write; `subject` says what the site is about.
    """

    configuration: Path
    templates: Path
    language: str
    title: str
    base_url: str
    repository: Repository | None
    written: frozenset[str] = frozenset()
    subject: str = ""


def plan_build(about: BuildRequest, last: SiteDependencies | None, remember: Memoize) -> BuildPlan:
    """What the site says; `last` is what the last build kept of its pages, None where all are to be made.

    Raises WordsError where the interface has no words in the site's language.
    """
    templates, problems = pages.read_templates(about.templates, about.language)
    if templates is None:
        raise WordsError(problems)
    base, found = pipeline.build_knowledge(about.configuration.parent, about.configuration.name, remember)
    site = pages.gather_site(base, templates.catalogue, *about[2:])
    watch, named = DependencyTracker(), last.named if last else {}
    now = SiteDependencies(
        {}, invalidation.referenced_ids(base, named), invalidation.kinds(base), digests(site), site.newest
    )
    view = tracked(site, watch)
    planned = {each.path: each for each in pages.plan(view)}
    files = {each.path: each for each in exports.plan(view, site.base_url)}
    moved = tuple((old, new, base.name(ref)) for old, new, ref in refactor.redirects(base))
    others = invalidation.stale_ids(last, now) if last else None
    return BuildPlan(site, templates, watch, planned, files, now, others, tuple(_told(found)), moved)


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
