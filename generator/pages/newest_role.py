"""Who a person is by the newest sources: the role as lists show it, and the side."""

from typing import NamedTuple

from generator.knowledge_base import Item, KnowledgeBase
from generator.pages.own_side import own_country, side_behind
from generator.pages.references import country_of
from generator.pages.roles import current_positions, shown_role
from generator.pages.site_index import SiteIndex, kept_by_record, shared_by_pages
from generator.schema.model import Ref


class NewestRole(NamedTuple):
    """The position that the newest sources on a person give, None if they give none, and the side; None if unknown."""

    position: Item | None
    side: Ref | None

    @property
    def role(self) -> str:
        """The title of the position, "" for none."""
        return shown_role(self.position.parts["title"]) if self.position else ""


@kept_by_record
def newest_positions(site: SiteIndex, person: Ref) -> tuple[Item, ...]:
    """The positions that the newest sources on a person give, the last reported one first."""
    return current_positions(site.base, person)


def newest_position(site: SiteIndex, person: Ref) -> Item | None:
    """The one of them that was reported last; None if there is none."""
    return next(iter(newest_positions(site, person)), None)


def newest_role(site: SiteIndex, person: Ref) -> NewestRole:
    """The side is that of the position, else the own country, else that of the newest meeting."""
    base, position = site.base, newest_position(site, person)
    own = site.meetings.by_person.get(person, ())
    side = _side(base, position, person) if position else None
    return NewestRole(position, side or own_country(base, person) or (own[0].side if own else None))


@shared_by_pages
def role_beside_country(site: SiteIndex, person: Ref) -> str:
    """The role of a person in a list that names the person's country: with its own side, if that is another one."""
    base, position = site.base, newest_position(site, person)
    if position is None:
        return ""
    side, country = _side(base, position, person), country_of(base, person)
    title = shown_role(position.parts["title"])
    return f"{title}, {base.name(side)}" if side and country and side != country else title


def _side(base: KnowledgeBase, position: Item, person: Ref) -> Ref | None:
    represented = base.ids.get(position.parts.get("for", ""))
    return side_behind(base, represented, person) if represented else None
