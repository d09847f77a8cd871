"""The roles of a person over the years, as a strip of bars."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.pages.escape import Markdown
from generator.pages.svg.drawing import LETTER, drawing, number, shorten, text
from generator.values import iso_range

_WIDTH = 420
_LEFT = 10
_ROW = 36
_TICKS = 6
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_FADE = 0.06


class RoleBar(NamedTuple):
    """A role: its title, and from when to when as EDTF texts, "" for an end that is unknown."""

    label: str
    start: str
    end: str


class _Bar(NamedTuple):
    label: str
    first: float | None
    last: float | None


def strip(
    spans: Sequence[RoleBar], *, title: str, description: str, name: str = "strip", marks: Sequence[str] = ()
) -> Markdown:
    """A figure with a bar a role over an axis of years; "" if no role has a date.

    Roles in the order of their rows; those without any date are left out, a bar with an end unknown is dashed.
    `marks` are dates (EDTF) of meetings, small strokes on the axis. `title` and `description` name the drawing for
    those who don't see it; `name` is the stem of its ids.
    """
    bars = [bar for bar in map(_bar, spans) if bar.first is not None or bar.last is not None]
    days = [day for bar in bars for day in (bar.first, bar.last) if day is not None]
    if not days:
        return Markdown("")
    met = [day for mark in marks if (day := _year(iso_range(mark)[0])) is not None]
    low, high = _axis([*days, *met])
    scale = (_WIDTH - 2 * _LEFT) / (high - low)
    parts: list[str] = []
    for row, bar in enumerate(bars):
        parts += _drawn(bar, row * _ROW, (low, high), scale)
    foot = len(bars) * _ROW + 4
    parts += [_stroke(_LEFT + (day - low) * scale, foot - 3, foot + 3, "mark") for day in sorted(set(met))]
    parts += _years(low, high, scale, foot)
    return drawing(name, title, description, (_WIDTH, foot + 22), parts)


def _bar(span: RoleBar) -> _Bar:
    """A role on the axis; a start covers its first day on, an end its last day."""
    return _Bar(span.label, _year(iso_range(span.start)[0]), _year(iso_range(span.end)[1]))


def _year(day: str) -> float | None:
    """A day as a year with its fraction, None for no day."""
    if not day:
        return None
    date = dt.date.fromisoformat(day)
    return date.year + (date.timetuple().tm_yday - 1) / 366


def _axis(days: Sequence[float]) -> tuple[float, float]:
    """The first and last year of the axis, whole years with some air."""
    low, high = int(min(days)), int(max(days)) + 1
    return low, max(high, low + 2)


def _drawn(bar: _Bar, top: float, ends: tuple[float, float], scale: float) -> Iterator[str]:
    low, high = ends
    air = (high - low) * _FADE
    first = bar.first if bar.first is not None else max(low, (bar.last or low) - air)
    last = bar.last if bar.last is not None else min(high, (bar.first or high) + air)
    x, width = _LEFT + (first - low) * scale, max(3.0, (last - first) * scale)
    label = shorten(bar.label, int((_WIDTH - 2 * _LEFT) / LETTER))
    yield text(min(x, _WIDTH - _LEFT - len(label) * LETTER) if x > _LEFT else x, top + 14, label)
    open_ = "" if bar.first is not None and bar.last is not None else " cq-drawing__bar--open"
    place = f'x="{number(x)}" y="{number(top + 20)}" width="{number(width)}" height="8"'
    yield f'<rect class="cq-drawing__bar{open_}" {place}/>'


def _years(low: float, high: float, scale: float, foot: float) -> Iterator[str]:
    yield f'<path class="cq-drawing__axis" d="M{_LEFT} {number(foot)}H{_WIDTH - _LEFT}"/>'
    step = next(step for step in _STEPS if (high - low) / step <= _TICKS)
    for year in range(int(-(-low // step) * step), int(high) + 1, step):
        x = _LEFT + (year - low) * scale
        yield _stroke(x, foot, foot + 4, "axis")
        anchor = "start" if x < _LEFT + LETTER else "end" if x > _WIDTH - _LEFT - LETTER else "middle"
        yield text(x, foot + 17, str(year), role="note", anchor=anchor)


def _stroke(x: float, top: float, foot: float, role: str) -> str:
    return f'<path class="cq-drawing__{role}" d="M{number(x)} {number(top)}V{number(foot)}"/>'
