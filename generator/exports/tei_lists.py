"""The records as TEI lists: people, organizations, places, events, and others."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from generator.exports.splicing import Pieces, owner_of, pieces_of
from generator.exports.xml_text import xml_attribute, xml_text
from generator.pages.addresses import canonical_url, relative_url
from generator.pages.coordinates import coordinates_of
from generator.pages.downloads import TEI
from generator.pages.meeting_facts import sure_date
from generator.pages.references import COUNTRY, DOCUMENT, MEETING, ORGANIZATION, PERSON, PLACE
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import iso_8601

_LISTS = {
    PERSON: ("listPerson", "person", "persName"),
    ORGANIZATION: ("listOrg", "org", "orgName"),
    COUNTRY: ("listPlace", "place", "placeName"),
    PLACE: ("listPlace", "place", "placeName"),
    MEETING: ("listEvent", "event", "label"),
    DOCUMENT: ("listBibl", "bibl", "title"),
}
_OTHER = ("list", "item", "name")


def record_id(ref: Ref) -> str:
    """The id of a record in the corpus."""
    return f"{ref.kind}.{ref.id}"


class RecordList(NamedTuple):
    """The list of a kind: its tags, and an item for each record."""

    opened: bytes
    items: Pieces
    closed: bytes


def record_lists(site: SiteIndex, pages: Mapping[str, str]) -> tuple[RecordList, ...]:
    """A list for each kind that has records; `pages` are the kinds of ours that kinds are like."""
    found = []
    for kind in site.base.schema.kinds:
        refs = site.base.of_kind(kind)
        outer, element, name = _LISTS.get(pages[kind.name], _OTHER)
        if refs:
            items = pieces_of(refs, partial(_item, site, element=element, name=name), owner_of)
            opened = f"<{outer} type={xml_attribute(kind.name)}>\n".encode()
            found.append(RecordList(opened, items, f"</{outer}>\n".encode()))
    return tuple(found)


def _item(site: SiteIndex, ref: Ref, *, element: str, name: str) -> bytes:
    page = xml_attribute(relative_url(site, TEI, canonical_url(site, ref)))
    names = [("", site.base.name(ref))]
    names += [slot.key for slot, _, _ in site.base.record_facts[ref] if slot.field == "names" and not slot.part]  # type: ignore[misc]
    called = "".join(
        f"<{name}{f' xml:lang={xml_attribute(language)}' if language else ''}>{xml_text(text)}</{name}>"
        for language, text in (names if element in ("person", "place", "org") else names[:1])
    )
    when = _event(site, ref) if element == "event" else ""
    head = f'<{element} xml:id="{record_id(ref)}" corresp={page}{when}>'
    return f"{head}{called}{_more(site, ref, element)}</{element}>\n".encode()


def _event(site: SiteIndex, ref: Ref) -> str:
    """What became of a meeting, and its date."""
    known = {"type": site.meetings.state(ref).name, "when-iso": iso_8601(sure_date(site, ref))}
    return "".join(f" {name}={xml_attribute(value)}" for name, value in known.items() if value)


def _more(site: SiteIndex, ref: Ref, element: str) -> str:
    """The coordinates of a place."""
    if element != "place":
        return ""
    at, _ = coordinates_of(site.base, ref, steps=1)
    return f"<location><geo>{at[0]} {at[1]}</geo></location>" if at else ""
