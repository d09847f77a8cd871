"""Offsets in code points to positions as editors count them, in units of UTF-8, UTF-16 or UTF-32, and back."""

from typing import Literal, NamedTuple, TypeAlias

from generator.text.source import SourceText

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
_TWO_BYTES, _THREE_BYTES, _PAIRED = 0x80, 0x800, 0x10000


class LinePosition(NamedTuple):
    """A position: its line from 0, and the units before it in the line."""

    line: int
    unit: int


def position_at(source: SourceText, offset: int, encoding: Encoding) -> LinePosition:
    """The position of an offset."""
    line, column = source.position(offset)
    start = offset - column + 1
    return LinePosition(line - 1, sum(_units(c, encoding) for c in source.text[start:offset]))


def offset_at(source: SourceText, position: LinePosition, encoding: Encoding) -> int:
    """The offset of a position; one beyond the end of its line or of the text is at that end."""
    at = source.line_start(position.line + 1)
    end = at + len(source.line_at(at))
    units = 0
    while at < end and units < position.unit:
        units += _units(source.text[at], encoding)
        at += 1
    return at - (units > position.unit)


def _units(character: str, encoding: Encoding) -> int:
    code = ord(character)
    if encoding == "utf-16":
        return 1 + (code >= _PAIRED)
    if encoding == "utf-8":
        return 1 + (code >= _TWO_BYTES) + (code >= _THREE_BYTES) + (code >= _PAIRED)
    return 1
