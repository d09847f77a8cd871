"""What a page says to machines, in the terms of schema.org."""

from collections.abc import Mapping

from generator.articles.model import Article
from generator.pages.context import Site, first_title
from generator.schema.model import Kind, Ref

_STATUS = {"cancelled": "https://schema.org/EventCancelled"}
_SCHEDULED = "https://schema.org/EventScheduled"


def record(site: Site, ref: Ref, kind: Kind) -> Mapping[str, object]:
    """A record as a thing of its kind's type."""
    made: dict[str, object] = {"@context": "https://schema.org", "@type": kind.schema_org, "name": site.base.name(ref)}
    names = [slot.key[1] for slot, _, _ in site.base.held[ref] if slot.field == "names" and not slot.part]
    if names:
        made["alternateName"] = names
    title = first_title(site.base, ref)
    if title:
        made["jobTitle"] = title
    if kind.schema_org == "Event":
        made |= _event(site, ref)
    return made


def _event(site: Site, ref: Ref) -> Mapping[str, object]:
    held = site.base.records[ref]
    place = site.base.ids.get(held.text("place"))
    people = site.meetings.by_meeting.get(ref, ())
    made: dict[str, object] = {
        "startDate": held.text("date"),
        "eventStatus": _STATUS.get(held.text("status"), _SCHEDULED),
        "attendee": [{"@type": "Person", "name": site.base.name(p.person)} for p in people],
    }
    if place:
        made["location"] = {"@type": "Place", "name": site.base.name(place)}
    return made


def article(site: Site, item: Article) -> Mapping[str, object]:
    """An article as a news article, with the one that it reports."""
    front = item.front
    made: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": front.title}
    told = {"datePublished": front.date, "inLanguage": front.language, "url": front.url, "license": front.licence}
    made |= {key: value for key, value in told.items() if value}
    if front.publisher:
        made["publisher"] = {"@type": "Organization", "name": front.publisher}
    origin = site.base.articles.get(front.origin)
    if origin:
        made["isBasedOn"] = {"@type": "NewsArticle", "headline": origin.front.title}
    return made


def collection(site: Site, title: str) -> Mapping[str, object]:
    """A list of records as a page of a collection."""
    part = {"@type": "WebSite", "name": site.title}
    return {"@context": "https://schema.org", "@type": "CollectionPage", "name": title, "isPartOf": part}


def home(site: Site) -> Mapping[str, object]:
    """The whole site as a data set."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.title,
        "description": site.catalogue["hero"],
    }
