"""The page of a part of a record's long list."""

from generator.pages import json_ld
from generator.pages.context import Back, common, mentions, note
from generator.pages.continued import further, label
from generator.pages.further import LISTINGS, Further, Part, Seen, holds
from generator.pages.model import Draft
from generator.pages.site import Site
from generator.schema.model import Ref


def draft(site: Site, path: str, ref: Ref, own: Further, part: Part) -> Draft:
    """A year, or a letter, of a list."""
    place, listing = site.place(path), next(each for each in LISTINGS if each.name == own.name)
    name, heading, told = site.base.name(ref), site.catalogue[listing.word], label(place, part)
    title = f"{name} · {heading} · {told}"

    def make() -> dict[str, object]:
        seen = Seen(site.base, site.meetings, site.statements)
        rows = tuple(row.row for row in listing.rows(seen, ref) if holds(part.id, row.part))
        return common(site, path) | {
            "title": title,
            "name": name,
            "subject": ref,
            "list": own.name,
            "pages": further(site, place, ref, own.name),
            "rows": _shown(site, path, ref, own.name, rows),
        }

    about = site.catalogue["further_about"].format(part.rows)
    data = json_ld.collection(site, title, path)
    return Draft(path, title, f"{title} · {about}", "further.md.j2", "", "", data, make)


def _shown(site: Site, path: str, ref: Ref, name: str, rows: tuple[object, ...]) -> tuple[object, ...]:
    """The rows as their template takes them."""
    if name == "mentions":
        return tuple(mentions(site.base, site.place(path), ref, [str(row) for row in rows]))
    if name == "people":
        return tuple(Back(row, note(site, row)) for row in rows if isinstance(row, Ref))
    return rows
