"""Cut an article into pieces of whole sentences, and write it without some of them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from generator.articles.blocks import OFFSETS
from generator.articles.front import read_front
from generator.articles.model import Article, Block
from generator.articles.positions import Offsets, line_starts, with_line_feeds
from generator.articles.read import dialect
from generator.articles.render import words
from generator.text.source import Edit, apply

GAP = "[…]"
_CUT = re.compile(r"(?<=[^\w\s,])(?=\s)|(?<=[。！？｡។」』”’）»›])(?!$)")
_SOLID = re.compile(r"\S")
_TRIES = 200
"""Places that are tried as the end of one piece, before the rest of the block is one."""


class Piece(NamedTuple):
    """One or more sentences that can be left out: the number of their block, offsets into its text and the file."""

    block: int
    start: int
    end: int
    file_start: int
    file_end: int


class Region(NamedTuple):
    """A paragraph, list, table or the like: its offsets in the file, and the numbers of its blocks."""

    start: int
    end: int
    blocks: range


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of an article, and the regions that are left out as a whole if no piece of theirs is kept."""

    pieces: tuple[Piece, ...]
    regions: tuple[Region, ...]


class _Dropped(NamedTuple):
    """Offsets in the file of what is left out; `is_partly` if it is only a part of its region."""

    start: int
    end: int
    is_partly: bool


def layout(article: Article) -> Layout:
    """The pieces and regions of an article."""
    front, _ = read_front(article.source)
    text, offsets = with_line_feeds(article.source.text, front.body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    inline = [token for token in tokens if token.type == "inline"]
    references = {"references": env.get("references", {})}
    pieces = tuple(
        piece
        for number, (token, block) in enumerate(zip(inline, article.blocks, strict=True))
        for piece in _pieces(number, token, block, offsets, references)
    )
    return Layout(pieces, tuple(_regions(text, tokens, offsets)))


def cut(article: Article, parts: Layout, kept: Collection[int]) -> str:
    """The text of the file with only the pieces whose numbers are kept; `[…]` stands for what is left out."""
    dropped: list[_Dropped] = []
    for each in sorted(_dropped(parts, kept)):
        last = dropped[-1] if dropped else None
        between = article.source.text[last.end : each.start] if last else ""
        if last and not between.strip() and not (last.is_partly and each.is_partly):
            dropped[-1] = _Dropped(last.start, each.end, last.is_partly or each.is_partly)
        else:
            dropped.append(each)
    return apply(article.source.text, (Edit(each.start, each.end, GAP) for each in dropped))


def count_words(article: Article) -> int:
    """The number of words that a reader sees, without gaps."""
    return sum(len(block.text.replace(GAP, " ").split()) for block in article.blocks)


def longest_run(article: Article) -> int:
    """The number of words in the longest text between two gaps."""
    text = " ".join(block.text for block in article.blocks)
    return max((len(run.split()) for run in text.split(GAP)), default=0)


def _dropped(parts: Layout, kept: Collection[int]) -> Iterator[_Dropped]:
    by_block: dict[int, list[int]] = {}
    for number, piece in enumerate(parts.pieces):
        by_block.setdefault(piece.block, []).append(number)
    for region in parts.regions:
        inside = [number for block in region.blocks for number in by_block.get(block, ())]
        if kept and not any(number in kept for number in inside):
            yield _Dropped(region.start, region.end, is_partly=False)
            continue
        for block in region.blocks:
            for run in _runs([number for number in by_block.get(block, ()) if number not in kept]):
                start, end = parts.pieces[run[0]].file_start, parts.pieces[run[-1]].file_end
                yield _Dropped(start, end, is_partly=True)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in groups that follow each other."""
    found = [list(numbers[:1])] if numbers else []
    for before, number in pairwise(numbers):
        if number == before + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _pieces(
    number: int, token: Token, block: Block, offsets: Offsets, references: dict[str, object]
) -> Iterator[Piece]:
    """The shortest pieces of a block's source that mean the same alone as they do in it."""
    inner: Offsets = token.meta[OFFSETS]
    for start, end, first, last in _cuts(token.content, block, references):
        file_start, file_end = offsets.range(*inner.range(start, end))
        yield Piece(number, first, last, file_start, file_end)


def _cuts(content: str, block: Block, references: dict[str, object]) -> Iterator[tuple[int, int, int, int]]:
    """Offsets into a block's source, and into its text, of each piece."""
    starts = dict(block.sentences)
    ends = {end: following for (_, end), (following, _) in pairwise(block.sentences)}
    solid = _SOLID.search(content)
    if not solid or not block.sentences:
        return
    start, first, tries = solid.start(), block.sentences[0][0], 0
    for match in _CUT.finditer(content, start):
        if match.start() <= start or first not in starts or tries > _TRIES:
            continue
        text = _seen(content[start : match.start()], references)
        last = first + len(text)
        tries += 1
        if last in ends and block.text[first:last] == text and (after := _SOLID.search(content, match.start())):
            yield start, match.start(), first, last
            start, first, tries = after.start(), ends[last], 0
    yield start, len(content.rstrip()), first, block.sentences[-1][1]


def _seen(source: str, references: dict[str, object]) -> str:
    """The text that a reader sees of a piece of Markdown."""
    tokens = dialect().parseInline(source, dict(references))
    return "".join(words(child) for token in tokens for child in token.children or () if "annotation" not in child.type)


def _regions(text: str, tokens: Sequence[Token], offsets: Offsets) -> Iterator[Region]:
    """What stands on its own in the article or in a block annotation, in its order."""
    starts, blocks, opened, level = line_starts(text), 0, 0, 0
    for token in tokens:
        if token.type.startswith("annotation_block"):
            level += token.nesting if token.level <= level else 0
        elif token.level == level and token.nesting > 0:
            opened = blocks
        elif token.level == level and token.map and token.nesting == 0 and token.type != "hr":
            yield _region(text, starts, token, range(0), offsets)
        blocks += token.type == "inline"
        if token.level == level and token.nesting > 0 and token.map:
            first = token
        if token.level == level and token.nesting < 0 and not token.type.startswith("annotation_block"):
            yield _region(text, starts, first, range(opened, blocks), offsets)


def _region(text: str, starts: Sequence[int], token: Token, blocks: range, offsets: Offsets) -> Region:
    first, last = token.map or (0, 0)
    lines = text[starts[first] : starts[last]]
    start = starts[first] + len(lines) - len(lines.lstrip())
    return Region(*offsets.range(start, starts[first] + len(lines.rstrip())), blocks)
