"""The page of a country."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.pages.contacts import Contacts, contacts
from generator.pages.kinds.organization import SideContext
from generator.pages.references import is_place, referrers
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import SideStatements, by_topic
from generator.pages.statements import Statement
from generator.pages.tabled import Tabled, tabled
from generator.pages.trips import held_at
from generator.schema.model import Ref
from generator.values import other_codes, show_month


class Located(NamedTuple):
    """A place of a country, and how many meetings were held there."""

    place: Ref
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryContext(SideContext):
    """What the template of a country's page can use."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The country's codes: its id, and the others of ISO 3166."""
        return (self.subject.id.upper(), *other_codes(self.subject.id))

    @property
    def contacts(self) -> Contacts:
        """Its meetings with other sides by counterpart and month."""
        return contacts(self.base, self.meetings, self.subject, self.newest)

    @property
    def positions(self) -> tuple[SideStatements, ...]:
        """Its statements by topic, oldest first."""
        return by_topic(self.base, self.site.voices.get(self.subject, ()))

    @property
    def other_statements(self) -> tuple[Statement, ...]:
        """Its statements that are on no topic."""
        return tuple(s for s in self.site.voices.get(self.subject, ()) if s.parts["topic"] not in self.base.ids)

    @property
    def tabled(self) -> tuple[Tabled, ...]:
        """The documents that it tabled, newest first, with the newest answer of each other side."""
        return tuple(tabled(self.base, self.statements, self.subject))

    @property
    def places(self) -> tuple[Located, ...]:
        """Its places, those with the most meetings first."""
        return _places(self.site, self.subject)

    def month_names(self, months: Iterable[str]) -> list[str]:
        """Months given as YYYY-MM in short words."""
        return [show_month(month, self.site.language) for month in months]

    def level(self, count: int, most: int) -> int:
        """The intensity of a figure relative to the largest, 1 to 3."""
        return -(-3 * count // most)


def _places(site: SiteIndex, ref: Ref) -> tuple[Located, ...]:
    """The places of a country, those with the most meetings that took place first."""
    base, held = site.base, site.meetings.held
    places = referrers(base, ref, "country", of=is_place)
    found = [Located(place, sum(meeting in held for meeting in held_at(base, place))) for place in places]
    return tuple(sorted(found, key=lambda row: (-row.meetings, row.place)))
