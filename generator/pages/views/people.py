"""People by side: who is counted to whom, in which role, as of the newest meeting."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.pages import json_ld
from generator.pages.context import common, first_title
from generator.pages.model import Draft
from generator.pages.site import Site
from generator.schema.model import Ref

PATH = "people-by-side.md"


class Side(NamedTuple):
    """A side (None where nobody says) with its people by name, each with his role."""

    side: Ref | None
    people: tuple[tuple[Ref, str], ...]


def drafts(site: Site, updated: str) -> Iterator[Draft]:
    """The one page."""
    title, about = site.catalogue["people_by_side"], site.catalogue["people_by_side_about"]

    def make() -> dict[str, object]:
        return common(site, PATH) | {"name": title, "sides": by_side(site)}

    yield Draft(PATH, title, about, "people.md.j2", "", updated, json_ld.collection(site, title, PATH), make)


def by_side(site: Site) -> tuple[Side, ...]:
    """The sides with most people first; those of no side last."""
    found: dict[Ref | None, list[tuple[Ref, str]]] = defaultdict(list)
    base = site.base
    for person in (ref for ref in base.records if ref.kind == "person"):
        own = site.meetings.by_person.get(person, ())
        side = own[0].side if own else base.ids.get(base.records[person].text("country"))
        found[side].append((person, own[0].role if own else first_title(base, person)))
    order = sorted(found, key=lambda side: (side is None, -len(found[side]), side or Ref("", "")))
    return tuple(
        Side(side, tuple(sorted(found[side], key=lambda r: (base.name(r[0]).casefold(), r)))) for side in order
    )
