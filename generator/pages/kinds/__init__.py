"""What the page of each kind of record hands to its template beside what every record's page has."""

from collections.abc import Callable

from generator.pages.kinds.country import country
from generator.pages.kinds.document import document
from generator.pages.kinds.meeting import meeting
from generator.pages.kinds.organization import organization
from generator.pages.kinds.person import person
from generator.pages.kinds.place import place
from generator.pages.kinds.topic import topic
from generator.pages.page_context import PageContext
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

OWN: dict[str, Callable[[SiteIndex, PageContext, Ref], dict[str, object]]] = {
    "meeting": meeting,
    "person": person,
    "country": country,
    "organization": organization,
    "place": place,
    "document": document,
    "topic": topic,
}
"""Kinds whose templates use more than every record's page has."""
