"""Atom feeds of meetings and statements (RFC 4287)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from html import unescape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from generator.exports.sourced import Reader
from generator.exports.xml_text import xml_attribute, xml_text
from generator.facts.model import Fact, Slot
from generator.pages.addresses import CHANGES_FEED, address_of, canonical_url, up
from generator.pages.changes import change_row
from generator.pages.chips import chip_label, shown_is_draft
from generator.pages.dates import date_of, instant, newest_date
from generator.pages.drafts import is_draft
from generator.pages.escape import Markdown
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement, fact_of_words, slot_id
from generator.records.history import RecordChange
from generator.schema.model import Ref
from generator.values import sort_key

_MOST = 100
_TITLE = 120
CORRECTIONS = "corrections/"
_TAG = re.compile(r"<[^<>]*>")


EntryKey = tuple[str, tuple[int, int, str], str]
"""What the entries of a feed are sorted by: the time of the news, the date that it is about, and the id."""


class FeedEntry(NamedTuple):
    """An entry: the time of its news, the date that it is about, its id, and a function that makes its XML.

    URLs in the XML are relative to the root.
    """

    updated: str
    date: tuple[int, int, str]
    id: str
    xml: Callable[[], str]

    @property
    def key(self) -> EntryKey:
        """What it is sorted by."""
        return self.updated, self.date, self.id


@dataclass(frozen=True, slots=True)
class Entries:
    """Makes each entry only once for all feeds."""

    meeting: Callable[[Ref], FeedEntry]
    statement: Callable[[Ref, Slot], FeedEntry]


def feed_entries(site: SiteIndex, reader: Reader) -> Entries:
    """The entries of a site."""
    by_place: Mapping[tuple[Ref, Slot], Statement] = {(s.subject, s.slot): s for s in site.statements.all}

    @site.briefly
    def meeting(ref: Ref) -> FeedEntry:
        return _meeting(site, ref, partial(meeting_xml, ref))

    @site.briefly
    def meeting_xml(ref: Ref) -> str:
        return _meeting_xml(site, ref)

    @site.briefly
    def statement(subject: Ref, slot: Slot) -> FeedEntry:
        return _statement(site, by_place[subject, slot], partial(statement_xml, subject, slot))

    @site.briefly
    def statement_xml(subject: Ref, slot: Slot) -> str:
        return _statement_xml(site, reader, by_place[subject, slot])

    return Entries(meeting, statement)


def change_entry(site: SiteIndex, ref: Ref, change: RecordChange) -> FeedEntry:
    """An entry for a change of a record: what it was, what it is, and why."""
    row = change_row(site.base, site.place(""), ref, change)
    own = address_of(site.base, ref) if ref in site.base.records else CORRECTIONS
    digest = blake2b(repr(change).encode(errors="replace"), digest_size=8).hexdigest()
    id_, updated = identify(site, f"{canonical_url(site, ref)}#change-{digest}"), instant(change.on)
    name = site.base.name(ref)
    values = " → ".join(_plain(each) for each in (row.was, row.now) if each)
    title = _cut(f"{name}: {row.label}{': ' if values else ''}{values}")
    xml = _entry(id_, title, updated, f"{site.base_url}{own}", change.why or title, "change")
    return FeedEntry(updated, sort_key(change.on), id_, lambda: xml)


def _plain(shown: str) -> str:
    """A value for readers as text: a link by its words."""
    return unescape(_TAG.sub("", shown)) if isinstance(shown, Markdown) else shown


def newest(keys: Iterable[EntryKey]) -> list[EntryKey]:
    """The keys of the entries of a feed, the newest first."""
    return sorted(keys, reverse=True)[:_MOST]


def make_feed(site: SiteIndex, path: str, title: str, found: Iterable[FeedEntry]) -> bytes:
    """A feed of the newest entries; without a public URL, its ids are UUIDs and its links relative to `xml:base`."""
    by_key = {entry.key: entry for entry in found}
    newest_first = [by_key[key] for key in newest(by_key)]
    updated = newest_first[0].updated if newest_first else instant(newest_date(site.base, site.base.articles))
    root = site.base_url or up(path) or "./"
    own, page = (
        f"{site.base_url}{path}",
        f"{site.base_url}{path.removesuffix('feed.xml').removesuffix(CHANGES_FEED)}" or "./",
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={xml_attribute(site.language)} '
        f"xml:base={xml_attribute(root)}>\n"
        f"<title>{xml_text(title)}</title>\n"
        f"<id>{xml_text(identify(site, path))}</id>\n"
        f"<updated>{updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href={xml_attribute(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={xml_attribute(page)}/>\n'
        f"<author><name>{xml_text(site.title)}</name></author>\n"
        "<generator>Communiqué</generator>\n"
    )
    return "".join((head, *(entry.xml() for entry in newest_first), "</feed>\n")).encode()


def identify(site: SiteIndex, address: str) -> str:
    """A permanent id: the URL, or a UUID made from the relative URL if the site has none."""
    if site.base_url:
        return f"{site.base_url}{address}"
    return uuid5(NAMESPACE_URL, f"communique:{address}").urn


def _meeting(site: SiteIndex, ref: Ref, xml: Callable[[], str]) -> FeedEntry:
    base = site.base
    updated, id_ = instant(site.fragments.as_of(ref)), identify(site, canonical_url(site, ref))
    return FeedEntry(updated, sort_key(base.timeline_date(ref)), id_, xml)


def _meeting_xml(site: SiteIndex, ref: Ref) -> str:
    base, place = site.base, site.place("")
    date, where = base.timeline_date(ref), site.meetings.places.get(ref)
    sides = ", ".join(base.name(side) for side in site.meetings.sides.get(ref, ()))
    people = ", ".join(base.name(p.person) for p in site.meetings.by_meeting.get(ref, ()))
    details = (
        place.date(date) if date else "",
        base.name(where) if where else "",
        chip_label(site, ref),
        sides,
        people,
        site.catalogue["draft"] if shown_is_draft(site, ref) else "",
    )
    updated, id_ = instant(site.fragments.as_of(ref)), identify(site, canonical_url(site, ref))
    summary = " · ".join(filter(None, details))
    return _entry(id_, base.name(ref), updated, f"{site.base_url}{address_of(base, ref)}", summary, ref.kind)


def _statement(site: SiteIndex, statement: Statement, xml: Callable[[], str]) -> FeedEntry:
    return FeedEntry(_time_of(site, statement), sort_key(statement.parts["on"]), _id_of(site, statement), xml)


def _facts_of(site: SiteIndex, statement: Statement) -> tuple[Fact, ...]:
    return site.base.evidence.get(statement.subject, {}).get((statement.slot, ""), ())


def _time_of(site: SiteIndex, statement: Statement) -> str:
    newest = newest_date(site.base, [fact.article for fact in _facts_of(site, statement)])
    return instant(newest or date_of(site.base, statement.subject))


def _id_of(site: SiteIndex, statement: Statement) -> str:
    return identify(site, f"{canonical_url(site, statement.subject)}#{slot_id(statement.slot)}")


def _statement_xml(site: SiteIndex, reader: Reader, statement: Statement) -> str:
    base, parts = site.base, statement.parts
    fact = fact_of_words(base, statement) or next(iter(_facts_of(site, statement)), None)
    said = reader.evidence(fact.article, fact.annotation) if fact else None
    speaker, about = base.ids.get(parts["by"]), base.ids.get(parts["about"])
    words = parts["says"] if parts["form"] == "paraphrase" else f"“{parts['says']}”"
    title = f"{base.name(speaker) if speaker else parts['by'] or parts['speaker']}: {words}"
    details = (
        site.catalogue["draft"] if is_draft(base, statement.subject, statement.slot, "") else "",
        parts["on"] and site.place("").date(parts["on"]),
        base.name(about) if about else "",
        parts["occasion"],
    )
    address = f"{site.base_url}{said.address if said else address_of(base, statement.subject)}"
    summary = " · ".join(filter(None, (*details, said.sentence if said else parts["says"])))
    return _entry(_id_of(site, statement), _cut(title), _time_of(site, statement), address, summary, "statement")


def _entry(id_: str, title: str, updated: str, address: str, summary: str, category: str) -> str:
    return (
        f"<entry><title>{xml_text(title)}</title><id>{xml_text(id_)}</id><updated>{updated}</updated>"
        f'<link rel="alternate" type="text/html" href={xml_attribute(address)}/>'
        f"<category term={xml_attribute(category)}/>"
        f"<summary>{xml_text(summary)}</summary></entry>\n"
    )


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"
