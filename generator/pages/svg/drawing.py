"""The parts of all drawings: the frame with its accessible name, texts, and a shape for each side."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin
from unicodedata import combining, east_asian_width

from generator.pages.escape import Markdown, escape

LETTER = 6.6
"""The width of a letter of a label, in units of the drawing: a guess that errs on the wide side."""
LINE = 19
LABEL_LINE = 14
"""The distance of the lines of a label that does not fit into one."""


def drawing(
    name: str,
    title: str,
    description: str,
    size: tuple[float, float],
    parts: Iterable[str],
    *,
    has_links: bool = False,
) -> Markdown:
    """A figure that holds a drawing; `name` is unique in its page, `size` its width and height in units.

    To a screen reader it is one image, unless it has links.
    """
    role = "group" if has_links else "img"
    width, height = map(number, size)
    return Markdown(
        f'<figure class="cq-figure cq-drawing cq-drawing--{name.partition("-")[0]}" data-search-exclude>'
        f'<svg role="{role}" aria-labelledby="{name}-title {name}-desc" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{"".join(parts)}</svg></figure>'
    )


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A coordinate, to a tenth: what lies below differs between machines."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def text(x: float, y: float, words: object, *, role: str = "label", anchor: str = "start") -> str:
    """Words at a place; `anchor` is start, middle or end."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="cq-drawing__{role}" x="{number(x)}" y="{number(y)}"{at}>{escape(words)}</text>'


def shorten(words: str, letters: int) -> str:
    """Words no longer than so many letters, the loss marked by an ellipsis."""
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


_NARROW, _WIDE = frozenset("fijlrtI.,;:'’()[]|-‐ "), frozenset("mwMW@%—…")


@lru_cache(maxsize=1024)
def _letter_width(letter: str) -> float:
    """How wide a letter of a label is at most; those of East Asian scripts are as wide as they are high."""
    if combining(letter):
        return 0
    if east_asian_width(letter) in "WF":
        return 12.5
    if letter in _NARROW:
        return 4.8
    return 10.8 if letter in _WIDE else 8.2 if letter.isupper() else 7


def width_of(words: str) -> float:
    """The width of a label, a guess that errs on the wide side."""
    return sum(map(_letter_width, words))


@lru_cache(maxsize=8192)
def wrap(words: str, width: float) -> tuple[str, ...]:
    """Words in lines of a width, none lost: parted between words or after hyphens, or within long words."""
    if width_of(words.strip()) <= width:
        return (words.strip(),)
    lines = [""]
    for part in _PARTS.findall(words):
        if width_of(f"{lines[-1]}{part}".strip()) <= width:
            lines[-1] += part
        else:
            lines += _pieces(part, width)
    return tuple(line.strip() for line in lines if line.strip()) or ("",)


_PARTS = re.compile(r"\s*[^\s\-‐]+[\-‐]*|\s*[\-‐]+")


def _pieces(word: str, width: float) -> list[str]:
    """A word in pieces of a width; an accent stays with its letter."""
    pieces = [""]
    for letter in word.strip():
        if pieces[-1] and width_of(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def label(x: float, y: float, lines: Sequence[str], *, anchor: str) -> str:
    """A label of several lines, its middle at a height."""
    first = y + 4 - LABEL_LINE * (len(lines) - 1) / 2
    if len(lines) == 1:
        return text(x, first, lines[0], anchor=anchor)
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    spans = " ".join(
        f'<tspan x="{number(x)}" y="{number(first + LABEL_LINE * index)}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text class="cq-drawing__label"{at}>{spans}</text>'


def _regular(corners: int, turn: float, radius: float) -> tuple[tuple[float, float], ...]:
    """A regular polygon; `turn` of a circle from the right."""
    angles = [2 * pi * (turn + index / corners) for index in range(corners)]
    return tuple((radius * cos(angle), radius * sin(angle)) for angle in angles)


def _star(radius: float) -> tuple[tuple[float, float], ...]:
    outer, inner = _regular(5, -1 / 4, radius), _regular(5, -3 / 20, radius * 0.45)
    return tuple(corner for pair in zip(outer, inner, strict=True) for corner in pair)


_CORNERS = (
    (),  # a circle
    _regular(4, 1 / 8, 1.2),
    _regular(3, -1 / 4, 1.3),
    _regular(4, 0, 1.3),
    _regular(3, 1 / 4, 1.3),
    _regular(5, -1 / 4, 1.15),
    _star(1.45),
    _regular(6, 0, 1.15),
)


def sides_of(sides: Iterable[str]) -> Mapping[str, int]:
    """The number of each side's shape, the commonest side first; "" (unknown) has none, late ones share one."""
    counts = Counter(side for side in sides if side)
    order = sorted(counts, key=lambda side: (-counts[side], side))
    return {side: min(index, len(_CORNERS) - 1) for index, side in enumerate(order)}


def shape(x: float, y: float, radius: float, side: int | None, title: str = "") -> str:
    """The mark of a node: its form tells the side without colour; a ring where there is no side (None)."""
    head = f'class="cq-drawing__node cq-drawing__node--{"none" if side is None else side}"'
    label = f"<title>{escape(title)}</title>" if title else ""
    corners = () if side is None else _CORNERS[side]
    if not corners:
        return f'<circle {head} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}">{label}</circle>'
    return f'<polygon {head} points="{_points(x, y, radius, corners)}">{label}</polygon>'


@lru_cache(maxsize=8192)
def _points(x: float, y: float, radius: float, corners: tuple[tuple[float, float], ...]) -> str:
    """The corners around a place; many drawings have nodes at the same places."""
    return " ".join(f"{number(x + dx * radius)},{number(y + dy * radius)}" for dx, dy in corners)


def legend(sides: Mapping[str, int], left: float, top: float, width: float, rest: str = "") -> tuple[list[str], float]:
    """The shapes with their sides' names in lines of a width, and the height that they take.

    `rest` are the words for what all late sides share; they are named one by one only where there is one.
    """
    names = [(side, index) for side, index in sides.items() if index < len(_CORNERS) - 1]
    late = [side for side, index in sides.items() if index == len(_CORNERS) - 1]
    names += [(late[0] if len(late) == 1 else rest or f"+{len(late)}", len(_CORNERS) - 1)] if late else []
    parts, x, y = [], left, top
    for side, index in names:
        name = shorten(side, int((width - 30) / LETTER))
        wide = 24 + width_of(name)
        if x > left and x + wide > left + width:
            x, y = left, y + LINE
        parts += [shape(x + 6, y + 8, 5, index), text(x + 16, y + 12, name, role="key")]
        x += wide
    return parts, y + LINE - top if names else 0
