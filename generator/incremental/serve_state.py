"""What a server keeps between its builds, so that an editor sees the page of a record at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import knowledge_base, pages
from generator.incremental.build_plan import BuildPlan
from generator.incremental.dependencies import DependencyTracker, tracked
from generator.incremental.manifest import Manifest, SiteDependencies
from generator.knowledge_base import KnowledgeBase
from generator.memo import Memo
from generator.project.files import RECORDS, SUFFIXES, read_source
from generator.records.read import read_record
from generator.rendering.site_dir import Stamp

_FEW = 8


@dataclass(slots=True)
class ServeState:
    """A server's memory of its last build: nobody but the server writes into its folder.

    `seen` are the stamps of the input. `is_owing` tells that pages of records were made ahead of all that follows from
    them, which the next build makes.
    """

    remember: Memo = field(default_factory=Memo)
    manifest: Manifest = field(default_factory=Manifest)
    traces: SiteDependencies | None = None
    outputs: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Stamp] = field(default_factory=dict)
    knowledge: BuildPlan | None = None
    is_owing: bool = False

    def ahead(self, root: Path, seen: Mapping[str, Stamp]) -> BuildPlan | None:
        """What can be shown ahead, where nothing but a few records were saved; None where all has to be made."""
        if self.knowledge is None or self.seen.keys() != seen.keys():
            return None
        saved = [Path(path).relative_to(root).as_posix() for path, made in seen.items() if self.seen[path] != made]
        return ahead(self.knowledge, root, saved) if 0 < len(saved) <= _FEW else None


def ahead(known: BuildPlan, root: Path, saved: Iterable[str]) -> BuildPlan | None:
    """The pages of some records as they are now, with all that follows from them left as it was.

    `saved` are paths from `root`. None where one is no record, or no sound one.
    """
    base, paths = known.site.base, set()
    for name in saved:
        made = _with(base, root, name)
        if made is None:
            return None
        base, path = made
        paths.add(path)
    site, watch = replace(known.site, base=base), DependencyTracker()
    planned = {each.path: each for each in pages.plan(tracked(site, watch)) if each.path in paths}
    return replace(known, site=site, watch=watch, planned=planned, files={})


def _with(base: KnowledgeBase, root: Path, name: str) -> tuple[KnowledgeBase, str] | None:
    """The knowledge base with a record read again, and the path of its page."""
    folder, _, file = name.removeprefix(f"{RECORDS}/").partition("/")
    kind = next((kind for kind in base.schema.kinds if kind.plural == folder), None)
    source, _ = read_source(root, name)
    if kind is None or source is None:
        return None
    record, _ = read_record(source, kind, file.removesuffix(SUFFIXES[RECORDS]))
    if record is None or record.ref not in base.records:
        return None
    return knowledge_base.with_record(base, record), pages.path_of(base, record.ref)
