"""Places and meetings as GeoJSON (RFC 7946): points of longitude and latitude."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.articles.model import DRAFT
from generator.exports.json_lines import encode
from generator.exports.splicing import Part, Splicer, owner_of, pieces_of, separated
from generator.last_file import Content
from generator.pages.chips import shown_is_draft
from generator.pages.coordinates import coordinates_of
from generator.pages.downloads import MEETINGS, PLACES
from generator.pages.drafts import row_is_draft, side_at_is_draft
from generator.pages.meeting_facts import sure_date
from generator.pages.references import is_place
from generator.pages.site_index import SiteIndex
from generator.pages.tables import permalink
from generator.schema.model import Ref
from generator.values import bounds

Feature = dict[str, object]


def make_places(site: SiteIndex, splicer: Splicer) -> Content | None:
    """All places whose coordinates are known."""
    kinds = [kind.name for kind in site.base.schema.kinds if is_place(kind)]
    refs = (ref for kind in kinds for ref in site.base.by_kind.get(kind, ()))
    return _collection(splicer, PLACES, refs, partial(_place, site))


def make_meetings(site: SiteIndex, splicer: Splicer) -> Content | None:
    """All meetings at the coordinates of their place, or of the nearest place that contains it: `located_at`."""
    return _collection(splicer, MEETINGS, sorted(site.meetings.all, key=lambda ref: ref.id), partial(_meeting, site))


def _collection(
    splicer: Splicer, path: str, refs: Iterable[Ref], make: Callable[[Ref], Feature | None]
) -> Content | None:
    def piece(ref: Ref) -> bytes:
        found = make(ref)
        return encode(found).encode() if found else b""

    opened, closed = Part(b'{"type": "FeatureCollection", "features": [\n'), Part(b"\n]}\n")
    pieces = pieces_of(refs, piece, owner_of)
    return splicer.joined(path, pieces, lambda parts: (opened, *separated(parts, b",\n"), closed))


def _feature(site: SiteIndex, ref: Ref, place: Ref, properties: Iterator[tuple[str, str]]) -> Feature | None:
    at, owner = coordinates_of(site.base, place)
    if at is None or owner is None:
        return None
    known = {name: text for name, text in properties if text}
    head = {"name": site.base.name(ref), "kind": ref.kind, "url": permalink(site, ref), "located_at": owner.id}
    point = {"type": "Point", "coordinates": [at[1], at[0]]}
    return {"type": "Feature", "id": ref.id, "geometry": point, "properties": {**head, **known}}


def _place(site: SiteIndex, ref: Ref) -> Feature | None:
    found = _feature(site, ref, ref, _area(site, ref))
    own, _ = coordinates_of(site.base, ref, steps=1)
    return found if own else None


def _area(site: SiteIndex, ref: Ref) -> Iterator[tuple[str, str]]:
    for name in ("country", "part_of"):
        yield name, site.base.records[ref].text(name)
    yield "review", DRAFT if row_is_draft(site.base, ref, ("name", "country", "part_of", "coordinates")) else ""


def _meeting(site: SiteIndex, ref: Ref) -> Feature | None:
    place = site.meetings.places.get(ref)
    return _feature(site, ref, place, _event(site, ref, place)) if place else None


def _event(site: SiteIndex, ref: Ref, place: Ref) -> Iterator[tuple[str, str]]:
    date = sure_date(site, ref)
    first, last = bounds(date)
    yield from {"date": date, "date_earliest": first, "date_latest": last}.items()
    yield "outcome", site.meetings.state(ref).name
    yield from {"place": place.id, "place_name": site.base.name(place)}.items()
    sides, people = site.meetings.sides.get(ref, ()), site.meetings.by_meeting[ref]
    yield "sides", " ".join(side.id for side in sides)
    unread = shown_is_draft(site, ref) or any(side_at_is_draft(site.base, ref, side, people) for side in sides)
    yield "review", DRAFT if unread else ""
