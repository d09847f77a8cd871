"""The country of a person for whom no source says whom they represented."""

from collections.abc import Iterator

from generator.facts.model import Slot
from generator.knowledge_base import KnowledgeBase, items
from generator.pages.references import country_of, is_country, participants_field, positions_field
from generator.schema.model import Ref

_COUNTRY = "country"


def own_country(base: KnowledgeBase, person: Ref) -> Ref | None:
    """The country of a person, whenever it was; None if sources name several.

    Somebody was a minister of the Soviet Union and is Russian now, or changed sides: then only a source of the day
    tells whom the person represented on it.
    """
    own = country_of(base, person) if person in base.records else None
    return own if own and all(country == own for country in _countries(base, person)) else None


def country_behind(base: KnowledgeBase, id_: str) -> Ref | None:
    """The country that an id names, or to which what it names belongs; None if none is known."""
    ref = base.ids.get(id_)
    return ref and (ref if is_country(base.schema, (ref.kind,)) else country_of(base, ref))


def side_behind(base: KnowledgeBase, represented: Ref, person: Ref | None) -> Ref:
    """The side of a person who represented a country or an organization: the country to which the organization belongs.

    It is the organization itself if the person has another country: whoever speaks for an alliance does not speak for
    the country of its seat.
    """
    country = country_behind(base, represented.id)
    own = country_of(base, person) if person in base.records and person else None
    return country if country and own in (None, country) else represented


def _countries(base: KnowledgeBase, person: Ref) -> Iterator[Ref]:
    """The countries that sources name for a person: the own one, those of positions, those represented in meetings."""
    kind = base.schema.kind(person.kind)
    field = positions_field(kind) if kind else None
    offices = (item.parts.get("for", "") for item in items(base, person, field)) if field else ()
    said = (fact.value for fact in base.contesting(person, Slot(_COUNTRY)))
    for id_ in (*said, *offices, *_represented(base, person)):
        if country := country_behind(base, id_):
            yield country


def _represented(base: KnowledgeBase, person: Ref) -> Iterator[str]:
    for link in (link for links in base.links.get(person, {}).values() for link in links):
        kind = base.schema.kind(link.subject.kind)
        group = participants_field(kind) if kind else None
        if group and link.slot.field == group.name and link.slot.key:
            represented = link.slot._replace(part="for")
            yield from (value for slot, value, _ in base.record_facts[link.subject] if slot == represented)
