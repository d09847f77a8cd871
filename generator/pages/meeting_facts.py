"""What many pages tell of a meeting: its sure day, and its points."""

from collections.abc import Iterator

from generator import outcomes
from generator.facts.model import Slot
from generator.pages.site_index import SiteIndex, shared_by_pages
from generator.schema.model import Ref

_NAMES = (*outcomes.LABELS, "names")
_OUTCOMES = (*outcomes.POINTS, "duration")
"""The fields that say how a meeting went."""


@shared_by_pages
def sure_date(site: SiteIndex, ref: Ref) -> str:
    """The date of a meeting; "" if it is reported as held, but not on this day."""
    return outcomes.sure_date(site.base, ref)


@shared_by_pages
def left_out(site: SiteIndex, ref: Ref) -> frozenset[tuple[Slot, str]]:
    """The facts that tables leave out, which give no state.

    That is what only a plan says of a meeting that was held, what one that was not held agreed on, and of anything else
    what only retracted articles say, but for its name.
    """
    if ref not in site.meetings.states:
        return frozenset(_retracted(site, ref))
    found = outcomes.unconfirmed_facts(site.base, ref)
    if site.meetings.state(ref).held:
        return found
    return found.union((slot, value) for slot, value, _ in site.base.record_facts[ref] if slot.field in _OUTCOMES)


def _retracted(site: SiteIndex, ref: Ref) -> Iterator[tuple[Slot, str]]:
    known, fronts, cited = site.base.evidence.get(ref, {}), site.base.fronts, site.base.cited.get(ref, {})
    for (slot, value), facts in known.items():
        if slot.field not in _NAMES and slot not in cited and all(fronts[fact.article].retracted for fact in facts):
            yield slot, value


@shared_by_pages
def points(site: SiteIndex, ref: Ref) -> tuple[tuple[str, str], ...]:
    """What a meeting that took place agreed on and left open, each with its field: agreed or not_agreed.

    A point of which sources say both is neither.
    """
    base = site.base
    facts = [fact for fact in base.record_facts[ref] if fact.slot.field in outcomes.POINTS]
    if not facts or not site.meetings.state(ref).held:
        return ()
    known = [
        fact
        for fact in facts
        if not outcomes.is_unconfirmed(base, ref, fact.slot, fact.value)
        and not outcomes.opposed(base, ref, fact.slot, fact.value)
    ]
    return tuple((field, fact.value) for field in outcomes.POINTS for fact in known if fact.slot.field == field)
