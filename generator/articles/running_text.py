"""The text of an article as one string, and where its annotations are in it.

The convention, which annotations that stand apart from their text share: the blocks of the article (paragraphs,
headings, items, cells) in their order without those that are empty, with two line feeds between them. Inside a block
each run of white space and line breaks is one space, and there is none at its ends. Positions count code points.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.articles.model import Annotation, Article, Block

BETWEEN = "\n\n"
_WORDS = re.compile(r"[^ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class RunningBlock:
    """A block that is not empty: its number in the article, its text, and where that begins in the whole."""

    number: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text, its blocks, and the range of each annotation, by its index; empty for an annotation without words."""

    text: str
    blocks: tuple[RunningBlock, ...]
    ranges: tuple[tuple[int, int], ...]


def running_text(article: Article) -> RunningText:
    """The text of an article, by the convention above."""
    folded = [_Folded(block.text) for block in article.blocks]
    blocks, at = [], 0
    starts: list[int] = []
    for number, block in enumerate(folded):
        starts.append(at)
        if block.text:
            blocks.append(RunningBlock(number, block.text, at))
            at += len(block.text) + len(BETWEEN)
    last = _last_blocks(article)
    ranges = tuple(
        _range(annotation, end, folded, starts) for annotation, end in zip(article.annotations, last, strict=True)
    )
    return RunningText(BETWEEN.join(block.text for block in blocks), tuple(blocks), ranges)


class _Folded:
    """A text with its white space folded, and its offsets."""

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        found = [(match.start(), match.group()) for match in _WORDS.finditer(text)]
        self.text = " ".join(word for _, word in found)
        self.words = [start for start, _ in found]
        self.starts, self.ends, at = [], [], 0
        for _, word in found:
            self.starts.append(at)
            self.ends.append(at + len(word))
            at += len(word) + 1

    def first(self, offset: int) -> int:
        """Where the first character at or after an offset is."""
        return self._at(offset, is_end=False)

    def last(self, offset: int) -> int:
        """Where the last character before an offset ends."""
        return self._at(offset, is_end=True)

    def _at(self, offset: int, *, is_end: bool) -> int:
        word = bisect_right(self.words, offset) - 1
        if word < 0:
            return 0
        at = self.starts[word] + offset - self.words[word]
        if is_end or at < self.ends[word]:
            return min(at, self.ends[word])
        return self.starts[word + 1] if word + 1 < len(self.starts) else self.ends[word]


def _last_blocks(article: Article) -> list[int]:
    """The number of the last block of each annotation; that of its only one if it is inline."""
    ends = [block.span.end for block in article.blocks]
    return [_last_block(each, article.blocks, ends) if each.is_block else each.block for each in article.annotations]


def _last_block(annotation: Annotation, blocks: Sequence[Block], ends: Sequence[int]) -> int:
    last = bisect_right(ends, annotation.span.end) - 1
    while last > annotation.block and not blocks[last].text.strip():
        last -= 1
    return last


def _range(annotation: Annotation, last: int, folded: Sequence[_Folded], starts: Sequence[int]) -> tuple[int, int]:
    if annotation.block < 0:
        return 0, 0
    first = starts[annotation.block] + folded[annotation.block].first(annotation.start)
    end = len(folded[last].text) if annotation.is_block else folded[last].last(annotation.end)
    return first, max(first, starts[last] + end)
