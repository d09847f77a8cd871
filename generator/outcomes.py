"""Whether a meeting took place, as its record and all sources together have it, and what its reports confirm."""

from collections.abc import Iterable, Sequence

from generator.facts.model import Fact, Slot
from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref
from generator.values import Date, read_date
from generator.values.name_matching import exact_key

STATUS = Slot("status")
_TIMELESS = ("name", "names", "status", "follows", "postponed_to", "previous_ids", "same_as")
"""The fields that say which meeting it is, or what became of it: a plan is as good a source for them."""
LABELS = ("name",)
"""The fields that say what a thing is called: another name is another label, and contradicts nothing."""
POINTS = ("agreed", "not_agreed")
"""The fields of what a meeting agreed on, and of what it left open."""
NOT_HELD = ("announced", "planned", "postponed", "cancelled", "denied")
"""The statuses of a meeting that did not take place, or not yet."""


def follows(before: str, now: str) -> bool:
    """Whether a status may follow another in time; otherwise one of them was wrong.

    What was held, or denied, stays so; what was cancelled may be planned again, but was not held.
    """
    return before not in ("held", "denied") and (before, now) != ("cancelled", "held")


def took_place(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a meeting counts as held.

    Its record does not call it otherwise, no other source denies it, not all its reports are retracted, and the editors
    do not reject them.
    """
    is_called_so = base.records[ref].text("status") not in NOT_HELD
    is_doubted = contradiction(base, ref) or is_withdrawn(base, ref) or _is_rejected(base, ref)
    return is_called_so and not is_doubted


def _is_rejected(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a record has no status because its editors reject that the meeting was held."""
    if base.records[ref].text("status"):
        return False
    said = {fact.value for fact in base.asserted.get(ref, {}).get(STATUS, ())}
    return "held" in said and "held" not in {fact.value for fact in base.contesting(ref, STATUS)}


def is_withdrawn(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether the publishers of all articles that report a meeting as held have retracted them.

    Without a status, that is all articles that mention it. What a person gave a source for is not withdrawn.
    """
    status = base.records[ref].text("status")
    if status in NOT_HELD or base.cited.get(ref):
        return False
    facts = base.evidence.get(ref, {}).get((STATUS, status), ())
    articles = {fact.article for fact in facts} if status else {each.article for each in base.mentions.get(ref, ())}
    return bool(articles) and all(base.fronts[article].retracted for article in articles)


def contradiction(base: KnowledgeBase, ref: Ref) -> str:
    """The status that contradicts a report that a meeting was held; "" if there is none.

    That is a denial, or another status in the record although an article reports it as held. What the newest article
    of an origin says counts, unless it is retracted, its correction gives a status, or the
    editors reject it.
    """
    facts = base.contesting(ref, STATUS)
    own = base.records[ref].text("status")
    said = {own, *(value for values in _newest_words(base, facts) for value in values)}
    if not own or "held" not in said:
        return ""
    return own if own != "held" else "denied" if "denied" in said else ""


def reported(base: KnowledgeBase, ref: Ref, slot: Slot) -> str:
    """What those who report a contested meeting as held give for a field; "" if they say nothing of it.

    A record may have another day or place since: nobody says that it was held then or there.
    """
    record = base.records[ref]
    own = record.text(slot.field)
    held = [fact.article for fact in base.contesting(ref, STATUS) if fact.value == "held"]
    articles = {article for article in held if not base.articles[article].front.retracted}
    if not articles or (record.text("status") == "held" and slot in base.cited.get(ref, {})):
        return own
    values = [fact.value for fact in base.contesting(ref, slot) if fact.article in articles]
    return own if own in values else next(reversed(values), "")


def is_unconfirmed(base: KnowledgeBase, ref: Ref, slot: Slot, value: str) -> bool:
    """Whether a fact of a meeting that is reported as held stands only in articles that do not report it so.

    Those plan it, deny it, are retracted or older than its day: who was to come need not have come. A fact that a
    person gave a source, or that stands in no article, is not unconfirmed.
    """
    if not _has_outcomes(base, ref):
        return False
    facts = base.evidence.get(ref, {}).get((slot, value), ())
    if (
        not facts
        or slot.field in _TIMELESS
        or slot in base.cited.get(ref, {})
        or any(_is_report(base, ref, fact.article) for fact in facts)
    ):
        return False
    return is_reported(base, ref)


def sure_date(base: KnowledgeBase, ref: Ref) -> str:
    """The date of a thing; "" if it is that of a meeting which is reported as held, but not on this day."""
    kind, date = base.schema.kind(ref.kind), base.timeline_date(ref)
    return "" if kind and date and is_unconfirmed(base, ref, Slot(kind.timeline), date) else date


def opposed(base: KnowledgeBase, ref: Ref, slot: Slot, value: str) -> tuple[Fact, ...]:
    """What articles say against a point that was agreed, or left open: that it was the other."""
    if slot.field not in POINTS:
        return ()
    other, key = Slot(POINTS[slot.field == POINTS[0]]), exact_key(value)
    facts = (fact for fact in base.contesting(ref, other) if exact_key(fact.value) == key)
    return tuple(fact for fact in facts if reports(base, ref, fact.article))


def confirmed(base: KnowledgeBase, ref: Ref, field: str) -> str:
    """The value of a plain field; "" if only a plan or a denial of a meeting that was held gives it."""
    value = base.records[ref].text(field)
    return "" if value and is_unconfirmed(base, ref, Slot(field), value) else value


def unconfirmed_facts(base: KnowledgeBase, ref: Ref) -> frozenset[tuple[Slot, str]]:
    """The facts of a meeting that is reported as held that only plans or denials of it give."""
    known = base.evidence.get(ref, {})
    articles = {fact.article for facts in known.values() for fact in facts}
    if all(reports(base, ref, article) for article in articles):
        return frozenset()
    return frozenset((slot, value) for slot, value in known if is_unconfirmed(base, ref, slot, value))


def supporting(base: KnowledgeBase, ref: Ref, slot: Slot, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Those of the facts behind a value that count as its sources: reports, if a meeting is reported as held.

    All of them, if none is a report.
    """
    if slot.field in _TIMELESS or len(facts) <= 1:
        return facts
    reported = [fact for fact in facts if reports(base, ref, fact.article)]
    return reported if reported and len(reported) < len(facts) and is_reported(base, ref) else facts


def is_reported(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a meeting is reported as held, with or without contradiction, by an article that stands."""
    status = base.records[ref].text("status")
    if is_withdrawn(base, ref):
        return False
    if status in NOT_HELD:
        return bool(contradiction(base, ref))
    articles = dict.fromkeys(mention.article for mention in base.mentions.get(ref, ()))
    return bool(status) or any(reports(base, ref, article) for article in articles)


def reports(base: KnowledgeBase, ref: Ref, article: str) -> bool:
    """Whether what an article says of a meeting can be a report of it: as held, or without a status since its day.

    Not if it is retracted. Always so for a thing of a kind without outcomes.
    """
    return not _has_outcomes(base, ref) or _is_report(base, ref, article)


def _is_report(base: KnowledgeBase, ref: Ref, article: str) -> bool:
    """The same of a thing that has outcomes."""
    if base.fronts[article].retracted:
        return False
    said = {fact.value for fact in base.asserted.get(ref, {}).get(STATUS, ()) if fact.article == article}
    if said:
        return "held" in said
    day, written = base.date(ref), read_date(base.fronts[article].date)
    return day is None or not isinstance(written, Date) or written.latest >= day.earliest


def _has_outcomes(base: KnowledgeBase, ref: Ref) -> bool:
    kind = base.schema.kind(ref.kind)
    return kind is not None and bool(kind.timeline and kind.field("status"))


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
