"""The page of a document."""

from dataclasses import dataclass

from generator.knowledge_base import KnowledgeBase
from generator.pages.contexts import RecordContext
from generator.pages.speakers import SideStatements, by_side, by_topic
from generator.pages.trips import newest_first
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
        links = self.base.links.get(self.subject, {}).get("tabled_at", ())
        return newest_first(self.base, (link.subject for link in links))

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
    found = {ref: None}
    before = base.ids.get(base.records[ref].text("replaces"))
    while before and before not in found:
        found[before] = None
        before = base.ids.get(base.records[before].text("replaces"))
    order, waiting = [*reversed(found)], [ref]
    while waiting:
        for link in base.links.get(waiting.pop(0), {}).get("replaced_by", ()):
            if link.subject not in found:
                found[link.subject] = None
                order.append(link.subject)
                waiting.append(link.subject)
    return tuple(order)
