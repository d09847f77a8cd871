"""Draws social cards as PNG with Pillow, in the fonts of the theme.

Texts in scripts that the fonts lack are left out; a card whose title is in such a script is the site's general card.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.pages.social_card import SocialCard
from generator.project.packaged import PACKAGED

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_ASSETS = PACKAGED / "theme/assets/communique"
_WIDTH, _HEIGHT, _MARGIN = 1200, 630, 84
_PAPER, _INK, _SOFT, _RED = "#fbfaf6", "#1c2a41", "#5b6472", "#8e1f24"
_SERIF, _SANS = "source-serif-4", "ibm-plex-sans"
_TITLE_SIZES = (76, 64, 54)
_LINES_OF_TITLE = 3
_ROOM = _WIDTH - 2 * _MARGIN
_FONT_FACE = re.compile(r'url\("fonts/([a-z0-9-]+)-normal\.woff2"\).*?unicode-range: ([^;]+);', re.DOTALL)
_BAR = 14


class _FontFile(NamedTuple):
    """A font of the theme: its file, and the code points that it covers."""

    path: Path
    covers: tuple[range, ...]


def can_draw() -> bool:
    """Whether Pillow is installed."""
    return find_spec("PIL") is not None


def draw_card(card: SocialCard) -> bytes:
    """The card as PNG, 1200 × 630 pixels."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- an extra, which most builds don't need

    title = _clean(card.title)
    if not title or not _is_covered(title, _SERIF):
        return (_ASSETS / "card.png").read_bytes()
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, _WIDTH, _BAR), fill=_RED)
    below = _draw_block(canvas, card.kind, _MARGIN - 10, _SANS, 32, _RED)
    size, lines = _fitted(title)
    for line in lines:
        below = _draw_line(canvas, line, below + 8, _SERIF, size, _INK)
    for text in card.lines:
        below = _draw_block(canvas, text, below + 16, _SANS, 36, _SOFT)
    canvas.line((_MARGIN, _HEIGHT - 108, _WIDTH - _MARGIN, _HEIGHT - 108), fill="#c9c2ae", width=2)
    _draw_block(canvas, card.site, _HEIGHT - 88, _SANS, 30, _INK)
    buffer = io.BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _clean(text: str) -> str:
    """A text on one line, composed, without characters that show nothing."""
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] != "C")
    return " ".join(shown.split())


@cache
def _font_files(family: str) -> tuple[_FontFile, ...]:
    """The upright fonts of a family, as the theme's style sheet lists them."""
    found = _FONT_FACE.findall((_ASSETS / "fonts.css").read_text("utf-8"))
    return tuple(
        _FontFile(_ASSETS / f"fonts/{name}-normal.woff2", tuple(_ranges(ranges)))
        for name, ranges in found
        if name.startswith(family)
    )


def _ranges(text: str) -> Iterator[range]:
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


def _file_of(char: str, family: str) -> _FontFile | None:
    return next((file for file in _font_files(family) if any(ord(char) in each for each in file.covers)), None)


def _is_covered(text: str, family: str) -> bool:
    return all(_file_of(char, family) for char in text)


@cache
def _font(file: _FontFile, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 -- as above

    font = ImageFont.truetype(str(file.path), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([600 if _SERIF in file.path.name else 450])
    return font


def _runs(text: str, family: str, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The stretches of a text that one font covers; the text is covered."""
    for file, chars in groupby(text, lambda char: _file_of(char, family)):
        if file:
            yield "".join(chars), _font(file, size)


def _length(text: str, family: str, size: int) -> float:
    return sum(font.getlength(part) for part, font in _runs(text, family, size))


def _fitted(title: str) -> tuple[int, Sequence[str]]:
    """The size at which a title fits, and its lines; the last one is cut if none fits."""
    for size in _TITLE_SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= _LINES_OF_TITLE:
            return size, lines
    size = _TITLE_SIZES[-1]
    kept = _wrapped(title, size)[:_LINES_OF_TITLE]
    last = kept[-1] if _length(f"{kept[-1]} …", _SERIF, size) <= _ROOM else kept[-1].rpartition(" ")[0]
    return size, (*kept[:-1], f"{last} …" if last else _cut(kept[-1], _SERIF, size))


def _wrapped(title: str, size: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _length(longer, _SERIF, size) > _ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, _SERIF, size) for line in lines]


def _cut(text: str, family: str, size: int) -> str:
    """A text, shortened to the width of the card."""
    if _length(text, family, size) <= _ROOM:
        return text
    while text and _length(f"{text}…", family, size) > _ROOM:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_block(canvas: ImageDraw.ImageDraw, text: str, top: float, family: str, size: int, colour: str) -> float:
    """Draw a text on one line if the fonts cover it; where the next one can begin."""
    shown = _clean(text)
    if not shown or not _is_covered(shown, family):
        return top
    return _draw_line(canvas, _cut(shown, family, size), top, family, size, colour)


def _draw_line(canvas: ImageDraw.ImageDraw, text: str, top: float, family: str, size: int, colour: str) -> float:
    left: float = _MARGIN
    for part, font in _runs(text, family, size):
        canvas.text((left, top + size), part, font=font, fill=colour, anchor="ls")
        left += font.getlength(part)
    return top + size * 1.2
