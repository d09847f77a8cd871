"""Whether a meeting took place, as its record and all sources together have it."""

from collections.abc import Iterable, Sequence

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

NOT_HELD = ("announced", "planned", "postponed", "cancelled", "denied")
"""The statuses of a meeting that did not take place, or not yet."""


def took_place(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a meeting counts as held: its record does not call it otherwise, and no other source denies it."""
    return base.records[ref].text("status") not in NOT_HELD and not contradiction(base, ref)


def contradiction(base: KnowledgeBase, ref: Ref) -> str:
    """The status that contradicts a report that a meeting was held; "" if there is none.

    That is a denial, or another status in the record although an article reports it as held. What the newest article
    of an origin says counts, unless it is retracted, or its correction gives a status.
    """
    facts = base.asserted.get(ref, {}).get(Slot("status"), ())
    own = base.records[ref].text("status")
    said = {own, *(value for values in _newest_words(base, facts) for value in values)}
    if not own or "held" not in said:
        return ""
    return own if own != "held" else "denied" if "denied" in said else ""


def _newest_words(base: KnowledgeBase, facts: Sequence[Fact]) -> Iterable[set[str]]:
    """The values that the newest article of each origin gives; `facts` are oldest first."""
    reporting = {fact.article for fact in facts}
    withdrawn = {article for article in reporting if base.articles[article].front.retracted}
    withdrawn |= {article for article in reporting if not reporting.isdisjoint(base.corrections.get(article, ()))}
    newest: dict[str, tuple[str, set[str]]] = {}
    for fact in facts:
        origin = base.origin(fact.article)
        if fact.article not in withdrawn:
            article, values = newest.get(origin, ("", set()))
            newest[origin] = fact.article, {*values, fact.value} if article == fact.article else {fact.value}
    return (values for _, values in newest.values())
