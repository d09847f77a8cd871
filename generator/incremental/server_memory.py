"""The memory of `mkdocs serve` between builds, and the preview of saved records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import knowledge_base, pages
from generator.incremental.build_plan import BuildPlan
from generator.incremental.dependencies import DependencyTracker, tracked
from generator.incremental.file_stamp import FileStamp
from generator.incremental.manifest import Manifest, MkDocsOutput, SiteDependencies
from generator.knowledge_base import KnowledgeBase
from generator.memo import Memo
from generator.project.files import RECORDS, SUFFIXES, read_source
from generator.records.read import read_record
from generator.schema.model import Ref

_FEW = 8


@dataclass(frozen=True, slots=True)
class ServedBuild:
    """The last build of a server.

    `seen` are the stamps of the input, `site` those of the site's files. `is_preview` tells that it wrote only the
    pages of saved records: the next build writes all that follows from them.
    """

    manifest: Manifest
    dependencies: SiteDependencies | None
    output: MkDocsOutput
    seen: Mapping[str, FileStamp]
    site: Mapping[str, FileStamp]
    plan: BuildPlan | None
    is_preview: bool


@dataclass(frozen=True, slots=True)
class BuildErrors:
    """What the last build of a server could not build, as texts; `is_all`: it failed, and the site is an older one."""

    texts: tuple[str, ...] = ()
    is_all: bool = False


@dataclass(slots=True)
class ServerMemory:
    """Lives as long as the server; each build replaces `last`, which is None during a build.

    `reported` are the findings that the server told last. `aside` is a folder for pages that a build leaves out because
    of its `errors`, as they last were.
    """

    memo: Memo = field(default_factory=Memo)
    last: ServedBuild | None = None
    errors: BuildErrors = BuildErrors()
    reported: frozenset[str] = frozenset()
    aside: Path | None = None


def preview(last: ServedBuild, root: Path, seen: Mapping[str, FileStamp]) -> BuildPlan | None:
    """The plan of the pages of saved records; None if more changed than the text of a few records."""
    if last.plan is None or last.seen.keys() != seen.keys():
        return None
    saved = [Path(path) for path, made in seen.items() if last.seen[path] != made]
    if not 0 < len(saved) <= _FEW or not all(path.is_relative_to(root) for path in saved):
        return None
    return _preview(last.plan, root, [path.relative_to(root).as_posix() for path in saved])


def _preview(plan: BuildPlan, root: Path, saved: Iterable[str]) -> BuildPlan | None:
    base, refs = plan.site.base, list[Ref]()
    for name in saved:
        made = _with_record(base, root, name)
        if made is None:
            return None
        base, ref = made
        refs.append(ref)
    site, tracker = replace(plan.site, base=base), DependencyTracker()
    planned = {each.path: each for each in pages.plan_records(tracked(site, tracker), refs)}
    return replace(plan, site=site, tracker=tracker, pages=planned, exports={})


def _with_record(base: KnowledgeBase, root: Path, name: str) -> tuple[KnowledgeBase, Ref] | None:
    """The knowledge base with a record read again, and which one it is; None if it is not valid."""
    folder, _, file = name.removeprefix(f"{RECORDS}/").partition("/")
    kind = next((kind for kind in base.schema.kinds if kind.plural == folder), None)
    source, _ = read_source(root, name)
    if kind is None or source is None:
        return None
    record, _ = read_record(source, kind, file.removesuffix(SUFFIXES[RECORDS]))
    if record is None or record.ref not in base.records:
        return None
    return knowledge_base.with_record(base, record), record.ref
