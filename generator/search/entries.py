"""Search entries for records, articles and hand-written pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.articles.model import Article
from generator.facts.model import Slot
from generator.facts.translations import ORIGINAL
from generator.pages.blocks import other_names
from generator.pages.intro import description, description_is_draft
from generator.pages.meeting_facts import sure_date
from generator.pages.meetings import unnamed
from generator.pages.newest_role import newest_role
from generator.pages.references import person_kinds
from generator.pages.roles import positions
from generator.pages.site_index import SiteIndex
from generator.schema.model import Kind, Ref
from generator.values import country_name, is_country, sort_key
from generator.values.search_keys import keys

_SIDES = 4
ARTICLE, PAGE = "article", "page"


class SearchEntry(NamedTuple):
    """What a reader can find, in strings and numbers alone, so that a build can keep it for the next.

    `id` is that of the record or article; of a page its address, with the fragment of a heading. `names` are other
    names and `texts` passages, one a line each. `note` is a role, `side` whose side it is on, `date` in words; the
    note of a meeting is what its page says first. `weight` is how often articles name it, so that among equals a record
    comes before an article. Among equals the newest `day` comes first: its number in the calendar, 0 if unknown.
    """

    kind: str
    id: str
    name: str
    names: str = ""
    note: str = ""
    side: str = ""
    date: str = ""
    weight: int = 0
    texts: str = ""
    day: int = 0


class PageHeading(NamedTuple):
    """A title or heading of a hand-written page, and its address: `guide/#dates`."""

    address: str
    text: str


def entries(site: SiteIndex) -> Iterator[SearchEntry]:
    """Entries for all records in their order, then all articles."""
    yield from map(entry_maker(site), owners(site))


def owners(site: SiteIndex) -> tuple[Ref, ...]:
    """All records, then all articles."""
    return (*site.base.records, *(Ref(ARTICLE, id_) for id_ in site.base.articles))


def entry_maker(site: SiteIndex) -> Callable[[Ref], SearchEntry]:
    """Makes the entry of a record or article."""

    def entry_of(ref: Ref) -> SearchEntry:
        return of_article(site, site.base.articles[ref.id]) if ref.kind == ARTICLE else entry(site, ref)

    return entry_of


def entry(site: SiteIndex, ref: Ref) -> SearchEntry:
    """The entry of a record; it depends only on the record and those that it is linked with."""
    base = site.base
    kind = base.schema.kind(ref.kind)
    date = base.records[ref].text(kind.timeline) if kind and kind.timeline else ""
    is_meeting = kind is not None and ref in site.meetings.states
    date = sure_date(site, ref) if is_meeting else date
    shown = site.place("").date(date) if date else ""
    sides = ", ".join(base.name(side) for side in _sides(site, ref, kind))
    role = newest_role(site, ref).role
    if role and description_is_draft(site, ref):
        role = f"{role} ({site.catalogue['draft']})"
    notes = (description(site, ref), "", "") if kind and is_meeting else (role, sides, shown)
    return SearchEntry(
        ref.kind,
        ref.id,
        base.name(ref),
        _lines(_names(site, ref)),
        *notes,
        len(base.mentions.get(ref, ())),
        _lines((*_circumstances(site, ref, (shown, date)), *_roles(site, ref), *_said(site, ref))),
        sort_key(date)[0],
    )


def of_article(site: SiteIndex, article: Article) -> SearchEntry:
    """The entry of an article: readers find it by its title, and by each paragraph and heading of its text."""
    front = article.front
    texts = _lines(block.text for block in article.blocks)
    shown = site.place("").date(front.date)
    day = sort_key(front.date)[0]
    return SearchEntry(ARTICLE, article.id, front.title, "", front.publisher, "", shown, 0, texts, day)


def of_page(title: str, headings: Iterable[PageHeading]) -> Iterator[SearchEntry]:
    """The entries of a hand-written page: one for its title and one for each of its headings."""
    for heading in headings:
        yield SearchEntry(PAGE, heading.address, heading.text, note="" if heading.text == title else title)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(line for text in texts if (line := " ".join(text.split()))))


def _names(site: SiteIndex, ref: Ref) -> Iterator[str]:
    """Names in other languages, labels from articles, and for a country its code and its standard name.

    What has a name without any letter is found by its id.
    """
    if not keys(site.base.name(ref)):
        yield ref.id
    for slot, _, _ in site.base.record_facts[ref]:
        if slot.field == "names" and not slot.part:
            yield slot.key[1]
    yield from other_names(site.base, ref)
    kind = site.base.schema.kind(ref.kind)
    if kind and kind.identifier == "country" and is_country(ref.id):
        yield from (country_name(ref.id, site.language), ref.id.upper())


def _sides(site: SiteIndex, ref: Ref, kind: Kind | None) -> tuple[Ref, ...]:
    """The sides of a meeting; the side of a person by the newest sources; otherwise the country."""
    if ref in site.meetings.by_meeting:
        return site.meetings.sides.get(ref, ())[:_SIDES]
    base = site.base
    if ref.kind in person_kinds(base.schema):
        side = newest_role(site, ref).side
    else:
        side = base.ids.get(base.records[ref].text("country" if kind and kind.field("country") else "by"))
    return (side,) if side else ()


def _roles(site: SiteIndex, ref: Ref) -> Iterator[str]:
    """Each position of a person, with the country or organization."""
    base = site.base
    for item in positions(site.base, ref):
        owner = base.ids.get(item.parts.get("for", ""))
        yield f"{item.parts['title']}, {base.name(owner)}" if owner else item.parts["title"]


def _circumstances(site: SiteIndex, ref: Ref, dates: Iterable[str]) -> Iterator[str]:
    """The place, participants and date of a meeting, so that readers find it by them."""
    base, people = site.base, site.meetings.by_meeting.get(ref)
    if people is None:
        return
    place = site.meetings.places.get(ref)
    seats = (seat.who for seat in unnamed(base, ref))
    named = ", ".join((*(base.name(p.person) for p in people), *seats))
    sides = ", ".join(base.name(side) for side in site.meetings.sides.get(ref, ()))
    yield " · ".join(filter(None, (base.name(place) if place else "", named, sides, *dates)))


def _said(site: SiteIndex, ref: Ref) -> Iterator[str]:
    """The words of the statements in the record, and their originals."""
    kind = site.base.schema.kind(ref.kind)
    keys_by_field = {field.name: field.key for field in kind.fields if field.statement} if kind else {}
    for slot, value, _ in site.base.record_facts[ref]:
        if slot.field in keys_by_field and not slot.part and slot.key:
            yield _words(slot, keys_by_field)
        elif slot.field in keys_by_field and slot.part == ORIGINAL:
            yield value


def _words(slot: Slot, keys_by_field: dict[str, tuple[str, ...]]) -> str:
    """What was said, with an unnamed speaker before it."""
    parts = dict(zip(keys_by_field[slot.field], slot.key, strict=True))
    speaker, words = parts.get("speaker", ""), parts["says"]
    return f"{speaker}: {words}" if speaker else words
