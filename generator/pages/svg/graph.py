"""A graph of who met whom: chords between names around an oval."""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from generator.pages.escape import Markdown, escape
from generator.pages.svg.drawing import LETTER, drawing, legend, number, shape, shorten, sides_of, text
from generator.pages.svg.network import NetworkNode

_WIDTH = 460
_ACROSS = 96
_STEP = 21
_TOP = 12
_PULL = 0.35
_WIDEST = 6


class Edge(NamedTuple):
    """Two nodes by their index, and in how many meetings they met."""

    one: int
    other: int
    weight: int


class _Spot(NamedTuple):
    x: float
    y: float
    column: int


def graph(
    nodes: Sequence[NetworkNode], edges: Sequence[Edge], *, title: str, description: str, name: str = "graph"
) -> Markdown:
    """A figure of names around an oval, sides together, and a chord for each pair that met; "" for no edges.

    The form of a node tells its side, the width of a chord the number of meetings. No two names overlap, however many
    nodes there are.
    """
    if not edges:
        return Markdown("")
    sides = sides_of(node.side for node in nodes)
    spots = _spots(nodes, sides)
    most = max(edge.weight for edge in edges)
    foot = max(spot.y for spot in spots) + _STEP
    drawn = [_chord(edge, nodes, spots, most) for edge in sorted(edges, key=lambda edge: (edge.weight, edge))]
    names = [part for node, spot in zip(nodes, spots, strict=True) for part in _name(node, spot, sides.get(node.side))]
    key, deep = legend(sides, 8, foot, _WIDTH - 16)
    return drawing(name, title, description, (_WIDTH, foot + deep + 4), (*drawn, *names, *key))


def _spots(nodes: Sequence[NetworkNode], sides: Mapping[str, int]) -> list[_Spot]:
    """Down the right column and up the left one, side by side, so that each side's names stand together."""
    order = sorted(range(len(nodes)), key=lambda i: (sides.get(nodes[i].side, len(sides)), nodes[i].side, i))
    half = (len(nodes) + 1) // 2
    found = [_Spot(0, 0, 1)] * len(nodes)
    for place, index in enumerate(order):
        column, row = (1, place) if place < half else (-1, len(nodes) - 1 - place)
        rows = half if column == 1 else len(nodes) - half
        share = 2 * (row + 0.5) / rows - 1
        y = _TOP + half * _STEP / 2 * (1 + share * rows / half)
        found[index] = _Spot(_WIDTH / 2 + column * _ACROSS * _bulge(share), y, column)
    return found


def _bulge(share: float) -> float:
    """How far out a row stands, from 0.6 at the top and the foot (-1, 1) to 1 in the middle."""
    return 0.6 + 0.4 * sqrt(max(0.0, 1 - share * share))


def _chord(edge: Edge, nodes: Sequence[NetworkNode], spots: Sequence[_Spot], most: int) -> str:
    one, other = spots[edge.one], spots[edge.other]
    middle = _WIDTH / 2, (one.y + other.y) / 2
    bend = [_mix(_mix(one.x, other.x, 0.5), middle[0], 1 - _PULL), middle[1]]
    path = f"M{number(one.x)} {number(one.y)}Q{number(bend[0])} {number(bend[1])} {number(other.x)} {number(other.y)}"
    label = escape(f"{nodes[edge.one].name} – {nodes[edge.other].name}: {edge.weight}")
    width = number(0.8 + (_WIDEST - 0.8) * edge.weight / most)
    return f'<path class="cq-drawing__chord" d="{path}" stroke-width="{width}"><title>{label}</title></path>'


def _mix(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def _name(node: NetworkNode, spot: _Spot, side: int | None) -> Iterator[str]:
    count = f" ({node.weight})" if node.weight else ""
    x = spot.x + spot.column * 11
    room = int(((_WIDTH - x if spot.column == 1 else x) - 2) / LETTER) - len(count)
    yield shape(spot.x, spot.y, 6, side, node.name + count)
    yield text(x, spot.y + 4, shorten(node.name, room) + count, anchor="start" if spot.column == 1 else "end")
