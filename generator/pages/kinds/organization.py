"""The page of an organization, and what it shares with that of a country."""

from dataclasses import dataclass

from generator.pages import intro
from generator.pages.contexts import RecordContext
from generator.pages.escape import Markdown
from generator.pages.offices import Office, offices
from generator.pages.speakers import newest_statements_first
from generator.pages.statements import Statement
from generator.pages.trips import hosted
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class SideContext(RecordContext):
    """What the template of a page can use whose record is a side of meetings."""

    @property
    def lead(self) -> Markdown:
        """In how many meetings it took part."""
        return intro.side(self.site, self.page, self.subject)

    @property
    def offices(self) -> tuple[Office, ...]:
        """Its offices and those of its organizations, with who holds them, newest first."""
        return offices(self.base, self.subject)

    @property
    def attended(self) -> tuple[Ref, ...]:
        """The meetings in which it took part, newest first."""
        return self.meetings.by_side.get(self.subject, ())

    @property
    def hosted(self) -> tuple[Ref, ...]:
        """The meetings that it hosted or that took place there, newest first."""
        return hosted(self.base, self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationContext(SideContext):
    """What the template of an organization's page can use."""

    @property
    def own_statements(self) -> tuple[Statement, ...]:
        """The statements of the organization, and of others on its behalf, newest first."""
        return self.statements.own(self.subject)

    @property
    def relayed(self) -> tuple[Statement, ...]:
        """The statements that others made to it or that were reported through it, newest first."""
        said = self.statements
        return newest_statements_first((*said.of("to", self.subject), *said.of("via", self.subject)))
