"""What the page of each kind of record hands to its template."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.knowledge import KnowledgeBase, items
from generator.pages import lead
from generator.pages.context import Site
from generator.pages.escape import Markdown
from generator.pages.evidence import mark, state
from generator.pages.links import Place
from generator.pages.meetings import Participation
from generator.pages.statements import Statement
from generator.schema.model import Ref


def person(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    """What the page of a person adds."""
    return {"lead": lead.person(site, place, ref)}


@dataclass(frozen=True, slots=True)
class _Office:
    person: Ref
    title: str
    start: str
    end: str
    mark: Markdown


def country(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    """What the page of a country adds."""
    offices = tuple(_offices(site.base, place, ref))
    return {"spokespeople": offices, "dated": any(office.start or office.end for office in offices)}


def _offices(base: KnowledgeBase, place: Place, side: Ref) -> Iterator[_Office]:
    """The offices of a country, or of an organization of it, and who holds them."""
    for person in base.records:
        kind = base.schema.kind(person.kind)
        field = kind.field("positions") if kind else None
        for item in items(base, person, field) if field else ():
            holder = base.ids.get(item.parts.get("for", ""))
            if item.parts.get("capacity") == "informal":
                continue
            if holder and side in (holder, base.ids.get(base.records[holder].text("country"))):
                title = item.parts["title"]
                made = mark(base, place, person, item.slot, "", title)
                yield _Office(person, title, item.parts.get("from", ""), item.parts.get("to", ""), made)


@dataclass(frozen=True, slots=True)
class _Round:
    label: str
    ref: Ref


def meeting(site: Site, place: Place, ref: Ref) -> dict[str, object]:
    """What the page of a meeting adds."""
    base = site.base
    before = base.ids.get(base.records[ref].text("follows"))
    after = [link.subject for link in base.links.get(ref, {}).get("followed_by", ())]
    chain = [_Round(place.words("previous"), before)] if before else []
    origins = tuple(_origins(base, ref))
    return {
        "lead": lead.meeting(site, place, ref),
        "delegations": _delegations(site, ref),
        "disputed": any(state(base, ref, slot, value).name == "disputed" for slot, value, _ in base.held[ref]),
        "named": lambda people: {part for part in ("role", "capacity") if any(getattr(p, part) for p in people)},
        "accounts": _accounts(site, ref),
        "chain": (*chain, *(_Round(place.words("next"), next_) for next_ in sorted(after))),
        "origins": origins,
        "origins_told": lead.origins(base, place, ref, len(origins)),
    }


def _delegations(site: Site, ref: Ref) -> tuple[tuple[Ref | None, tuple[Participation, ...]], ...]:
    """The sides of a meeting with their people; those without a side come last."""
    people = site.meetings.by_meeting.get(ref, ())
    sides: tuple[Ref | None, ...] = site.meetings.sides.get(ref, ())
    rows = [(side, tuple(p for p in people if p.side == side)) for side in sides]
    loose = tuple(p for p in people if p.side is None)
    return (*rows, *([(None, loose)] if loose else []))


def _accounts(site: Site, ref: Ref) -> tuple[tuple[Ref | None, tuple[Statement, ...]], ...]:
    """The accounts of a meeting by the side that speaks."""
    by_side: dict[Ref | None, list[Statement]] = defaultdict(list)
    for statement in site.statements.of("about", ref):
        if statement.subject == ref:
            by_side[_speaks_for(site, statement)].append(statement)
    return tuple((side, tuple(by_side[side])) for side in sorted(by_side, key=lambda side: side or Ref("~", "")))


def _speaks_for(site: Site, statement: Statement) -> Ref | None:
    """The country or organization that a speaker is counted to."""
    base = site.base
    speaker = base.ids.get(statement.parts["for"]) or base.ids.get(statement.parts["by"])
    if speaker is None:
        return None
    country = base.ids.get(base.records[speaker].text("country"))
    if country:
        return country
    if speaker.kind != "person":
        return speaker
    kind = base.schema.kind(speaker.kind)
    field = kind.field("positions") if kind else None
    offices = items(base, speaker, field) if field else ()
    return next((base.ids[o.parts["for"]] for o in offices if o.parts.get("for") in base.ids), None)


def _origins(base: KnowledgeBase, ref: Ref) -> Iterator[tuple[str, list[str]]]:
    """The articles that speak of a thing, by the one that each rests on."""
    found: dict[str, list[str]] = defaultdict(list)
    for article in dict.fromkeys(mention.article for mention in base.mentions.get(ref, ())):
        found[base.origin(article)].append(article)
    yield from sorted(found.items())


OWN: dict[str, Callable[[Site, Place, Ref], dict[str, object]]] = {
    "meeting": meeting,
    "person": person,
    "country": country,
}
"""Kinds whose templates use more than every record's page has."""
