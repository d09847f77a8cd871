"""Plan feeds and calendars: which ones the site has, and what each contains."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from generator.exports import atom, calendar
from generator.exports.model import Export
from generator.exports.sourced import Reader
from generator.exports.splicing import Splicer
from generator.facts.model import Slot
from generator.last_file import Content
from generator.pages.addresses import (
    CALENDAR,
    CHANGES_FEED,
    CORRECTIONS_FEED,
    address_of,
    has_calendar,
    has_feed,
    meetings_of,
    site_feeds,
)
from generator.pages.changes import corrections
from generator.pages.site_index import SiteIndex
from generator.pages.statements import Statement, statements_in
from generator.schema.model import Ref

_ROLES = ("by", "for", "about")


class _Made(NamedTuple):
    """Data that feeds and calendars share."""

    site: SiteIndex
    entries: atom.Entries
    event: Callable[[Ref], calendar.Event | None]


def plan(site: SiteIndex, reader: Reader, splicer: Splicer) -> Iterator[Export]:
    """Feeds and calendars of the site, each chain of meetings, each person and side, and each meeting."""
    made = _Made(site, atom.feed_entries(site, reader), calendar.events(site))
    yield from _of_site(made, splicer)
    if corrections(site.base):
        yield Export(CORRECTIONS_FEED, None, partial(_corrections, made))
    for first in site.chains.rounds:
        path = f"{address_of(site.base, first)}feed.xml"
        yield Export(path, first, partial(_of_chain, made, path, first))
    records = tuple(site.base.records)
    for ref, followed in zip(records, site.each("followed", records, partial(_followed, site)), strict=True):
        own = address_of(site.base, ref) if any(followed) else ""
        of_thing, of_changes, of_meetings = followed
        if of_thing:
            yield Export(f"{own}feed.xml", ref, partial(_of_thing, made, f"{own}feed.xml", ref))
        if of_changes:
            yield Export(f"{own}{CHANGES_FEED}", ref, partial(_changes, made, f"{own}{CHANGES_FEED}", ref))
        if of_meetings:
            yield Export(f"{own}calendar.ics", ref, partial(_meetings_of, made, ref))


def _followed(site: SiteIndex, ref: Ref) -> tuple[bool, bool, bool]:
    """Whether a record has a feed of what it took part in, one of its changes, and a calendar."""
    return has_feed(site, ref), bool(site.base.history.get(ref)), has_calendar(site, ref)


def _of_site(made: _Made, splicer: Splicer) -> Iterator[Export]:
    site = made.site
    for each in site_feeds(site):
        if each.type == CALENDAR:
            joined = partial(_calendar, made, site.title, site.meetings.all, each.path, splicer)
            yield Export(each.path, None, joined)
        else:
            yield Export(each.path, None, partial(_of_all, made, each.path))


def _of_all(made: _Made, path: str) -> bytes:
    """The feed of all news; each record keeps the keys of its own, so that only the newest entries are made."""
    site, records = made.site, tuple(made.site.base.records)
    found: dict[atom.EntryKey, tuple[Ref, Slot | None]] = {}
    for ref, keys in zip(records, site.each("news", records, partial(_news, made)), strict=True):
        found |= {key: (ref, slot) for key, slot in keys}
    newest = map(found.__getitem__, atom.newest(found))
    entries = (made.entries.meeting(ref) if slot is None else made.entries.statement(ref, slot) for ref, slot in newest)
    return atom.make_feed(site, path, site.catalogue.text("feed_of", title=site.title), entries)


def _news(made: _Made, ref: Ref) -> tuple[tuple[atom.EntryKey, Slot | None], ...]:
    """The keys of a record's entries: of itself (None), if it is a meeting, and of the statements that it holds."""
    site, entries = made.site, made.entries
    own = [(entries.meeting(ref).key, None)] if ref in site.meetings.states else []
    said = ((entries.statement(ref, each.slot).key, each.slot) for each in statements_in(site.base, ref))
    return (*own, *said)


def _changes(made: _Made, path: str, ref: Ref) -> bytes:
    site = made.site
    title = site.catalogue.text("changes_feed_of", title=site.base.name(ref))
    return atom.make_feed(site, path, title, (atom.change_entry(site, ref, each) for each in site.base.history[ref]))


def _corrections(made: _Made) -> bytes:
    site = made.site
    found = (atom.change_entry(site, *row) for row in corrections(site.base))
    return atom.make_feed(site, CORRECTIONS_FEED, f"{site.title}: {site.catalogue['corrections']}", found)


def _of_chain(made: _Made, path: str, first: Ref) -> bytes:
    site, rounds = made.site, made.site.chains.rounds[first]
    said = (each for ref in rounds for each in site.statements.of("about", ref))
    return _feed(made, path, site.base.name(first), rounds, said)


def _of_thing(made: _Made, path: str, ref: Ref) -> bytes:
    site = made.site
    said = (each for role in _ROLES for each in site.statements.of(role, ref))
    return _feed(made, path, site.base.name(ref), meetings_of(site, ref), said)


def _meetings_of(made: _Made, ref: Ref) -> Content | None:
    return _calendar(made, made.site.base.name(ref), meetings_of(made.site, ref))


def _feed(made: _Made, path: str, name: str, meetings: Iterable[Ref], said: Iterable[Statement]) -> bytes:
    entries = made.entries
    found = [*map(entries.meeting, meetings), *(entries.statement(each.subject, each.slot) for each in said)]
    return atom.make_feed(made.site, path, made.site.catalogue.text("feed_of", title=name), found)


def _calendar(
    made: _Made, name: str, meetings: Iterable[Ref], path: str = "", splicer: Splicer | None = None
) -> Content | None:
    title = made.site.catalogue.text("calendar_of", title=name)
    return calendar.make_calendar(title, map(made.event, meetings), path, splicer)
