"""The passages of an article whose annotations are in error: what is inserted there could change how they are read."""

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from generator.articles.annotations import faults_of
from generator.articles.front import read_front
from generator.articles.positions import line_starts, with_line_feeds
from generator.articles.read import dialect
from generator.text.source import SourceText, Span

_BLOCK, _PASSAGES = "annotation_block_open", frozenset({"inline", "table_open"})
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
    lines = sorted({text.count("\n", 0, fault.start) for fault in faults_of(env)})
    ranges = _joined(_passage(tokens, line, text[starts[line] : starts[line + 1]]) for line in lines)
    last = len(starts) - 1
    return tuple(source.span(*offsets.range(starts[first], starts[min(end, last)])) for first, end in ranges)


def _passage(tokens: Sequence[Token], line: int, words: str) -> tuple[int, int]:
    """The first line of the passage around a line, and the line behind the passage."""
    found = [(line, line + 1)]
    is_block = False
    for token in tokens:
        if token.map and token.map[0] <= line < token.map[1]:
            is_block |= (is_own := token.type == _BLOCK and token.map[0] == line)
            found += [(token.map[0], token.map[1])] if is_own or token.type in _PASSAGES else []
    fence = words.strip(" \t>\n")
    if fence.startswith(_FENCE) and not is_block:
        found.append((0, line + 1) if fence == _FENCE else (line, _end(tokens)))
    return min(first for first, _ in found), max(end for _, end in found)


def _end(tokens: Sequence[Token]) -> int:
    return max(token.map[1] for token in tokens if token.map)


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, with those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, end in sorted(ranges):
        if joined and first < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((first, end))
    return joined
