"""The addresses of the site's pages and files, from its root or relative to another page."""

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages.dates import on_calendar
from generator.pages.escape import Markdown
from generator.pages.model import AlternateForm
from generator.pages.page_context import address, path_of, relative
from generator.pages.references import participants_field
from generator.pages.site_index import CALENDAR_OF_ALL, SiteIndex, shared_by_pages
from generator.schema.model import Ref, Schema

CHANGES_FEED = "changes.xml"
CORRECTIONS_FEED = "corrections/feed.xml"
_FOLLOWED = 2
"""The fewest entries of the feed and the calendar of a participant: what is named once is not followed."""
ATOM, CALENDAR, JSON = "application/atom+xml", "text/calendar", "application/json"


def address_of(base: KnowledgeBase, ref: Ref) -> str:
    """The address of a thing's page, or of an article's."""
    return address(path_of(base, ref))


def canonical_url(site: SiteIndex, ref: Ref) -> str:
    """The first address that a record had; it still leads to the page after renaming."""
    now = address_of(site.base, ref)
    return f"{now.split('/', maxsplit=1)[0]}/{site.first_ids[ref]}/" if ref in site.first_ids else now


def relative_url(site: SiteIndex, own: str, target: str) -> str:
    """An address as used on the page or file at `own`: absolute if the site has a public address."""
    return f"{site.base_url}{target}" if site.base_url else up(own) + target or "./"


@lru_cache(maxsize=1024)
def up(own: str) -> str:
    """The relative path from a page or file to the site's root: `../../`; "" at the root."""
    folder = posixpath.dirname(own)
    return "../" * (folder.count("/") + 1) if folder else ""


def participant_kinds(schema: Schema) -> frozenset[str]:
    """The kinds of things that take part in meetings, as persons or as sides."""
    groups = [group for kind in schema.kinds if kind.timeline and (group := participants_field(kind))]
    parts = [part for group in groups for part in group.fields if part.name in (group.key[0], "for")]
    return frozenset(name for part in parts for name in part.to)


def meetings_of(site: SiteIndex, ref: Ref) -> tuple[Ref, ...]:
    """The meetings that a person or side took part in, newest first; for a meeting, itself."""
    if ref in site.meetings.by_meeting:
        return (ref,)
    own = [participation.meeting for participation in site.meetings.by_person.get(ref, ())]
    return tuple(dict.fromkeys((*own, *site.meetings.by_side.get(ref, ()))))


def feeds(site: SiteIndex, ref: Ref) -> Iterator[AlternateForm]:
    """The alternate forms of a record's page: data, and for participants of meetings a feed and a calendar."""
    own, name = address_of(site.base, ref), site.base.name(ref)
    yield AlternateForm(JSON, site.catalogue.text("data_of", title=name), f"{own}index.json")
    chain = site.chains.of(ref)
    if chain:
        root = site.base.name(chain[0])
        yield AlternateForm(
            ATOM, site.catalogue.text("feed_of", title=root), f"{address_of(site.base, chain[0])}feed.xml"
        )
    if has_feed(site, ref):
        yield AlternateForm(ATOM, site.catalogue.text("feed_of", title=name), f"{own}feed.xml")
    if has_calendar(site, ref):
        yield AlternateForm(CALENDAR, site.catalogue.text("calendar_of", title=name), f"{own}calendar.ics")
    if site.base.history.get(ref):
        yield AlternateForm(ATOM, site.catalogue.text("changes_feed_of", title=name), f"{own}{CHANGES_FEED}")


class PageFormat(NamedTuple):
    """An alternate form of a page as its footer offers it: a link, the media type, and the label."""

    href: Markdown
    type: Markdown
    name: str


def forms(site: SiteIndex, path: str, feeds_of_page: Iterable[AlternateForm]) -> tuple[PageFormat, ...]:
    """The alternate forms of the page at a Markdown path."""
    words = {JSON: "page_data", ATOM: "page_feed", CALENDAR: "page_calendar"}
    own = [feed for feed in feeds_of_page if feed.path.startswith(address(path))]
    return tuple(
        PageFormat(
            Markdown(relative(path, feed.path)),
            Markdown(feed.type),
            site.catalogue["page_changes" if feed.path.endswith(CHANGES_FEED) else words[feed.type]],
        )
        for feed in own
    )


def site_feeds(site: SiteIndex) -> Iterator[AlternateForm]:
    """The feeds and calendars of the whole site."""
    yield AlternateForm(ATOM, site.catalogue.text("feed_of", title=site.title), "feed.xml")
    if site.whole[CALENDAR_OF_ALL]:
        yield AlternateForm(CALENDAR, site.catalogue.text("calendar_of", title=site.title), "calendar.ics")


@shared_by_pages
def has_feed(site: SiteIndex, ref: Ref) -> bool:
    """Whether a participant of meetings has enough meetings and statements for a feed of its own."""
    if ref.kind not in participant_kinds(site.base.schema):
        return False
    said = {each[:2] for role in ("by", "for", "about") for each in site.statements.of(role, ref)}
    return len(said) + len(meetings_of(site, ref)) >= _FOLLOWED


@shared_by_pages
def has_calendar(site: SiteIndex, ref: Ref) -> bool:
    """Whether a participant has enough dated meetings for a calendar of its own, or a meeting has a date for one."""
    dated = sum(on_calendar(site.base, meeting) for meeting in meetings_of(site, ref))
    return dated >= (1 if ref in site.meetings.by_meeting else _FOLLOWED)


def data_feed(site: SiteIndex, path: str, title: str) -> AlternateForm:
    """The data file of an article's page."""
    return AlternateForm(JSON, site.catalogue.text("data_of", title=title), f"{address(path)}index.json")
