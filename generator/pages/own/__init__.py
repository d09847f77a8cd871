"""What the page of each kind of record hands to its template beside what every record's page has."""

from collections.abc import Callable

from generator.pages.links import Place
from generator.pages.own.country import country
from generator.pages.own.document import document
from generator.pages.own.meeting import meeting
from generator.pages.own.organization import organization
from generator.pages.own.person import person
from generator.pages.own.place import place
from generator.pages.own.topic import topic
from generator.pages.site import Site
from generator.schema.model import Ref

OWN: dict[str, Callable[[Site, Place, Ref], dict[str, object]]] = {
    "meeting": meeting,
    "person": person,
    "country": country,
    "organization": organization,
    "place": place,
    "document": document,
    "topic": topic,
}
"""Kinds whose templates use more than every record's page has."""
