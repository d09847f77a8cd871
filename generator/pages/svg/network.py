"""The network of a person: the people met, as a drawing of depth one."""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from generator.pages.escape import Markdown
from generator.pages.svg.drawing import (
    LABEL_LINE,
    LETTER,
    drawing,
    label,
    legend,
    number,
    shape,
    shorten,
    sides_of,
    text,
    wrap,
)

_WIDTH = 380
_RADIUS = 54
_STEP = 24
_HEAD = 20
_LETTERS = int(_WIDTH / LETTER)
_WIDEST = 5


class NetworkNode(NamedTuple):
    """A person of a network: the name, the name of his side ("" if unknown), in how many meetings he was met."""

    name: str
    side: str
    weight: int = 0


def network(
    centre: NetworkNode,
    others: Sequence[NetworkNode],
    *,
    title: str,
    description: str,
    name: str = "network",
    limit: int = 16,
) -> Markdown:
    """A figure with a person in the middle and, around him, those whom he met; "" where he met nobody.

    `others` in the order of importance: the first `limit` are drawn, how many more there are is told. Names are plain
    text. The form of a node tells its side, the line's width the number of meetings, which stands beside the name too.
    `title` and `description` name the drawing for those who don't see it; `name` is the stem of its ids.
    """
    if not others:
        return Markdown("")
    sides = sides_of(node.side for node in (centre, *others))
    drawn = sorted(others[:limit], key=lambda node: (sides.get(node.side, len(sides)), -node.weight, node.name))
    half = (len(drawn) + 1) // 2
    step = max(_STEP, 4 + LABEL_LINE * max(len(_lines(node)) for node in drawn))
    tall = max(half, 2) * step
    middle, x = _HEAD + tall / 2, _WIDTH / 2
    parts, nodes = [], []
    most = max(1, *(node.weight for node in drawn))
    for index, node in enumerate(drawn):
        row, column = (index, 1) if index < half else (len(drawn) - 1 - index, -1)
        at = _place(row, half if column == 1 else len(drawn) - half, tall, step)
        end = (x + column * at[0], middle + at[1])
        parts.append(_edge((x, middle), end, node.weight / most))
        nodes += _node(node, end, column, sides.get(node.side))
    nodes += [shape(x, middle, 10, sides.get(centre.side), centre.name)]
    nodes += [text(x, 14, shorten(centre.name, _LETTERS), role="centre", anchor="middle")]
    more = (
        [text(x, _HEAD + tall + 12, f"+ {len(others) - limit}", role="note", anchor="middle")] if others[limit:] else []
    )
    foot, deep = legend(sides, 8, _HEAD + tall + (20 if more else 4), _WIDTH - 16)
    size = (_WIDTH, _HEAD + tall + (24 if more else 8) + deep)
    return drawing(name, title, description, size, (*parts, *nodes, *more, *foot))


def _place(row: int, rows: int, tall: float, step: float) -> tuple[float, float]:
    """How far from the middle a row's node stands: across, on an ellipse, and down."""
    down = (row - (rows - 1) / 2) * min(step * 1.5, (tall - step) / max(rows - 1, 1))
    return _RADIUS * max(0.3, sqrt(max(0.0, 1 - (down / (tall / 2 + step)) ** 2))), down


def _edge(start: tuple[float, float], end: tuple[float, float], share: float) -> str:
    (x1, y1), (x2, y2) = start, end
    width = 1 + (_WIDEST - 1) * share
    place = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line class="cq-drawing__edge" {place} stroke-width="{number(width)}"/>'


def _lines(node: NetworkNode) -> tuple[str, ...]:
    """A name, with the number of meetings if there were several, in lines that fit beside the widest place."""
    return wrap(_label(node), _WIDTH / 2 - _RADIUS - 14)


def _label(node: NetworkNode) -> str:
    return node.name + (f" ({node.weight})" if node.weight > 1 else "")


def _node(node: NetworkNode, at: tuple[float, float], column: int, side: int | None) -> list[str]:
    anchor = "start" if column == 1 else "end"
    return [shape(*at, 6, side, _label(node)), label(at[0] + column * 11, at[1], _lines(node), anchor=anchor)]
