"""Read an article from the text of its file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.articles.anchors import sentence_anchors, word_anchors
from generator.articles.annotations import annotated, faults_of
from generator.articles.attributes import AnnotationFault, AttributePair
from generator.articles.blocks import KEY, OFFSETS
from generator.articles.brackets import Mark
from generator.articles.front import read_front
from generator.articles.model import Annotation, Article, Attribute, Block, FrontMatter
from generator.articles.positions import Offsets, line_starts, with_line_feeds
from generator.articles.render import linked, markup, words
from generator.articles.sentences import sentences
from generator.diagnostics.problem import Problem, failed, ordered
from generator.text.source import SourceText, Span

_CONTAINERS = frozenset({"blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"})
_OUTSIDE = Offsets()
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]{1,100}(?<!\\)\](?!\{)")
_NESTING = "nesting-is-shallow"
INLINE_CODE = re.compile(r"(?<!`)(`++).*?(?<!`)\1(?!`)")
LENGTH = 1_000_000
ANNOTATIONS = 5_000
"""Limits for one article: characters, and braces that may open an annotation. Long articles have a tenth of this."""


def make_dialect() -> MarkdownIt:
    """The Markdown of articles: CommonMark with tables, strikethrough and annotations; HTML is text."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(annotated)


@cache
def dialect() -> MarkdownIt:
    """The one parser of articles that nobody adds rules to."""
    return make_dialect()


class _Parsed(NamedTuple):
    """The tokens of an article, and what is wrong with it."""

    front: FrontMatter | None
    offsets: Offsets
    tokens: Sequence[Token]
    problems: tuple[Problem, ...]


def read_article(source: SourceText) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read an article and check its front matter and syntax; None if there is an error."""
    parsed = _parse(source)
    if parsed.front is None or failed(parsed.problems):
        return None, parsed.problems
    return _article(source, parsed, parsed.front), parsed.problems


def read_readable(source: SourceText) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read an article without those of its annotations that are in error, and without HTML; None if that fails."""
    parsed = _parse(source)
    if parsed.front is None or any(each.rule == _NESTING for each in parsed.problems):
        return None, parsed.problems
    return _article(source, parsed, parsed.front, is_whole=False), parsed.problems


def _parse(source: SourceText) -> _Parsed:
    if too_long := _too_long(source):
        return _Parsed(None, _OUTSIDE, (), (too_long,))
    front, problems = read_front(source)
    text, offsets = with_line_feeds(source.text, front.body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    faults = (*faults_of(env), *_too_deep(text, tokens))
    found = ordered(
        (*problems, *(_problem(fault, source, offsets) for fault in faults), *_footnotes(source, text, tokens))
    )
    return _Parsed(front.matter, offsets, tokens, found)


def _article(source: SourceText, parsed: _Parsed, front: FrontMatter, *, is_whole: bool = True) -> Article:
    walk = _Walk(source, parsed.offsets, front.language)
    for token in parsed.tokens:
        walk.take(token)
    identity = PurePosixPath(source.path).stem
    blocks, annotations = tuple(walk.blocks), walk.annotations()
    anchors = word_anchors(annotations, blocks)
    if not is_whole:
        return Article(identity, source, front, blocks, annotations, "", frozenset(), anchors)
    html = markup(parsed.tokens, [block.sentences for block in blocks], sentence_anchors(blocks))
    return Article(identity, source, front, blocks, annotations, html, linked(parsed.tokens), anchors)


def _footnotes(source: SourceText, text: str, tokens: Sequence[Token]) -> Iterator[Problem]:
    """The first footnote outside code: articles have none, so that it would be text, or a link to its own words."""
    lines = text.splitlines()
    code = {n for token in tokens if token.type in {"fence", "code_block"} for n in range(*(token.map or (0, 0)))}
    marks = (_FOOTNOTE.search(INLINE_CODE.sub("", line)) for n, line in enumerate(lines) if n not in code)
    mark = next(filter(None, marks), None)
    if mark:
        start = source.text.find(mark[0])
        message = f"`{mark[0]}` is no footnote: articles have none"
        hint = "write the note into the text, in brackets; or `\\[^` if this is meant as text"
        yield Problem("footnote-is-text", message, source.span(start, start + len(mark[0])), "warning", hint)


def _too_long(source: SourceText) -> Problem | None:
    """The problem of an article that would take too long to read, if it would."""
    text, hint = source.text, "split it into several articles"
    if len(text) > LENGTH:
        return Problem("file-is-short", f"an article of more than {LENGTH:,} characters", source.span(0, 0), hint=hint)
    if text.count("]{") <= ANNOTATIONS:
        return None
    return Problem(
        "file-is-short", f"an article with more than {ANNOTATIONS:,} annotations", source.span(0, 0), hint=hint
    )


def _problem(fault: AnnotationFault, source: SourceText, offsets: Offsets) -> Problem:
    return Problem(fault.rule, fault.message, source.span(*offsets.range(fault.start, fault.end)), hint=fault.hint)


def _too_deep(text: str, tokens: Sequence[Token]) -> Iterator[AnnotationFault]:
    """Lists and quotes nested so deeply that markdown-it omits their content."""
    limit = dialect().options.maxNesting - 1
    deep = [token for token in tokens if token.level >= limit and token.type in _CONTAINERS]
    starts = line_starts(text) if deep else ()
    for token in deep:
        start = starts[(token.map or [0])[0]]
        hint = "remove a few levels"
        yield AnnotationFault(_NESTING, "lists and quotes are nested too deeply", hint, start, start)


class _OpenAnnotation(NamedTuple):
    """An annotation while its text is read: `block` and `start` are those of its first word."""

    mark: Mark
    offsets: Offsets
    parent: int
    block: int
    start: int
    end: int
    is_block: bool


@dataclass(slots=True)
class _Walk:
    """The blocks and annotations of the tokens read so far."""

    source: SourceText
    offsets: Offsets
    language: str | None
    blocks: list[Block] = field(default_factory=list)
    found: list[_OpenAnnotation] = field(default_factory=list)
    enclosing: list[int] = field(default_factory=list)

    def take(self, token: Token) -> None:
        match token.type:
            case "annotation_block_open":
                self._open(token.meta.get(KEY), _OUTSIDE, 0, is_block=True)
            case "annotation_block_close":
                self._close(len(self.blocks))
            case "inline":
                self._text(token)

    def annotations(self) -> tuple[Annotation, ...]:
        return tuple(self._annotation(begun) for begun in self.found)

    def _open(self, mark: Mark | None, offsets: Offsets, start: int, *, is_block: bool) -> None:
        parent = self.enclosing[-1] if self.enclosing else -1
        if mark is None:  # an error
            self.enclosing.append(-1)
            return
        self.enclosing.append(len(self.found))
        self.found.append(_OpenAnnotation(mark, offsets, parent, len(self.blocks), start, start, is_block))

    def _close(self, end: int) -> None:
        index = self.enclosing.pop()
        if index >= 0:
            self.found[index] = self.found[index]._replace(end=end)

    def _text(self, token: Token) -> None:
        pieces: list[str] = []
        length = 0
        offsets = token.meta[OFFSETS]
        for child in token.children or ():
            if child.type == "annotation_open":
                self._open(child.meta[KEY], offsets, length, is_block=False)
            elif child.type == "annotation_close":
                self._close(length)
            else:
                pieces.append(words(child))
                length += len(pieces[-1])
        text = "".join(pieces)
        span = self._span(offsets, 0, len(token.content))
        self.blocks.append(Block(text, span, sentences(text, self.language)))

    def _span(self, offsets: Offsets, start: int, end: int) -> Span:
        return self.source.span(*self.offsets.range(*offsets.range(start, end)))

    def _annotation(self, begun: _OpenAnnotation) -> Annotation:
        mark, offsets = begun.mark, begun.offsets
        head = mark.attributes.head
        block, start, end, label = self._extent(begun)
        return Annotation(
            kind=head.key,
            id=head.value,
            attributes=tuple(self._attribute(pair, offsets) for pair in mark.attributes.facts),
            span=self._span(offsets, mark.start, mark.end),
            head=self._span(offsets, head.start, head.end),
            label=" ".join(label.split()),
            parent=begun.parent,
            is_block=begun.is_block,
            block=block,
            start=start,
            end=end,
        )

    def _extent(self, begun: _OpenAnnotation) -> tuple[int, int, int, str]:
        """Block, start, end and text of an annotation; for a block annotation, `begun.end` is a number of blocks."""
        if not begun.is_block:
            text = self.blocks[begun.block].text[begun.start : begun.end]
            return begun.block, begun.start, begun.end, text
        inside = range(begun.block, begun.end)
        text = " ".join(self.blocks[index].text for index in inside)
        first = next((index for index in inside if self.blocks[index].text.strip()), -1)
        return first, 0, len(self.blocks[first].text) if first >= 0 else 0, text

    def _attribute(self, pair: AttributePair, offsets: Offsets) -> Attribute:
        span = self._span(offsets, pair.start, pair.end)
        return Attribute(pair.key, pair.value or "", span, self._span(offsets, pair.value_start, pair.end))
