"""The outlines of the land, for maps: read from `outlines.txt`, which `convert` makes of Natural Earth's.

The file was made once of `land-110m.json` out of the npm package world-atlas 2.0.2 (ISC licence), which is TopoJSON of
Natural Earth's 1:110m physical vectors (public domain), by

    python -c "import json, sys; from generator.pages.svg.outlines import convert; \
sys.stdout.write(convert(json.load(sys.stdin)))" < land-110m.json > generator/pages/svg/outlines.txt

Land without borders, so that a map takes no side.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("outlines.txt")
_HEAD = """\
# Outlines of the land, a ring a line: longitude and latitude in tenths of a degree, then the steps from point to point.
# Made with Natural Earth (1:110m, land), which is in the public domain: naturalearthdata.com
"""
_TENTHS = 10

MapPoint = tuple[float, float]


@cache
def outlines() -> tuple[tuple[MapPoint, ...], ...]:
    """The rings of the land, each a closed line of longitude and latitude in degrees."""
    lines = _FILE.read_text("ascii").splitlines()
    return tuple(tuple(_ring(line)) for line in lines if not line.startswith("#"))


def _ring(line: str) -> Iterator[MapPoint]:
    x = y = 0
    numbers = iter(line.split())
    for dx, dy in zip(numbers, numbers, strict=True):
        x, y = x + int(dx), y + int(dy)
        yield x / _TENTHS, y / _TENTHS


def convert(topology: Mapping[str, Any]) -> str:
    """The text of the file out of a TopoJSON of polygons; rings too small to show are left out."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    lines = []
    for shape in _polygons(topology["objects"]):
        for ring in shape:
            points = [point for index, arc in enumerate(ring) for point in _turned(arcs, arc)[bool(index) :]]
            tenths = [(round(x * _TENTHS), round(y * _TENTHS)) for x, y in _unwound(points)]
            kept = [point for index, point in enumerate(tenths) if not index or point != tenths[index - 1]]
            if len(set(kept)) > 2:  # noqa: PLR2004 -- a line has no inside
                lines.append(_steps(kept))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _unwound(points: Sequence[MapPoint]) -> list[MapPoint]:
    """Points that go on beyond 180 degrees, where a ring crosses the date line, instead of round the globe."""
    turn, before, found = 0.0, points[0][0], []
    for x, y in points:
        turn += -360 if x - before > 180 else 360 if before - x > 180 else 0  # noqa: PLR2004 -- half a globe
        before = x
        found.append((x + turn, y))
    middle = sum(x for x, _ in found) / len(found)
    home = -360 * round(middle / 360)
    return [(x + home, y) for x, y in found]


def _polygons(objects: Mapping[str, Any]) -> Iterator[Sequence[Sequence[int]]]:
    for thing in objects.values():
        for geometry in thing.get("geometries", [thing]):
            yield from geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _arc(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[MapPoint]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
        found.append((x * sx + tx, y * sy + ty))
    return found


def _turned(arcs: Sequence[list[MapPoint]], index: int) -> list[MapPoint]:
    """An arc by its number; the complement of a number is the arc from its end."""
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def _steps(points: Sequence[tuple[int, int]]) -> str:
    before = [(0, 0), *points]
    return " ".join(f"{x - px} {y - py}" for (x, y), (px, py) in zip(points, before, strict=False))
