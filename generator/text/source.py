"""The text of a file, spans of it, and edits to it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _LINE_BREAK.finditer(text)))


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, and its path relative to the project's root, with forward slashes.

    `text` is the whole decoded file, including line endings and a byte order mark, so that offsets match the file.
    """

    path: str
    text: str

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in code points."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """The offset where a line begins, counted from 1; the end of the text beyond the last one."""
        starts = _line_starts(self.text)
        return starts[line - 1] if line <= len(starts) else len(self.text)

    def line_at(self, offset: int) -> str:
        """The whole line at an offset, without its line ending."""
        start = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        match = _LINE_BREAK.search(self.text, offset)
        return self.text[start : match.start() if match else len(self.text)]

    def span(self, start: int, end: int) -> "Span":
        """The span from `start` up to `end`, offsets in code points."""
        return Span(self, start, end)

    def whole(self) -> "Span":
        """An empty span at the start, for problems that concern the whole file."""
        return Span(self, 0, 0)


class Span(NamedTuple):
    """A range in a text: offsets in code points, including `start` but not `end`."""

    source: SourceText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of this span."""
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
    """A change to a text: replace the code points from `start` up to `end` with `text`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Apply all edits to a text; they must not overlap, and edits at the same offset keep their order."""
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
