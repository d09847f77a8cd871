"""The page of a document."""

from dataclasses import dataclass

from generator.knowledge_base import KnowledgeBase
from generator.pages.contexts import RecordContext
from generator.pages.references import is_meeting, referrers, self_reference
from generator.pages.speakers import SideStatements, by_side, by_topic
from generator.pages.trips import newest_meetings_first
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContext(RecordContext):
    """What the template of a document's page can use."""

    @property
    def versions(self) -> tuple[Ref, ...]:
        """The document with those that it replaces and that replace it, oldest first; none if it is the only one."""
        found = _versions(self.base, self.subject)
        return found if len(found) > 1 else ()

    @property
    def tabled_at(self) -> tuple[Ref, ...]:
        """The meetings that discussed it, newest first."""
        return newest_meetings_first(self.base, referrers(self.base, self.subject, "documents", of=is_meeting))

    @property
    def responses(self) -> tuple[SideStatements, ...]:
        """The statements about it by the side that speaks, oldest first."""
        return by_side(self.base, self.statements.of("about", self.subject))

    @property
    def positions(self) -> tuple[SideStatements, ...]:
        """The statements about it by topic, oldest first."""
        return by_topic(self.base, self.statements.of("about", self.subject))


def _versions(base: KnowledgeBase, ref: Ref) -> tuple[Ref, ...]:
    """A document with those that it replaces and that replace it, oldest first."""
    kind = base.schema.kind(ref.kind)
    field = self_reference(kind) if kind else None
    if field is None:
        return ()
    found = {ref: None}
    before = base.ids.get(base.records[ref].text(field.name))
    while before and before not in found:
        found[before] = None
        before = base.ids.get(base.records[before].text(field.name))
    order, waiting = [*reversed(found)], [ref]
    while waiting:
        for later in referrers(base, waiting.pop(0), field.name):
            if later not in found:
                found[later] = None
                order.append(later)
                waiting.append(later)
    return tuple(order)
