"""The pages on which a record's long lists go on: one a year, or one a letter."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.pages.escape import Markdown
from generator.pages.page_context import PageContext, path_of, relative
from generator.pages.pagination import FIRST, LISTINGS, UNDATED, ListPart, PaginatedList
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref

_HEADINGS = {each.name: each.word for each in LISTINGS}


class PageLink(NamedTuple):
    """A link to a part of a list, the heading of the list, and how many of its rows the record's own page has."""

    label: str
    href: Markdown
    rows: int
    here: bool
    heading: str
    first: int


def page_links(site: SiteIndex, place: PageContext, ref: Ref, name: str) -> tuple[PageLink, ...]:
    """The pages on which a list of a thing goes on, as the page at `place` links to them; none for a short list."""
    found = next((each for each in site.further.get(ref, ()) if each.name == name), None)
    return tuple(_onward(site, place, ref, found, part) for part in found.parts) if found else ()


def _onward(site: SiteIndex, place: PageContext, ref: Ref, own: PaginatedList, part: ListPart) -> PageLink:
    path = path_to(site, ref, own, part)
    href, here = Markdown(relative(place.path, path)), path == place.path
    return PageLink(label(place, part), href, part.rows, here, place.words(_HEADINGS[own.name]), FIRST)


def label(place: PageContext, part: ListPart) -> str:
    """What a part of a list is called."""
    if part.id == UNDATED:
        return place.words("undated_year")
    return place.date(f"{part.id[:-2]}X") if part.id.endswith("0s") else part.label


def path_to(site: SiteIndex, ref: Ref, own: PaginatedList, part: ListPart) -> str:
    """The path of the page of a part; no record's id has a slash."""
    return f"{path_of(site.base, ref).removesuffix('.md')}/{own.name}/{part.id}.md"


def paths(site: SiteIndex) -> Iterator[tuple[str, Ref, PaginatedList, ListPart]]:
    """All pages on which lists go on."""
    for ref, lists in site.further.items():
        for own in lists:
            for part in own.parts:
                yield path_to(site, ref, own, part), ref, own, part
