"""The index of a kind, by year or letter; a large index has a page for each year or letter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, NamedTuple

from generator.pages import json_ld, sections
from generator.pages.contexts import Context
from generator.pages.drafts import is_draft, row_is_draft
from generator.pages.escape import Markdown
from generator.pages.model import PageDraft
from generator.pages.newest_role import newest_position, role_beside_country
from generator.pages.page_context import relative
from generator.pages.pagination import PageLink
from generator.pages.references import person_kinds
from generator.pages.sections import Section
from generator.pages.site_index import SiteIndex, kept_by_record
from generator.schema.model import Field, Kind, Ref

_LARGE = 600
"""Beyond so many entries the parts of an index are pages of their own."""
_OF_PART, _PARTS = 10, 12
"""So many entries of each part the index of a large kind has itself, of the dated for so many years."""


class IndexRow(NamedTuple):
    """A row of an index: the record, its values in the columns, the number of articles that mention it, and its role.

    The role of a person is that at the latest meeting, else the current position; "" if unknown. `is_draft`: any of
    these rests on articles alone that nobody has reviewed.
    """

    ref: Ref
    cells: tuple[str | Markdown, ...]
    articles: int
    role: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContext(Context):
    """What the template of a kind's index can use."""

    kind: Annotated[Kind, "The kind."]
    dated: Annotated[tuple[Ref, ...], "Its records by date, newest first, if people take part in them."]
    columns: Annotated[tuple[Field, ...], "The fields that have a column."]
    sections: Annotated[tuple[Section, ...], "The records by year or by letter."]
    parts: Annotated[tuple[PageLink, ...], "Links to the parts of a large index, each a page of its own."]
    first: Annotated[int | None, "The rows of each section of a large index; none for all rows."]
    is_part: Annotated[bool, "Whether the page is a part of a large index."]
    total: Annotated[int, "How many records the page is about."]

    def listed(self, rows: Sequence[Ref]) -> list[IndexRow]:
        """Records as rows of the index."""
        return [IndexRow(ref, self._cells(ref), *row_notes(self.site, ref)) for ref in rows]

    @property
    def has_roles(self) -> bool:
        """Whether the records are people, who have roles."""
        return self.kind.name in person_kinds(self.base.schema)

    def _cells(self, ref: Ref) -> tuple[str | Markdown, ...]:
        values = (self.text(ref, column.name) for column in self.columns)
        return tuple(self.page.link(value) if value else "" for value in values)


class RowNotes(NamedTuple):
    """What a row of an index says beside the values of the record."""

    articles: int
    role: str
    is_draft: bool


@kept_by_record
def row_notes(site: SiteIndex, ref: Ref) -> RowNotes:
    """The notes of a record; `is_draft`: its name, a value or the role rests on articles alone that nobody reviewed."""
    base, kind = site.base, site.base.schema.kind(ref.kind)
    has_role = ref.kind in person_kinds(base.schema)
    position = newest_position(site, ref) if has_role else None
    names = ("name", *(column.name for column in (_columns(kind) if kind else ())))
    return RowNotes(
        articles=len({mention.article for mention in base.mentions.get(ref, ())}),
        role=role_beside_country(site, ref) if has_role else "",
        is_draft=bool(position and is_draft(base, ref, position.slot, "")) or row_is_draft(base, ref, names),
    )


def _columns(kind: Kind) -> tuple[Field, ...]:
    """The fields that have a column."""
    return tuple(field for field in kind.fields if field.type == "reference" and not field.many)[:2]


def drafts(site: SiteIndex, kind: Kind, updated: str) -> Iterator[tuple[str, Callable[[], PageDraft], object]]:
    """The index of a kind, and the pages of its parts, with their inputs."""
    dated = _dated(site, kind)
    parts = _parts(site, kind, dated)
    paths = [_path(kind, part) for part in parts] if sum(len(part.rows) for part in parts) > _LARGE else []
    whole = f"{kind.plural}/index.md"
    links = [(part.id, part.label, len(part.rows)) for part in parts]
    for path, part in [(whole, None), *zip(paths, parts, strict=False)]:
        rows = tuple(part.rows) if part else tuple(tuple(each.rows) for each in parts)
        yield path, partial(_draft, site, kind, path, parts, paths, part, dated, updated), (updated, links, rows, dated)


def _path(kind: Kind, part: Section) -> str:
    """The path of a part's page; it contains a slash, unlike any record's id."""
    return f"{kind.plural}/parts/{part.id}.md"


def _parts(site: SiteIndex, kind: Kind, dated: Sequence[Ref]) -> tuple[Section, ...]:
    """The records of a kind in parts: dated ones by year, the others by letter."""
    if dated:
        return sections.by_year(site.place(""), dated, kind.timeline)
    refs = (ref for ref in site.base.records if ref.kind == kind.name)
    return sections.by_letter(sorted(refs, key=site.sort_key), site.sort_text, site.collate)


def _dated(site: SiteIndex, kind: Kind) -> tuple[Ref, ...]:
    return tuple(ref for ref in site.meetings.all if ref.kind == kind.name)


def _draft(
    site: SiteIndex,
    kind: Kind,
    path: str,
    parts: Sequence[Section],
    paths: Sequence[str],
    part: Section | None,
    dated: tuple[Ref, ...],
    updated: str,
) -> PageDraft:
    title = f"{kind.heading} · {part.label}" if part else kind.heading

    def make_context() -> IndexContext:
        links = [Markdown(relative(path, each)) for each in paths]
        parts_with_links = zip(parts, links, strict=False)
        return IndexContext(
            site=site,
            page=site.place(path),
            name=title,
            kind=kind,
            dated=dated,
            columns=_columns(kind),
            sections=(part,) if part else tuple(parts[:_PARTS] if paths and dated else parts),
            parts=tuple(
                PageLink(each.label, href, len(each.rows), each is part, kind.heading, 0)
                for each, href in parts_with_links
            ),
            first=_OF_PART if paths and not part else None,
            is_part=part is not None,
            total=len(part.rows) if part else sum(len(each.rows) for each in parts),
        )

    data = json_ld.collection(site, title, path)
    return PageDraft(path, title, kind.description, "index.md.j2", "", updated, data, make_context)
