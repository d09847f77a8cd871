"""The page for a part of a record's long list."""

from dataclasses import dataclass
from typing import Annotated

from generator.pages import json_ld
from generator.pages.blocks import backlink_rows, mentions
from generator.pages.contexts import Context
from generator.pages.model import PageDraft
from generator.pages.pagination import (
    LISTINGS,
    ListInputs,
    ListPart,
    PageLink,
    PaginatedList,
    contains,
    page_links,
    part_label,
)
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContext(Context):
    """What the template of a part of a long list can use."""

    subject: Annotated[Ref, "The record that the list belongs to."]
    list: Annotated[str, "The name of the list: `meetings`, `statements`, `mentions` and so on."]
    pages: Annotated[tuple[PageLink, ...], "Links to all parts of the list."]
    rows: Annotated[tuple[object, ...], "The rows of the part."]


def draft(site: SiteIndex, path: str, ref: Ref, paginated: PaginatedList, part: ListPart) -> PageDraft:
    """The page of a year, or of a letter, of a list."""
    page, listing = site.place(path), next(each for each in LISTINGS if each.name == paginated.name)
    title = f"{site.base.name(ref)} · {site.catalogue[listing.word]} · {part_label(page, part)}"

    def make_context() -> ListContext:
        inputs = ListInputs(site.base, site.meetings, site.statements)
        rows = tuple(row.row for row in listing.rows(inputs, ref) if contains(part.id, row.part))
        return ListContext(
            site=site,
            page=page,
            name=title,
            subject=ref,
            list=paginated.name,
            pages=page_links(page, ref, site.paginated.get(ref, ()), paginated.name),
            rows=_template_rows(site, path, ref, paginated.name, rows),
        )

    about = site.catalogue.text("entries", count=part.rows)
    data = json_ld.collection(site, title, path)
    return PageDraft(path, title, f"{title} · {about}", "list.md.j2", "", "", data, make_context)


def _template_rows(site: SiteIndex, path: str, ref: Ref, name: str, rows: tuple[object, ...]) -> tuple[object, ...]:
    """The rows as their template takes them."""
    if name == "mentions":
        return tuple(mentions(site.base, site.place(path), ref, [str(row) for row in rows]))
    if name == "people":
        shown = set(rows)
        links = (link for link in site.base.links.get(ref, {}).get(name, ()) if link.subject in shown)
        found = {row.ref: row for row in backlink_rows(site, ref, links)}
        return tuple(found[row] for row in rows if isinstance(row, Ref))
    return rows
