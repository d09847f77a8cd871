"""The pages on which a record's long lists go on: one a year, or one a letter."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.pages.escape import Markdown
from generator.pages.further import FIRST, LISTINGS, UNDATED, Further, Part
from generator.pages.links import Place, path_of, relative
from generator.pages.site import Site
from generator.schema.model import Ref

_HEADINGS = {each.name: each.word for each in LISTINGS}


class Onward(NamedTuple):
    """A link to a part of a list, the heading of the list, and how many of its rows the record's own page has."""

    label: str
    href: Markdown
    rows: int
    here: bool
    heading: str
    first: int


def further(site: Site, place: Place, ref: Ref, name: str) -> tuple[Onward, ...]:
    """The pages on which a list of a thing goes on, as the page at `place` links to them; none for a short list."""
    found = next((each for each in site.further.get(ref, ()) if each.name == name), None)
    return tuple(_onward(site, place, ref, found, part) for part in found.parts) if found else ()


def _onward(site: Site, place: Place, ref: Ref, own: Further, part: Part) -> Onward:
    path = path_to(site, ref, own, part)
    href, here = Markdown(relative(place.path, path)), path == place.path
    return Onward(label(place, part), href, part.rows, here, place.words(_HEADINGS[own.name]), FIRST)


def label(place: Place, part: Part) -> str:
    """What a part of a list is called."""
    if part.id == UNDATED:
        return place.words("undated_year")
    return place.date(f"{part.id[:-2]}X") if part.id.endswith("0s") else part.label


def path_to(site: Site, ref: Ref, own: Further, part: Part) -> str:
    """The path of the page of a part; no record's id has a slash."""
    return f"{path_of(site.base, ref).removesuffix('.md')}/{own.name}/{part.id}.md"


def paths(site: Site) -> Iterator[tuple[str, Ref, Further, Part]]:
    """All pages on which lists go on."""
    for ref, lists in site.further.items():
        for own in lists:
            for part in own.parts:
                yield path_to(site, ref, own, part), ref, own, part
