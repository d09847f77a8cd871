"""Reads an article's visible text, with each character's offset in the file and the existing annotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from generator.articles.blocks import KEY, OFFSETS
from generator.articles.brackets import Mark
from generator.articles.front import read_front
from generator.articles.positions import Offsets, with_line_feeds
from generator.articles.read import dialect
from generator.articles.sentences import sentences
from generator.drafting.language import Language
from generator.text.source import SourceText

GAP = "\n\n"
_OBJECT = "\ufffc"
_INDENT_OR_LINE = re.compile(r"^[ \t]+|[^\n]*\n|[^\n]+", re.MULTILINE)
_MARKUP = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|(?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))"
    r"|(?P<target>(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\[\]\n]*\])"
    r"|(?P<address><[^<>\s][^<>\n]*>|\bhttps?://[^\s<>\[\]{}]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    r"|(?P<entity>&(?:nbsp|#160|#xa0);)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<emphasis>\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~)"
    r"|(?P<bracket>\[(?=[^\[\]\n]*\][(\[])|\](?=[(\[]))",
    re.DOTALL,
)
_FINAL = re.compile(r"[.!?…:;\"”’»)]\s*$")
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”\n]{20,300})[\"”]")
_DATELINE = re.compile(
    r"(?=[^\n]{0,79} [—–-] )(?:[^\W\d_a-zа-яєіїґ][\w.'’-]*,? |\d[\d.]*,? |\([^()\n]{1,40}\) )+[—–-]+ (?=\S)"
)
_COMMA = ","
_QUOTATIONS = {"blockquote_open": 1, "blockquote_close": -1}
_TITLED, _FEW_WORDS = 0.75, 3
_LONGEST = 3_000
_MARK_BEFORE, _MARK_AFTER, _LONGEST_MARK = re.compile(r"(?:\*{1,3}|_{1,3}|~~)\Z"), re.compile(r"\*+|_+|~~"), 3


class ExistingAnnotation(NamedTuple):
    """An annotation of the article: its label's range in the visible text, its kind, id (or speaker) and attributes.

    `file_start` and `file_end` are its range in the file, bracket and braces included.
    """

    start: int
    end: int
    kind: str
    id: str
    attributes: tuple[tuple[str, str], ...]
    file_start: int
    file_end: int

    def get(self, key: str) -> str:
        """An attribute's value; "" if missing."""
        return next((value for name, value in self.attributes if name == key), "")


class TextBlock(NamedTuple):
    """A paragraph, heading or table cell: its range in the visible text, and whether it is prose to annotate.

    `is_quoted` says that it stands in a block quotation.
    """

    start: int
    end: int
    is_prose: bool
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The visible text; `file_offsets` maps its offsets to the file's. Blank lines separate blocks."""

    source: SourceText
    text: str
    file_offsets: Offsets
    blocks: tuple[TextBlock, ...]
    sentences: tuple[tuple[int, int], ...]
    existing: tuple[ExistingAnnotation, ...]

    def file_range(self, start: int, end: int) -> tuple[int, int]:
        """The range in the file for a range of the visible text, around the annotations that begin or end with it."""
        first, last = self.file_offsets.range(start, end)
        for each in self.annotated_in(start, end):
            first = min(first, each.file_start) if each.start == start else first
            last = max(last, each.file_end) if each.end == end else last
        return self.with_emphasis(first, last)

    def seen(self, offset: int) -> int:
        """Where an offset of the file lies in the visible text: that of the next character that is shown."""
        starts, targets = self.file_offsets.starts, self.file_offsets.targets
        run = max(bisect_right(targets, offset) - 1, 0)
        stop = starts[run + 1] if run + 1 < len(starts) else len(self.text)
        return min(starts[run] + max(offset - targets[run], 0), stop)

    def end_of_words(self, start: int, end: int) -> int:
        """Where a range of the visible text ends without the code, images and addresses at its end."""
        return start + max(1, len(self.text[start:end].rstrip(f"{_OBJECT} ")))

    def with_emphasis(self, first: int, last: int) -> tuple[int, int]:
        """A range in the file with the marks around it of the emphasis that only begins or only ends in it."""
        text = self.source.text
        if (mark := _MARK_BEFORE.search(text, max(0, first - _LONGEST_MARK), first)) and _is_odd(
            text, first, last, mark
        ):
            first = mark.start()
        if (mark := _MARK_AFTER.match(text, last)) and _is_odd(text, first, last, mark):
            last = mark.end()
        return first, last

    def annotated_in(self, start: int, end: int) -> list[ExistingAnnotation]:
        """The annotations whose labels lie in a range of the visible text, in order."""
        begun = self.existing[bisect_left(self.existing, (start,)) : bisect_left(self.existing, (end,))]
        return [each for each in begun if each.end <= end]

    def sentence(self, at: int) -> tuple[int, int]:
        """The range of the sentence at an offset; an empty range if there is none."""
        index = bisect_right(self.sentences, (at, len(self.text))) - 1
        return self.sentences[index] if index >= 0 and self.sentences[index][1] > at else (at, at)

    def behind_dateline(self, at: int) -> int:
        """Where the words behind a dateline begin that stands at an offset, else the offset."""
        match = _DATELINE.match(self.text, at)
        return match.end() if match and (at == 0 or self.text.startswith(GAP, at - len(GAP))) else at


def _is_odd(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether a range contains one half of a pair of emphasis marks."""
    return text.count(mark.group(), start, end) % 2 == 1


@dataclass(slots=True)
class _TextBuilder:
    """The visible text that has been read so far."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    existing: list[ExistingAnnotation] = field(default_factory=list)
    length: int = 0
    file_end: int = 0

    def add(self, text: str, target: int) -> None:
        if text:
            self.starts.append(self.length)
            self.targets.append(target)
            self.pieces.append(text)
            self.length += len(text)
            self.file_end = target + len(text)


def read_prose(source: SourceText, words: Language | None, title: str = "") -> Prose:
    """The visible text of an article file, even if its annotations or front matter are broken."""
    body = read_front(source)[0].body
    text, offsets = with_line_feeds(source.text, body)
    builder = _TextBuilder()
    heading, depth = False, 0
    for token in dialect().parse(text, {}):
        depth += _QUOTATIONS.get(token.type, 0)
        if token.type == "inline":
            _read_block(builder, token, offsets, is_prose=not heading, is_quoted=depth > 0)
        heading = token.type == "heading_open"
    whole = "".join(builder.pieces)
    blocks = tuple(_prose_part(whole, block, words, title) for block in builder.blocks)
    return Prose(
        source,
        whole,
        Offsets(tuple(builder.starts) or (0,), tuple(builder.targets) or (body,)),
        blocks,
        tuple(_sentences(whole, blocks, words.tag if words else None)),
        tuple(sorted(builder.existing)),
    )


def _read_block(builder: _TextBuilder, token: Token, offsets: Offsets, *, is_prose: bool, is_quoted: bool) -> None:
    if builder.blocks:
        builder.add(GAP, builder.file_end)
    start = builder.length
    inner = token.meta[OFFSETS]
    marks = [child.meta[KEY] for child in token.children or () if child.type == "annotation_open"]
    content = token.content
    opened: list[tuple[Mark, int, int]] = []
    edges = sorted([(mark.start, mark.start + 1, mark) for mark in marks] + [(m.label_end, m.end, m) for m in marks])
    at = 0
    for left, right, mark in edges:
        _read_unannotated(builder, content, at, left, inner, offsets)
        if left == mark.start:
            opened.append((mark, builder.length, offsets.at(inner.at(left))))
        else:
            begun, file_start = next((begun, at) for each, begun, at in reversed(opened) if each is mark)
            file_end = offsets.at(inner.at(right - 1)) + 1
            builder.existing.append(_existing(mark, (begun, builder.length), (file_start, file_end)))
        at = right
    _read_unannotated(builder, content, at, len(content), inner, offsets)
    builder.blocks.append(TextBlock(start, builder.length, is_prose, is_quoted))


def _existing(mark: Mark, shown: tuple[int, int], in_file: tuple[int, int]) -> ExistingAnnotation:
    pairs = mark.attributes
    attributes = tuple((pair.key, pair.value or "") for pair in pairs.facts)
    identity = pairs.head.value if pairs.head.value is not None else dict(attributes).get("by", "")
    return ExistingAnnotation(*shown, pairs.head.key, identity, attributes, *in_file)


def _read_unannotated(
    builder: _TextBuilder, content: str, start: int, end: int, inner: Offsets, offsets: Offsets
) -> None:
    """Read a range without annotations: markup is dropped, code and addresses become one placeholder character."""

    def add(text: str, at: int) -> None:
        for line, shift in _lines(text):
            builder.add(line.replace("\n", " "), offsets.at(inner.at(at + shift)))

    at = start
    for match in _MARKUP.finditer(content, start, end):
        if match.start() > at:
            add(content[at : match.start()], at)
        replacement = {"code": _OBJECT, "image": _OBJECT, "address": _OBJECT, "entity": " "}.get(
            match.lastgroup or "", ""
        )
        if replacement:
            builder.add(replacement, offsets.at(inner.at(match.start())))
        at = match.end()
    if at < end:
        add(content[at:end], at)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text with their breaks and offsets, and the space before each apart: in the file it may differ."""
    for match in _INDENT_OR_LINE.finditer(text):
        yield match.group(), match.start()


def _prose_part(text: str, block: TextBlock, words: Language | None, title: str) -> TextBlock:
    """The block without what is not prose: headlines, photo credits and copyright lines."""
    start, end, is_prose, _ = block
    content = text[start:end]
    if not is_prose or not content.strip():
        return block._replace(is_prose=False)
    if _plain(content) == _plain(title) or is_headline(content):
        return block._replace(is_prose=False)
    credit = _credit(words).search(text, start, end) if words else None
    return block._replace(end=credit.start() if credit else end)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _credit(words: Language) -> re.Pattern[str]:
    return re.compile(words.text("lines", "credits") or r"(?!)")


def quoted_headlines(text: str) -> Iterator[tuple[int, int]]:
    """The ranges, marks included, of the headlines and titles between quotation marks."""
    for match in _QUOTED.finditer(text):
        if not match["words"].endswith(_COMMA) and is_headline(match["words"]):
            yield match.span()


def is_headline(content: str) -> bool:
    """Whether a line without an end mark has capitals on most of its long words."""
    long = _LONG_WORD.findall(content)
    return (
        len(long) > _FEW_WORDS
        and not _FINAL.search(content)
        and sum(word[0].isupper() for word in long) / len(long) > _TITLED
    )


def _sentences(text: str, blocks: Sequence[TextBlock], tag: str | None) -> Iterator[tuple[int, int]]:
    """The sentences of the prose; an overlong one is split, so that rules stay fast."""
    for block in blocks:
        if block.is_prose:
            for start, end in sentences(text[block.start : block.end], tag):
                for at in range(start, end, _LONGEST):
                    yield block.start + at, block.start + min(at + _LONGEST, end)
