"""A few dates as dots on a line, each with its words below: what a bar chart of three meetings would not tell."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.pages.escape import Markdown, escape
from generator.pages.svg.drawing import LETTER, drawing, number, shorten, text
from generator.values import iso_range

_WIDTH = 420
_EDGE = 8
_LINE = 14
_ROW = 19
_RADIUS = 5
_LONGEST = 31
"""Days that a date may cover and still have a spot on the line: a month."""


class DatedDot(NamedTuple):
    """A date as EDTF, the words of its dot, and whether it took place."""

    date: str
    label: str
    held: bool


class _Place(NamedTuple):
    x: float
    row: int
    words: str
    anchor: str


def dated_line(dots: Sequence[DatedDot], *, title: str, description: str, name: str = "dots") -> Markdown:
    """A figure with a dot for each date, filled for what took place, and its words in rows where they find room.

    "" if a date is not known to the month, or if there are fewer than two.
    """
    days = [_day(dot.date) for dot in dots]
    known = [day for day in days if day is not None]
    if len(known) < len(dots) or len(dots) < 2:  # noqa: PLR2004 -- one dot makes no line
        return Markdown("")
    first, span = min(known), max((max(known) - min(known)), 1)
    inner = _WIDTH - 2 * _EDGE
    order = sorted(zip(dots, known, strict=True), key=lambda pair: (pair[1], pair[0]))
    spots = [(dot, _EDGE + inner * (day - first) / span) for dot, day in order]
    placed = tuple(_placed(spots))
    rows = 1 + max(place.row for place in placed)
    parts = [f'<path class="cq-drawing__axis" d="M0 {_LINE}H{_WIDTH}"/>', *_leaders(placed)]
    parts += [_dot(dot, x) for dot, x in spots]
    parts += [text(place.x, _foot(place.row), place.words, anchor=place.anchor) for place in placed]
    return drawing(name, title, description, (_WIDTH, _foot(rows - 1) + 8), parts)


def _day(date: str) -> int | None:
    """The number of the day on which a date begins; None if it is no more exact than a month."""
    first, last = iso_range(date)
    if not first or not last:
        return None
    days = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
    return days[0] if days[1] - days[0] < _LONGEST else None


def _placed(spots: Sequence[tuple[DatedDot, float]]) -> Iterator[_Place]:
    """The words of each dot: right of its leader or left of it, in the first row with room."""
    taken: list[list[tuple[float, float]]] = []
    for dot, x in spots:
        words = shorten(dot.label, int((_WIDTH - 2) / LETTER))
        wide = len(words) * LETTER
        anchor = "start" if x + wide <= _WIDTH else "end" if x >= wide else "middle"
        at = x if anchor != "middle" else _WIDTH / 2
        left = at - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        row = next(
            (n for n, row in enumerate(taken) if all(left > end or left + wide < start for start, end in row)), -1
        )
        if row < 0:
            row = len(taken)
            taken.append([])
        for each in taken[: row + 1]:
            each.append((x - LETTER, x + LETTER))
        taken[row].append((left - LETTER, left + wide + LETTER))
        yield _Place(at, row, words, anchor)


def _leaders(placed: Sequence[_Place]) -> Iterator[str]:
    for place in placed:
        yield f'<path class="cq-drawing__rule" d="M{number(place.x)} {_LINE}V{_foot(place.row) - 11}"/>'


def _foot(row: int) -> int:
    return _LINE + 22 + row * _ROW


def _dot(dot: DatedDot, x: float) -> str:
    role = "spot" if dot.held else "spot cq-drawing__spot--open"
    label = f"<title>{escape(dot.label)}</title>"
    return f'<circle class="cq-drawing__{role}" cx="{number(x)}" cy="{_LINE}" r="{_RADIUS}">{label}</circle>'
