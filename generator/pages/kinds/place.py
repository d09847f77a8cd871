"""The page of a place."""

from dataclasses import dataclass

from generator.pages.contexts import RecordContext
from generator.pages.trips import held_at
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext(RecordContext):
    """What the template of a place's page can use."""

    @property
    def here(self) -> tuple[Ref, ...]:
        """The meetings at the place and at the places within it, newest first."""
        return held_at(self.base, self.subject)
