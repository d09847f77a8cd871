"""A bar chart of meetings over time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.pages.escape import Markdown, escape
from generator.pages.svg.drawing import LETTER, drawing, number, text

_WIDTH = 420
_LEFT = 26
_TOP = 24
_WIDE = 14.0
"""From which width on a bar bears its number, if the longest number fits there."""
_HEIGHT = 90
_FOOT = 24
_GAP = 0.18


class Bar(NamedTuple):
    """A period: its name, the numbers of what took place and of the rest, and its tick label.

    `tick` is "" for a bar without a tick.
    """

    label: str
    held: int
    other: int
    tick: str = ""


def timeline(
    bars: Sequence[Bar], *, title: str, description: str, unit: str, held: str, other: str, name: str = "timeline"
) -> Markdown:
    """A figure with a bar a stretch of time, what took place filled, the rest hollow; "" for no bars.

    `unit` says what is counted, `held` and `other` are the words of the key; a tick that
    would run into the one before is left out.
    """
    if not bars:
        return Markdown("")
    most = max(1, *(bar.held + bar.other for bar in bars))
    foot = _TOP + _HEIGHT
    parts = [
        text(0, 11, unit, role="note"),
        *_scale(most),
        *_bars(bars, most),
        f'<path class="cq-drawing__axis" d="M{_LEFT} {foot}H{_WIDTH}"/>',
    ]
    parts += _ticks(bars)
    parts += _key(held, other if any(bar.other for bar in bars) else "")
    return drawing(name, title, description, (_WIDTH, foot + _FOOT + 20), parts)


def _step(bars: Sequence[Bar]) -> float:
    return min(72.0, (_WIDTH - _LEFT) / len(bars))


def _scale(most: int) -> Iterator[str]:
    """The figure of the highest bar, and of half of it where that is whole."""
    for count in sorted({most, most // 2 if most % 2 == 0 else most}):
        y = _TOP + _HEIGHT * (1 - count / most)
        yield f'<path class="cq-drawing__rule" d="M{_LEFT} {number(y)}H{_WIDTH}"/>'
        yield text(_LEFT - 5, y + 4, str(count), role="note", anchor="end")


def _bars(bars: Sequence[Bar], most: int) -> Iterator[str]:
    step = _step(bars)
    is_wide = step >= max(_WIDE, LETTER * len(str(most)))
    for index, bar in enumerate(bars):
        x, y = _LEFT + step * (index + _GAP / 2), float(_TOP + _HEIGHT)
        title = f"<title>{escape(f'{bar.label}: {bar.held + bar.other}')}</title>"
        for count, role in ((bar.held, "bar"), (bar.other, "bar cq-drawing__bar--open")):
            if count:
                tall = _HEIGHT * count / most
                y -= tall
                place = f'x="{number(x)}" y="{number(y)}" width="{number(step * (1 - _GAP))}" height="{number(tall)}"'
                yield f'<rect class="cq-drawing__{role}" {place}>{title}</rect>'
        if bar.held + bar.other and is_wide and most > 1:
            middle = x + step * (1 - _GAP) / 2
            yield text(middle, y - 3, str(bar.held + bar.other), role="note", anchor="middle")


def _ticks(bars: Sequence[Bar]) -> Iterator[str]:
    step, free, foot = _step(bars), 0.0, _TOP + _HEIGHT
    for index, bar in enumerate(bars):
        x, half = _LEFT + step * (index + 0.5), len(bar.tick) * LETTER / 2
        x = min(x, _WIDTH - half)
        if bar.tick and x - half >= free:
            yield f'<path class="cq-drawing__axis" d="M{number(_LEFT + step * (index + 0.5))} {foot}v4"/>'
            yield text(x, foot + 16, bar.tick, role="note", anchor="middle")
            free = x + half + LETTER


def _key(held: str, other: str) -> Iterator[str]:
    y, x = _TOP + _HEIGHT + _FOOT + 2, float(_LEFT)
    for words, role in ((held, "bar"), (other, "bar cq-drawing__bar--open")):
        if words:
            yield f'<rect class="cq-drawing__{role}" x="{number(x)}" y="{y}" width="10" height="10"/>'
            yield text(x + 15, y + 9, words, role="key")
            x += 32 + len(words) * LETTER
