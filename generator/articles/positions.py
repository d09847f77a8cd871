"""Map offsets in an extracted text to offsets in the text that it was extracted from."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CRLF = re.compile(r"\r\n")
_LINE_FEED = re.compile(r"\n")
_LINE_BREAK = re.compile(r"\r\n?")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = re.compile(r"\\\|")


@dataclass(frozen=True, slots=True)
class Offsets:
    """A map from offsets in a text to offsets in the text that it was extracted from.

    From each `starts[i]` (ascending from 0), the characters are contiguous in the other text from `targets[i]`.
    """

    starts: tuple[int, ...] = (0,)
    targets: tuple[int, ...] = (0,)

    def at(self, offset: int) -> int:
        """The target offset of the character at an offset."""
        run = bisect_right(self.starts, offset) - 1
        target = self.targets[run] + offset - self.starts[run]
        return min(target, self.targets[run + 1]) if run + 1 < len(self.targets) else target

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The target range of the characters from `start` up to `end`."""
        first = self.at(start)
        return first, self.at(end - 1) + 1 if end > start else first


def with_line_feeds(text: str, start: int) -> tuple[str, Offsets]:
    """The text from `start` on with LF for every line break, and the offsets of its characters in `text`."""
    breaks = [match.end() for match in _CRLF.finditer(text, start)]
    starts = (0, *(end - start - lost for lost, end in enumerate(breaks, 1)))
    return _LINE_BREAK.sub("\n", text[start:]), Offsets(starts, (start, *breaks))


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line of a text with LF line breaks, and that of its end."""
    return (0, *(match.end() for match in _LINE_FEED.finditer(text)), len(text))


def of_lines(content: str, text: str, starts: Sequence[int]) -> Offsets:
    """Map `content` to `text`: `starts` are the offsets in `text` of the first words of its lines.

    Blank lines before the content have starts too; the leading white space of a line may differ, as tabs are expanded.
    """
    if not content:
        return Offsets((0,), (starts[0],))
    first = text.index(content[0], starts[0])
    targets = [first, *(start for start in starts if start > first)]
    at, runs = 0, []
    for line in content.split("\n"):
        runs.append(at + len(line) - len(line.lstrip(" \t")))
        at += len(line) + 1
    return Offsets(tuple(runs), tuple(targets[: len(runs)]))


def of_cell(content: str, text: str, start: int, end: int) -> Offsets:
    r"""Map the content of a table cell to `text`, where it is between two offsets; `\|` there is `|` here."""
    first = text.find(content[0], start, end) if content else start
    starts, targets = [0], [first]
    for lost, match in enumerate(_ESCAPED_PIPE.finditer(text, first, end)):
        starts.append(match.start() - first - lost)
        targets.append(match.start() + 1)
    return Offsets(tuple(starts), tuple(targets))


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a table row between two offsets of `text`, without the empty ones outside its edges."""
    edges = [match.start() for match in _CELL_BREAK.finditer(text, start, end)]
    ranges = [(before + 1, after) for before, after in pairwise([start - 1, *edges, end])]
    if edges and not text[slice(*ranges[0])].strip(" \t\v\f"):
        ranges.pop(0)
    if edges and not text[slice(*ranges[-1])].strip(" \t\v\f"):
        ranges.pop()
    return ranges
