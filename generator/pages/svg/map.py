"""A map: dots on the outlines of the land, in the Equal Earth projection."""

from collections.abc import Iterable, Sequence
from math import asin, cos, hypot, radians, sin, sqrt
from typing import NamedTuple

from generator.pages.escape import Markdown, escape
from generator.pages.svg.drawing import LETTER, drawing, number, shorten, text
from generator.pages.svg.outlines import MapPoint, outlines

_WIDTH = 460
_HEIGHT = 270
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # of the projection, Šavrič, Patterson and Jenny 2018
_M = sqrt(3) / 2
_NARROWEST = 0.55  # of the width that is shown, in the projection's units: about 35 degrees on the equator
_AIR = 1.5
_NEAR = 9.0
_FINE = 0.7
_LETTERS = 22
_FINGER = 16.0  # 24 pixels across where a phone shows the drawing at three quarters

_Box = tuple[float, float, float, float]


class Dot(NamedTuple):
    """A place: its name, latitude and longitude in degrees, and how many meetings it saw (`held`) or may see.

    `address` is the path of its page from the map's, "" for none.
    """

    name: str
    latitude: float
    longitude: float
    held: int
    other: int = 0
    address: str = ""


class _Mark(NamedTuple):
    x: float
    y: float
    radius: float
    dots: tuple[Dot, ...]


def draw_map(dots: Sequence[Dot], *, title: str, description: str, name: str = "map") -> Markdown:
    """A figure of the part of the world that holds the places, a dot each, as large as its meetings are many.

    Places too near to be distinguished share a dot, which names the first, counts the others and leads to the first. A
    dot is hollow where nothing has taken place yet. Of dots that overlap, the smaller is on top. "" for no dots.
    """
    if not dots:
        return Markdown("")
    places = [project(dot.latitude, dot.longitude) for dot in dots]
    left, top, scale = _view(places)
    at = [((x - left) * scale, (top - y) * scale) for x, y in places]
    marks = _marks(dots, at)
    land = "".join(_path(ring, (left, top, scale)) for ring in outlines())
    parts = [f'<rect class="cq-drawing__sea" width="{_WIDTH}" height="{_HEIGHT}"/>']
    parts += [f'<path class="cq-drawing__land" d="{land}"/>'] if land else []
    labels = _labels(marks)
    parts += [
        _linked(mark, _target(mark, marks) + _dot(mark) + labels.get(index, "")) for index, mark in enumerate(marks)
    ]
    has_links = any(mark.dots[0].address for mark in marks)
    return drawing(name, title, description, (_WIDTH, _HEIGHT), parts, has_links=has_links)


def project(latitude: float, longitude: float) -> MapPoint:
    """A place on the plane, in radii of the globe: x to the east, y to the north."""
    a1, a2, a3, a4 = _A
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    six = square**3
    slope = a1 + 3 * a2 * square + six * (7 * a3 + 9 * a4 * square)
    x = radians(longitude) * cos(angle) / (_M * slope)
    return x, angle * (a1 + a2 * square + six * (a3 + a4 * square))


def _view(places: Iterable[MapPoint]) -> tuple[float, float, float]:
    """The left and upper edge of what is shown, and units of the drawing a unit of the plane."""
    xs, ys = zip(*places, strict=True)
    world, tall = project(0, 180)[0], project(90, 0)[1]
    wide = max((max(xs) - min(xs)) * _AIR, (max(ys) - min(ys)) * _AIR * _WIDTH / _HEIGHT, _NARROWEST)
    wide = min(wide, 2 * world)
    high = wide * _HEIGHT / _WIDTH
    left = min(max((min(xs) + max(xs) - wide) / 2, -world), world - wide)
    top = (min(ys) + max(ys) + high) / 2
    top = max(min(top, tall), high - tall) if high < 2 * tall else high / 2
    return left, top, _WIDTH / wide


def _path(ring: Iterable[MapPoint], view: tuple[float, float, float]) -> str:
    """A ring as a path of whole steps; "" if nothing of it shows."""
    left, top, scale = view
    placed = [((x - left) * scale, (top - y) * scale) for x, y in (project(lat, lon) for lon, lat in ring)]
    xs, ys = zip(*placed, strict=True)
    if max(xs) < 0 or min(xs) > _WIDTH or max(ys) < 0 or min(ys) > _HEIGHT:
        return ""
    kept = [placed[0]]
    for point in placed[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > _FINE:
            kept.append(point)
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in kept)
    return f"M{steps}Z" if len(kept) > 2 else ""  # noqa: PLR2004 -- a line has no inside


def _marks(dots: Sequence[Dot], at: Sequence[MapPoint]) -> list[_Mark]:
    """The places as dots that stand apart, the largest first."""
    order = sorted(range(len(dots)), key=lambda i: (-dots[i].held, -dots[i].other, dots[i]))
    groups: list[list[int]] = []
    for index in order:
        x, y = at[index]
        near = (g for g in groups if abs(at[g[0]][0] - x) < _NEAR and abs(at[g[0]][1] - y) < _NEAR)
        group = next(near, None)
        if group is None:
            groups.append([index])
        else:
            group.append(index)
    most = max(1, *(dot.held + dot.other for dot in dots))
    return [_mark([dots[i] for i in group], at[group[0]], most) for group in groups]


def _mark(dots: Sequence[Dot], at: MapPoint, most: int) -> _Mark:
    count = min(most, sum(dot.held + dot.other for dot in dots))
    return _Mark(*at, 3.5 + 6 * sqrt(count / most), tuple(dots))


def _linked(mark: _Mark, parts: str) -> str:
    """The parts of a dot as a link to its place, under the names of all that share it."""
    address = mark.dots[0].address
    return f'<a href="{address}" aria-label="{_words(mark)}">{parts}</a>' if address else parts


def _words(mark: _Mark) -> Markdown:
    return escape("; ".join(f"{dot.name} ({dot.held + dot.other})" for dot in mark.dots))


def _target(mark: _Mark, marks: Iterable[_Mark]) -> str:
    """What a finger hits: wider than the dot, but no nearer to another one than to its own."""
    apart = min(
        (hypot(mark.x - other.x, mark.y - other.y) for other in marks if other is not mark), default=2 * _FINGER
    )
    radius = max(mark.radius, min(_FINGER, apart / 2))
    place = f'cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(radius)}"'
    return f'<circle {place} fill="none" pointer-events="all"/>'


def _dot(mark: _Mark) -> str:
    role = "spot" if any(dot.held for dot in mark.dots) else "spot cq-drawing__spot--open"
    place = f'cx="{number(mark.x)}" cy="{number(mark.y)}" r="{number(mark.radius)}"'
    return f'<circle class="cq-drawing__{role}" {place}><title>{_words(mark)}</title></circle>'


def _labels(marks: Sequence[_Mark]) -> dict[int, str]:
    """The names that have room, by the numbers of the dots: right of the dot, left, above or below, else none."""
    labels: dict[int, str] = {}
    taken: list[_Box] = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    for index, mark in enumerate(marks):
        more = f" +{len(mark.dots) - 1}" if len(mark.dots) > 1 else ""
        more += f" ({sum(dot.held + dot.other for dot in mark.dots)})"
        words = shorten(mark.dots[0].name, _LETTERS) + more
        wide, gap = len(words) * LETTER, mark.radius + 3
        for x, y, anchor in (
            (mark.x + gap, mark.y + 4, "start"),
            (mark.x - gap, mark.y + 4, "end"),
            (mark.x, mark.y - gap - 1, "middle"),
            (mark.x, mark.y + gap + 9, "middle"),
        ):
            start = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (start, y - 10, start + wide, y + 3)
            if _inside(box) and not any(_meet(box, other) for other in taken):
                taken.append(box)
                labels[index] = text(x, y, words, anchor=anchor)
                break
    return labels


def _inside(box: _Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= _WIDTH and box[3] <= _HEIGHT


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
