"""The last build of a site's folder, and which of its pages can be kept."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.incremental.build_plan import BuildPlan
from generator.incremental.dependencies import EVERYTHING
from generator.incremental.manifest import Manifest, MkDocsOutput, PageDependencies, PageRecord, SiteDependencies


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The manifest of the last build, whose files are unchanged; the rest is read when needed.

    A server has its `plan`, too. `is_preview` tells that it wrote only the pages of saved records, and not what follows
    from them.
    """

    manifest: Manifest
    dependencies: Callable[[], SiteDependencies | None]
    output: Callable[[], MkDocsOutput]
    plan: BuildPlan | None = None
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which pages and exports to write, and which to keep, with their records and dependencies."""

    write: frozenset[str]
    keep: Mapping[str, tuple[PageRecord, PageDependencies]]


def same_pages(plan: BuildPlan, last: LastBuild, paths: Iterable[str]) -> Iterator[str]:
    """Those of the pages that MkDocs writes that used nothing that may have changed."""
    known, changed = last.dependencies(), plan.changed
    if known is None or changed is None:
        return
    planned = plan.dependencies.planned
    for path in paths:
        used = known.mkdocs_pages.get(path, (EVERYTHING,))
        if path in plan.pages and planned.get(path) == known.planned.get(path) and changed.isdisjoint(used):
            yield path


def select_pages(
    plan: BuildPlan,
    last: LastBuild | None,
    shells: Mapping[str, bytes],
    paths: Collection[str],
    samples: frozenset[str],
) -> Selection:
    """Keep each page whose shell is unchanged and that used nothing that may have changed.

    `shells` are the digests of the page shells by folder, b"" if there is none that can be compared; `samples` the
    pages that tell how the theme treats their folder: a new one has to be written.
    """
    known = last.dependencies() if last else None
    if last is None or known is None or plan.changed is None:
        return Selection(frozenset(paths), {})
    before, changed = last.manifest, plan.changed
    same = {folder for folder, digest in shells.items() if digest and digest == before.shells.get(folder)}
    planned, others = plan.dependencies.planned, known.planned
    differing = {path for path in {*planned, *others} if planned.get(path) != others.get(path)}
    keep = {}
    for path in paths:
        record, page = before.pages.get(path), known.pages.get(path)
        if not record or not page or path in differing or not changed.isdisjoint(page.used):
            continue
        if path in plan.exports or (path not in samples and posixpath.dirname(path) in same):
            keep[path] = record, page
    return Selection(frozenset(paths).difference(keep), keep)
