"""The outcome of meetings according to the sources: held, planned, cancelled, denied."""

from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.outcomes import contradiction, is_withdrawn, took_place
from generator.pages.dates import newest as newest_day
from generator.schema.model import Ref
from generator.values import iso_range

FIELD = "status"
AHEAD = ("announced", "planned")
OFF = ("postponed", "cancelled", "denied")
RETRACTED = "retracted"
STATES = ("due", *AHEAD, "overdue", *OFF, "contested", RETRACTED)
"""What can become of a meeting that does not count as held, in the order in which pages list it."""


class MeetingState(NamedTuple):
    """The status of a meeting in its record ("" if none), and whether it took place.

    `against` is the status that contradicts a report that it was held, "" if none does. `overdue`: its day has passed,
    and no article reports the outcome. `due`: it has no status, and every article that mentions it is older than its
    day. `withdrawn`: all its reports are retracted.
    """

    status: str
    held: bool
    against: str = ""
    overdue: bool = False
    due: bool = False
    withdrawn: bool = False

    @property
    def contested(self) -> bool:
        """Whether sources differ on whether it was held."""
        return bool(self.against)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that pages show: two if sources differ on whether it was held."""
        return ("held", self.against) if self.against else (self.status,) if self.status else ()

    @property
    def name(self) -> str:
        """The state in one word: the status, `contested`, `retracted`, `due` or `overdue`."""
        words = (
            ("contested", self.contested),
            (RETRACTED, self.withdrawn),
            ("due", self.due),
            ("overdue", self.overdue),
        )
        return next((word for word, is_so in words if is_so), self.status)

    @property
    def is_ahead(self) -> bool:
        """Whether it is to come, as far as the articles know."""
        return self.name in ("due", *AHEAD) and not self.overdue

    @property
    def is_off(self) -> bool:
        """Whether it did not surely take place: cancelled, postponed, denied, or only reported by what is retracted."""
        return self.contested or self.withdrawn or self.status in OFF


def state_of(base: KnowledgeBase, ref: Ref, timeline: str, newest: str) -> MeetingState:
    """The state of a meeting; `timeline` is the field of its date, `newest` the day of the newest article."""
    record = base.records[ref]
    status, (first, last) = record.text(FIELD), iso_range(record.text(timeline))
    against = contradiction(base, ref)
    reported = newest_day(base, dict.fromkeys(mention.article for mention in base.mentions.get(ref, ()))) or newest
    due = not status and bool(reported) and first > reported and not base.cited[ref]
    overdue = (status in AHEAD or due) and not against and bool(last) and last < newest
    return MeetingState(status, took_place(base, ref) and not due, against, overdue, due, is_withdrawn(base, ref))
