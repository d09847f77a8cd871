"""The page of a part of a record's long list."""

from generator.pages import json_ld
from generator.pages.model import PageDraft
from generator.pages.pagination import LISTINGS, ListInputs, ListPart, PaginatedList, contains, page_links, part_label
from generator.pages.site_index import SiteIndex
from generator.pages.template_api import Backlink, common, mentions, note
from generator.schema.model import Ref


def draft(site: SiteIndex, path: str, ref: Ref, paginated: PaginatedList, part: ListPart) -> PageDraft:
    """The page of a year, or of a letter, of a list."""
    page, listing = site.place(path), next(each for each in LISTINGS if each.name == paginated.name)
    name, heading = site.base.name(ref), site.catalogue[listing.word]
    title = f"{name} · {heading} · {part_label(page, part)}"

    def make() -> dict[str, object]:
        inputs = ListInputs(site.base, site.meetings, site.statements)
        rows = tuple(row.row for row in listing.rows(inputs, ref) if contains(part.id, row.part))
        return common(site, path) | {
            "title": title,
            "name": name,
            "subject": ref,
            "list": paginated.name,
            "pages": page_links(page, ref, site.paginated.get(ref, ()), paginated.name),
            "rows": _template_rows(site, path, ref, paginated.name, rows),
        }

    about = site.catalogue.text("entries", count=part.rows)
    data = json_ld.collection(site, title, path)
    return PageDraft(path, title, f"{title} · {about}", "further.md.j2", "", "", data, make)


def _template_rows(site: SiteIndex, path: str, ref: Ref, name: str, rows: tuple[object, ...]) -> tuple[object, ...]:
    """The rows as their template takes them."""
    if name == "mentions":
        return tuple(mentions(site.base, site.place(path), ref, [str(row) for row in rows]))
    if name == "people":
        return tuple(Backlink(row, note(site, row)) for row in rows if isinstance(row, Ref))
    return rows
