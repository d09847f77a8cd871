"""What each phase of a build gives to the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.exports import PieceLayout
from generator.incremental.manifest import Manifest, PageDependencies, PageRecord
from generator.rendering.anchors import AnchorIndex
from generator.rendering.build_session import BuildSession
from generator.rendering.mkdocs_pages import MkDocsPages


@dataclass(frozen=True, slots=True)
class SitePages:
    """The pages of the site, handed to MkDocs; `unchanged` is the last build's manifest if the input is the same.

    `used` is what each page that MkDocs writes depends on, where that is needed.
    """

    session: BuildSession
    unchanged: Manifest | None
    mkdocs: MkDocsPages
    anchors: AnchorIndex
    used: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]

    @property
    def ours(self) -> tuple[str, ...]:
        """The Markdown paths of the pages that the plugin writes."""
        return self.mkdocs.paths.ours


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """Our written pages and exports: records, dependencies (None if all are the last build's), shells' digests.

    `problems` are those of templates, whose pages are left out. `layouts` are those of exports that are joined from
    pieces.
    """

    records: Mapping[str, PageRecord]
    dependencies: Mapping[str, PageDependencies] | None
    shells: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    is_preview: bool = False
    layouts: Mapping[str, PieceLayout] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """The site once our pages and the search files are written.

    `search` are the digests of the search's files by path, `search_key` is that of what the search finds.
    """

    pages: SitePages
    written: WrittenPages
    search: Mapping[str, bytes]
    search_key: bytes
