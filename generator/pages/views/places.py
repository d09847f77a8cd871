"""The map page: the places of meetings as dots and as a table."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.pages import json_ld
from generator.pages.centroids import centroid
from generator.pages.contexts import Context
from generator.pages.coordinates import coordinates_of
from generator.pages.escape import Markdown
from generator.pages.model import PageDraft
from generator.pages.page_context import path_of, relative
from generator.pages.site_index import SiteIndex
from generator.pages.svg.map import Dot, draw_map
from generator.pages.trips import country_around
from generator.schema.model import Ref

PATH = "map.md"
_FEWEST = 2


class Spot(NamedTuple):
    """A place with meetings, newest first, its latitude and longitude (None if unknown), whose they are, its country.

    A place without coordinates of its own has those of the place that it is part of, `within`; where none of these has
    any, the middle of its country.
    """

    place: Ref
    at: tuple[float, float] | None
    within: Ref | None
    held: tuple[Ref, ...]
    other: tuple[Ref, ...]
    is_centre: bool = False
    country: Ref | None = None

    @property
    def last(self) -> Ref:
        """The newest meeting that took place here, else the newest of all."""
        return (self.held or self.other)[0]

    @property
    def shown(self) -> tuple[object, ...]:
        """What the page shows of it: of its meetings how many they are, and the last."""
        return (*self[:3], len(self.held), len(self.other), self.last, self.is_centre, self.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContext(Context):
    """What the template of the map can use."""

    map: Annotated[Markdown, "The map as a drawing."]
    spots: Annotated[tuple[Spot, ...], "The places with their meetings, most meetings first."]


def drafts(site: SiteIndex, updated: str) -> Iterator[PageDraft]:
    """The map, with its table; none if fewer than two places can be shown."""
    found = spots(site)
    if sum(spot.at is not None for spot in found) < _FEWEST:
        return
    title, about = site.catalogue["map"], site.catalogue["map_about"]

    def make_context() -> MapContext:
        dots = [_dot(site.base, spot) for spot in found if spot.at]
        about_map = site.catalogue.text("map_drawn", count=len(dots))
        drawn = draw_map([dot for dot in dots if dot], title=title, description=about_map)
        return MapContext(site=site, page=site.place(PATH), name=title, map=drawn, spots=found)

    data, inputs = json_ld.collection(site, title, PATH), (updated, [spot.shown for spot in found])
    yield PageDraft(PATH, title, about, "map.md.j2", "", updated, data, make_context, inputs=inputs)


def spots(site: SiteIndex) -> tuple[Spot, ...]:
    """Every place with meetings, those with the most meetings first."""
    found = defaultdict[Ref, list[Ref]](list)
    for ref in site.meetings.all:
        place = site.meetings.places.get(ref)
        if place:
            found[place].append(ref)
    made = [_spot(site, place, refs) for place, refs in found.items()]
    return tuple(sorted(made, key=lambda spot: (-len(spot.held), -len(spot.other), spot.place)))


def _spot(site: SiteIndex, place: Ref, refs: list[Ref]) -> Spot:
    held = tuple(ref for ref in refs if ref in site.meetings.held)
    other = tuple(ref for ref in refs if ref not in site.meetings.held)
    at, owner = coordinates_of(site.base, place)
    country = country_around(site.base, place)
    centre = centroid(country.id) if country and at is None else None
    if centre:
        return Spot(place, centre, country, held, other, is_centre=True, country=country)
    return Spot(place, at, owner if owner != place else None, held, other, country=country)


def _dot(base: KnowledgeBase, spot: Spot) -> Dot | None:
    shown = spot.within if spot.is_centre and spot.within else spot.place
    address = relative(PATH, path_of(base, shown))
    return Dot(base.name(shown), *spot.at, len(spot.held), len(spot.other), address) if spot.at else None
