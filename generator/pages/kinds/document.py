"""What the page of a document adds."""

from generator.knowledge_base import KnowledgeBase
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import by_side, by_topic
from generator.pages.trips import newest_first
from generator.schema.model import Ref


def document(site: SiteIndex, place: PageContext, ref: Ref) -> dict[str, object]:  # noqa: ARG001 -- as for every kind
    """The versions, where it was tabled, what each side said of it, and the positions on its topics."""
    base, said = site.base, site.statements.of("about", ref)
    versions = _versions(base, ref)
    return {
        "versions": versions if len(versions) > 1 else (),
        "tabled_at": newest_first(base, (link.subject for link in base.links.get(ref, {}).get("tabled_at", ()))),
        "responses": by_side(base, said),
        "positions": by_topic(base, said),
    }


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
