"""The page of a part of a record's long list."""

from generator.pages import json_ld
from generator.pages.model import PageDraft
from generator.pages.page_links import label, page_links
from generator.pages.pagination import LISTINGS, ListInputs, ListPart, PaginatedList, holds
from generator.pages.site_index import SiteIndex
from generator.pages.template_api import Backlink, common, mentions, note
from generator.schema.model import Ref


def draft(site: SiteIndex, path: str, ref: Ref, own: PaginatedList, part: ListPart) -> PageDraft:
    """A year, or a letter, of a list."""
    place, listing = site.place(path), next(each for each in LISTINGS if each.name == own.name)
    name, heading, told = site.base.name(ref), site.catalogue[listing.word], label(place, part)
    title = f"{name} · {heading} · {told}"

    def make() -> dict[str, object]:
        seen = ListInputs(site.base, site.meetings, site.statements)
        rows = tuple(row.row for row in listing.rows(seen, ref) if holds(part.id, row.part))
        return common(site, path) | {
            "title": title,
            "name": name,
            "subject": ref,
            "list": own.name,
            "pages": page_links(site, place, ref, own.name),
            "rows": _shown(site, path, ref, own.name, rows),
        }

    about = site.catalogue["further_about"].format(part.rows)
    data = json_ld.collection(site, title, path)
    return PageDraft(path, title, f"{title} · {about}", "further.md.j2", "", "", data, make)


def _shown(site: SiteIndex, path: str, ref: Ref, name: str, rows: tuple[object, ...]) -> tuple[object, ...]:
    """The rows as their template takes them."""
    if name == "mentions":
        return tuple(mentions(site.base, site.place(path), ref, [str(row) for row in rows]))
    if name == "people":
        return tuple(Backlink(row, note(site, row)) for row in rows if isinstance(row, Ref))
    return rows
