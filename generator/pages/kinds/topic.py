"""The page of a topic."""

from dataclasses import dataclass

from generator.pages.contexts import RecordContext
from generator.pages.references import is_meeting, referrers
from generator.pages.speakers import SideStatements, by_side, unique
from generator.pages.trips import newest_meetings_first
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicContext(RecordContext):
    """What the template of a topic's page can use."""

    @property
    def positions(self) -> tuple[SideStatements, ...]:
        """The statements on the topic by the side that speaks, oldest first."""
        said = self.statements
        return by_side(self.base, unique((*said.of("topic", self.subject), *said.of("about", self.subject))))

    @property
    def discussed(self) -> tuple[Ref, ...]:
        """The meetings that discussed it, newest first."""
        return newest_meetings_first(self.base, referrers(self.base, self.subject, "topics", of=is_meeting))
