"""People by side, with their roles as of the newest meeting."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, NamedTuple

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase
from generator.pages import json_ld
from generator.pages.contexts import Context
from generator.pages.drafts import is_draft as fact_is_draft
from generator.pages.drafts import seat_is_draft
from generator.pages.escape import Markdown
from generator.pages.meetings import Participation
from generator.pages.model import PageDraft
from generator.pages.newest_role import newest_position, role_beside_country
from generator.pages.page_context import relative
from generator.pages.pagination import LONG, PageLink
from generator.pages.references import person_kinds
from generator.pages.roles import shown_role
from generator.pages.sections import by_letter
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

PATH = "people-by-side.md"
_FOLDER, _NONE, _FIRST = "people-by-side", "none", 60


class ListedPerson(NamedTuple):
    """A person with a role; `is_draft`: the side or the role rests on articles alone that nobody has reviewed."""

    person: Ref
    role: str
    is_draft: bool


class PeopleSide(NamedTuple):
    """A side (None if unknown) with its people by name."""

    side: Ref | None
    people: tuple[ListedPerson, ...]


class SideLetter(NamedTuple):
    """Those of a side whose names begin with one letter."""

    side: Ref | None
    letter: str
    people: tuple[ListedPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleContext(Context):
    """What the template of the page of people by side can use."""

    sides: Annotated[tuple[PeopleSide, ...], "The sides with their people."]
    parts: Annotated[Mapping[Ref | None, tuple[PageLink, ...]], "Links to the letters of sides with many people."]
    is_part: Annotated[bool, "Whether the page is one letter of a side."]


def drafts(site: SiteIndex, updated: str) -> Iterator[PageDraft]:
    """The page of all, and a page a letter for a side of many."""
    title, about = site.catalogue["people_by_side"], site.catalogue["people_by_side_about"]

    sides = people_by_side(site)
    parts = {path: part for side in sides for path, part in _parts(site, side)}
    links = [(path, part.letter, len(part.people)) for path, part in parts.items()]

    def draft(path: str, name: str, chosen: Sequence[PeopleSide]) -> PageDraft:
        def make_context() -> PeopleContext:
            links = {side.side: _part_links(path, side, parts) for side in sides}
            page, is_part = site.place(path), path != PATH
            return PeopleContext(site=site, page=page, name=name, sides=tuple(chosen), parts=links, is_part=is_part)

        data, inputs = json_ld.collection(site, name, path), (name, updated, links, chosen)
        return PageDraft(
            path, name, about, "people.md.j2", "", updated, data, make_context, is_empty=not chosen, inputs=inputs
        )

    yield draft(PATH, title, sides)
    for path, (side, letter, people) in parts.items():
        who = site.base.name(side) if side else site.catalogue["no_side"]
        yield draft(path, f"{title}: {who} · {letter}", [PeopleSide(side, people)])


def _parts(site: SiteIndex, own: PeopleSide) -> Iterator[tuple[str, SideLetter]]:
    """The letters of a side that has more people than fit on one page, by the path of the page of each."""
    name = own.side.id if own.side else _NONE
    if len(own.people) > LONG:
        for section in by_letter(own.people, lambda row: site.sort_text(row.person), site.collate):
            yield f"{_FOLDER}/{name}/{section.id}.md", SideLetter(own.side, section.label, tuple(section.rows))


def _part_links(path: str, own: PeopleSide, parts: Mapping[str, SideLetter]) -> tuple[PageLink, ...]:
    """Links to the letters of a side."""
    return tuple(
        PageLink(part.letter, Markdown(relative(path, to)), len(part.people), to == path, "", len(own.people[:_FIRST]))
        for to, part in parts.items()
        if part.side == own.side
    )


def people_by_side(site: SiteIndex) -> tuple[PeopleSide, ...]:
    """The sides with most people first; those of no side last."""
    found: dict[Ref | None, list[ListedPerson]] = defaultdict(list)
    base = site.base
    kinds = person_kinds(base.schema)
    people = [ref for ref in base.records if ref.kind in kinds]
    for side, listed in site.each("people by side", people, partial(_listed, site)):
        found[side].append(listed)
    order = sorted(found, key=lambda side: (side is None, -len(found[side]), site.sort_key(side) if side else ()))
    return tuple(PeopleSide(side, tuple(sorted(found[side], key=lambda r: site.sort_key(r.person)))) for side in order)


def _listed(site: SiteIndex, person: Ref) -> tuple[Ref | None, ListedPerson]:
    """A person's side and role, as of the newest meeting if there is one."""
    newest = next(iter(site.meetings.by_person.get(person, ())), None)
    return _at_meeting(site.base, newest) if newest else _by_record(site, person)


def _at_meeting(base: KnowledgeBase, own: Participation) -> tuple[Ref | None, ListedPerson]:
    """A person's side and role as of a meeting."""
    return own.side, ListedPerson(own.person, shown_role(own.role), seat_is_draft(base, own))


def _by_record(site: SiteIndex, person: Ref) -> tuple[Ref | None, ListedPerson]:
    """The side and the role of a person in no meeting."""
    base, position = site.base, newest_position(site, person)
    country = base.records[person].text("country")
    is_draft = fact_is_draft(base, person, Slot("country"), country)
    is_draft = is_draft or bool(position and fact_is_draft(base, person, position.slot, ""))
    return base.ids.get(country), ListedPerson(person, role_beside_country(site, person), is_draft)
