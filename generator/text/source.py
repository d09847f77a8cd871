"""Text, places in a text, and changes to a text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _LINE_BREAK.finditer(text)))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text and the path that people know it by: relative to the project's root, with forward slashes.

    `text` is the whole file as decoded, line endings and a byte order mark included, so that offsets stay true to it.
    """

    path: str
    text: str

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in code points."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_at(self, offset: int) -> str:
        """The whole line that holds an offset, without its line ending."""
        start = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        match = _LINE_BREAK.search(self.text, offset)
        return self.text[start : match.start() if match else len(self.text)]

    def span(self, start: int, end: int) -> "Span":
        """The place from `start` up to `end`, offsets in code points."""
        return Span(self, start, end)

    def whole(self) -> "Span":
        """An empty place at the start: for what concerns the file and no line of it."""
        return Span(self, 0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source: offsets in code points, `start` included, `end` not."""

    source: SourceText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words at this place."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line of the start, counted from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column of the start, counted from 1 in code points."""
        return self.source.position(self.start)[1]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a text: the code points from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; they must not overlap, and edits at one offset keep their order."""
    done: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            message = f"edits overlap at offset {edit.start}"
            raise ValueError(message)
        done += (text[at : edit.start], edit.text)
        at = edit.end
    done.append(text[at:])
    return "".join(done)
