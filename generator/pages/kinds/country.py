"""What the page of a country adds."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase, Link
from generator.pages import intro
from generator.pages.contacts import contacts
from generator.pages.offices import offices
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.pages.speakers import by_topic, side_of
from generator.pages.statements import Statement
from generator.pages.trips import held_at, hosted, newest_first
from generator.schema.model import Ref
from generator.values import other_codes, show_month


class Answer(NamedTuple):
    """The newest answer of another side to a document."""

    side: Ref
    statement: Statement


class Tabled(NamedTuple):
    """A document that a side tabled, and what the others answered."""

    document: Ref
    answers: tuple[Answer, ...]


class Located(NamedTuple):
    """A place of a country, and how many meetings were held there."""

    place: Ref
    meetings: int


def country(site: SiteIndex, place: PageContext, ref: Ref) -> dict[str, object]:
    """Office holders, meetings of both sorts, contacts, positions, statements, documents and places of a country."""
    base = site.base
    said = site.voices.get(ref, ())
    positions = by_topic(base, said)
    return {
        "codes": (ref.id.upper(), *other_codes(ref.id)),
        "month_names": lambda months: [show_month(month, site.language) for month in months],
        "level": lambda count, most: -(-3 * count // most),
        "lead": intro.side(site, place, ref),
        "offices": offices(base, ref),
        "hosted": hosted(base, ref),
        "contacts": contacts(base, site.meetings, ref, site.newest),
        "positions": positions,
        "said_otherwise": tuple(s for s in said if s.parts["topic"] not in base.ids),
        "tabled": tuple(_tabled(site, ref)),
        "places": _places(base, ref),
    }


def _tabled(site: SiteIndex, ref: Ref) -> Iterator[Tabled]:
    """The documents of a side, of its organizations and its people, newest first."""
    base = site.base
    owners = [ref, *(link.subject for name in ("organizations", "people") for link in _links(base, ref, name))]
    found = {link.subject for owner in owners for link in _links(base, owner, "tabled")}
    for document in newest_first(base, found):
        newest: dict[Ref, Statement] = {}
        for statement in site.statements.of("about", document):
            side = side_of(base, statement)
            if side and side != ref:
                newest.setdefault(side, statement)
        yield Tabled(document, tuple(Answer(side, newest[side]) for side in sorted(newest)))


def _links(base: KnowledgeBase, ref: Ref, name: str) -> tuple[Link, ...]:
    return tuple(base.links.get(ref, {}).get(name, ()))


def _places(base: KnowledgeBase, ref: Ref) -> tuple[Located, ...]:
    """The places of a country, those with the most meetings first."""
    found = [Located(link.subject, len(held_at(base, link.subject))) for link in _links(base, ref, "places")]
    return tuple(sorted(found, key=lambda row: (-row.meetings, row.place)))
