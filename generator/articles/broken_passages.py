"""The passages of an article whose annotations are in error: what is inserted there could change how they are read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from generator.articles.annotations import faults_of
from generator.articles.front import read_front
from generator.articles.positions import line_starts, with_line_feeds
from generator.articles.read import dialect
from generator.text.source import SourceText, Span

_BLOCK, _PASSAGES = "annotation_block_open", ("inline", "table_open")
_FENCE = ":::"


def broken_passages(source: SourceText) -> tuple[Span, ...]:
    """The paragraphs, tables and block annotations with an error in their markup, in the order of the text.

    A block annotation counts as a whole if its fence is in error. A fence that opens no block leaves everything behind
    it in doubt, and one that closes none everything before it.
    """
    text, offsets = with_line_feeds(source.text, read_front(source)[0].body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    starts = line_starts(text)
    lines = sorted({min(bisect_right(starts, fault.start), len(starts) - 1) - 1 for fault in faults_of(env)})
    fences = {line: words for line in lines if (words := _fence(text[starts[line] : starts[line + 1]]))}
    ranges = _joined((*((line, line + 1) for line in lines), *_touched(tokens, lines), *_doubtful(tokens, fences)))
    last = len(starts) - 1
    return tuple(source.span(*offsets.range(starts[first], starts[min(end, last)])) for first, end in ranges)


def _fence(line: str) -> str:
    """A line that begins as the fence of a block; "" for any other."""
    words = line.strip(" \t>\n")
    return words if words.startswith(_FENCE) else ""


def _touched(tokens: Sequence[Token], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The passages with some lines in them, and the blocks that begin with one."""
    for token in tokens:
        if token.map and token.type in (_BLOCK, *_PASSAGES):
            first, end = token.map
            at = bisect_left(lines, first)
            if at < len(lines) and lines[at] < (first + 1 if token.type == _BLOCK else end):
                yield first, end


def _doubtful(tokens: Sequence[Token], fences: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """What fences in error leave in doubt that belong to no block; the first lines of blocks are none of these."""
    opened = {token.map[0] for token in tokens if token.map and token.type == _BLOCK}
    end = max((token.map[1] for token in tokens if token.map), default=0)
    for line, words in fences.items():
        if line not in opened:
            yield (0, line + 1) if words == _FENCE else (line, end)


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, with those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, end in sorted(ranges):
        if joined and first < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return joined
