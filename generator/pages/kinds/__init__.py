"""The template contexts of the kinds whose pages have more than every record's page."""

from generator.pages.contexts import RecordContext
from generator.pages.kinds.country import CountryContext
from generator.pages.kinds.document import DocumentContext
from generator.pages.kinds.meeting import MeetingContext
from generator.pages.kinds.organization import OrganizationContext
from generator.pages.kinds.person import PersonContext
from generator.pages.kinds.place import PlaceContext
from generator.pages.kinds.topic import TopicContext

CONTEXTS: dict[str, type[RecordContext]] = {
    "meeting": MeetingContext,
    "person": PersonContext,
    "country": CountryContext,
    "organization": OrganizationContext,
    "place": PlaceContext,
    "document": DocumentContext,
    "topic": TopicContext,
}
