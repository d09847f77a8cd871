"""A graph of who met whom: chords between names in two columns."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

from generator.pages.escape import Markdown, escape
from generator.pages.svg.drawing import (
    LABEL_LINE,
    drawing,
    label,
    legend,
    number,
    shape,
    sides_of,
    wrap,
)
from generator.pages.svg.network import NetworkNode

_WIDTH = 380
_ACROSS = 66
_BULGE = 20
_STEP = 21
_TOP = 8
_PULL = 0.35
_WIDEST = 6
_MANY = 120


class Edge(NamedTuple):
    """Two nodes by their index, and in how many meetings they met."""

    one: int
    other: int
    weight: int


class _Spot(NamedTuple):
    x: float
    y: float
    column: int
    lines: tuple[str, ...]


def graph(
    nodes: Sequence[NetworkNode], edges: Sequence[Edge], *, title: str, description: str, name: str = "graph"
) -> Markdown:
    """A figure of names in two columns, sides together, and a chord for each pair that met; "" for no edges.

    The form of a node tells its side, the width of a chord the number of meetings. No name is cut and no two overlap,
    however many nodes there are: a long name takes several lines.
    """
    if not edges:
        return Markdown("")
    sides = sides_of(node.side for node in nodes)
    order = sorted(range(len(nodes)), key=lambda i: (sides.get(nodes[i].side, len(sides)), nodes[i].side, i))
    half = (len(order) + 1) // 2
    columns = {1: order[:half], -1: order[: half - 1 : -1]}
    high = max(sum(_height(nodes[index]) for index in column) for column in columns.values())
    spots = {index: spot for side, column in columns.items() for index, spot in _column(nodes, column, side, high)}
    most = max(edge.weight for edge in edges)
    faint = max(0.3, min(1.0, sqrt(_MANY / len(edges))))
    drawn = [_chord(edge, nodes, spots, most, faint) for edge in sorted(edges, key=lambda edge: (edge.weight, edge))]
    names = [part for index in order for part in _name(nodes[index], spots[index], sides.get(nodes[index].side))]
    key, deep = legend(sides, 8, _TOP + high + 8, _WIDTH - 16)
    return drawing(name, title, description, (_WIDTH, _TOP + high + deep + 12), (*drawn, *names, *key))


def _column(nodes: Sequence[NetworkNode], column: Sequence[int], side: int, high: float) -> Iterator[tuple[int, _Spot]]:
    """The places of a column's nodes, from the top, in the middle of the drawing's height."""
    heights = [_height(nodes[index]) for index in column]
    ends = list(accumulate(heights))
    top = _TOP + (high - ends[-1]) / 2 if ends else _TOP
    for index, height, end in zip(column, heights, ends, strict=True):
        y = top + end - height / 2
        x = _WIDTH / 2 + side * (_ACROSS - _BULGE * (1 - _bulge(2 * (y - _TOP) / high - 1)))
        yield index, _Spot(x, y, side, _lines(nodes[index]))


def _lines(node: NetworkNode) -> tuple[str, ...]:
    """A name and its number of meetings, in lines that fit beside the widest place of a column."""
    count = f" ({node.weight})" if node.weight else ""
    return wrap(node.name + count, _WIDTH / 2 - _ACROSS - 14)


def _height(node: NetworkNode) -> float:
    return _STEP + LABEL_LINE * (len(_lines(node)) - 1)


def _bulge(share: float) -> float:
    """How far out a row stands, from 0 at the top and the foot (-1, 1) to 1 in the middle."""
    return sqrt(max(0.0, 1 - share * share))


def _chord(edge: Edge, nodes: Sequence[NetworkNode], spots: Mapping[int, _Spot], most: int, faint: float) -> str:
    one, other = spots[edge.one], spots[edge.other]
    middle = _WIDTH / 2, (one.y + other.y) / 2
    bend = [_mix(_mix(one.x, other.x, 0.5), middle[0], 1 - _PULL), middle[1]]
    path = f"M{number(one.x)} {number(one.y)}Q{number(bend[0])} {number(bend[1])} {number(other.x)} {number(other.y)}"
    words = escape(f"{nodes[edge.one].name} – {nodes[edge.other].name}: {edge.weight}")
    width = number(0.8 + (_WIDEST * faint - 0.8) * edge.weight / most)
    look = f'stroke-width="{width}"' + (f' stroke-opacity="{number(faint)}"' if faint < 1 else "")
    return f'<path class="cq-drawing__chord" d="{path}" {look}><title>{words}</title></path>'


def _mix(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def _name(node: NetworkNode, spot: _Spot, side: int | None) -> Iterator[str]:
    count = f" ({node.weight})" if node.weight else ""
    yield shape(spot.x, spot.y, 6, side, node.name + count)
    yield label(spot.x + spot.column * 11, spot.y, spot.lines, anchor="start" if spot.column == 1 else "end")
