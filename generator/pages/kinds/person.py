"""The page of a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.knowledge_base import Item
from generator.pages import intro
from generator.pages.accounts import Compared, compared
from generator.pages.blocks import with_all_fields
from generator.pages.contexts import RecordContext
from generator.pages.dates import surely_last
from generator.pages.escape import Markdown
from generator.pages.meeting_facts import sure_date
from generator.pages.meetings import Participation
from generator.pages.page_context import PageContext
from generator.pages.roles import positions
from generator.pages.site_index import SiteIndex
from generator.pages.svg.network import NetworkNode, network
from generator.pages.svg.strip import RoleBar, strip
from generator.pages.trips import Trip, trips
from generator.schema.model import Ref
from generator.values import sort_key


def _roles(site: SiteIndex, ref: Ref) -> tuple[Item, ...]:
    """The positions of a person, the newest first, those without a date in the record's order at the end."""
    kind = site.base.schema.kind(ref.kind)
    field = kind.field("positions") if kind else None
    found = [with_all_fields(item, field) for item in positions(site.base, ref)] if field else []
    return tuple(sorted(found, key=lambda item: sort_key(item.parts["from"] or item.parts["to"]), reverse=True))


class Counterpart(NamedTuple):
    """A person of another side: the side represented at the last meeting, and the common meetings, newest first.

    `last` is the date of the last of them, "" if their dates leave it open.
    """

    person: Ref
    side: Ref | None
    meetings: tuple[Ref, ...]
    last: str


def _met(site: SiteIndex, ref: Ref) -> Iterator[Counterpart]:
    """The people that a person met, most often first."""
    for other, shared in site.meetings.met_most(ref):
        sides = (part.side for part in site.meetings.by_meeting[shared[0]] if part.person == other)
        last = surely_last(sure_date(site, meeting) for meeting in shared)
        yield Counterpart(other, next(sides, None), shared, last)


def _strip(site: SiteIndex, place: PageContext, ref: Ref, roles: Iterable[Item]) -> Markdown:
    """The roles over the years, with the meetings on their axis."""
    name = site.base.name(ref)
    spans = [RoleBar(item.parts["title"], item.parts["from"], item.parts["to"]) for item in roles]
    attended = (part.meeting for part in site.meetings.by_person.get(ref, ()) if part.meeting in site.meetings.held)
    dates = [sure_date(site, meeting) for meeting in attended]
    return strip(
        spans,
        title=place.text("strip", name=name),
        description=place.text("strip_about"),
        marks=dates,
    )


def _network(site: SiteIndex, place: PageContext, ref: Ref, met: Sequence[Counterpart]) -> Markdown:
    """The network drawing of the people that a person met."""
    base = site.base
    own = site.meetings.by_person.get(ref, ())
    side = own[0].side if own else None
    return network(
        NetworkNode(base.name(ref), base.name(side) if side else ""),
        [NetworkNode(base.name(m.person), base.name(m.side) if m.side else "", len(m.meetings)) for m in met],
        title=place.text("network", name=base.name(ref)),
        description=place.text("network_about"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContext(RecordContext):
    """What the template of a person's page can use."""

    @property
    def unconfirmed(self) -> tuple[Participation, ...]:
        """The meetings for which only plans or denials name the person, though they are reported as held."""
        return self.meetings.unconfirmed.get(self.subject, ())

    @property
    def lead(self) -> Markdown:
        """The person's role and side, and in how many meetings the person took part."""
        return intro.person(self.site, self.page, self.subject)

    @property
    def roles(self) -> tuple[Item, ...]:
        """The roles and offices, newest first."""
        return _roles(self.site, self.subject)

    @property
    def met(self) -> tuple[Counterpart, ...]:
        """People of other sides at the same meetings, those met most often first."""
        return tuple(_met(self.site, self.subject))

    @property
    def trips(self) -> tuple[Trip, ...]:
        """The trips to meetings, newest first."""
        return tuple(trips(self.base, self.meetings, self.subject))

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The meetings of which the own side and another one gave accounts, newest first."""
        return tuple(compared(self.page.fragments.accounts, self.meetings, self.subject))

    def strip(self, roles: Iterable[Item]) -> Markdown:
        """The roles over the years as a drawing, with the meetings on the axis."""
        return _strip(self.site, self.page, self.subject, roles)

    def network(self, met: Sequence[Counterpart]) -> Markdown:
        """Whom the person met, as a drawing."""
        return _network(self.site, self.page, self.subject, met)
