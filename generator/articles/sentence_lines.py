"""Lay the paragraphs of an article out with one sentence a line, without changing what a reader sees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.articles.blocks import OFFSETS, Flag
from generator.articles.front import read_front
from generator.articles.model import Article
from generator.articles.positions import Offsets, with_line_feeds
from generator.articles.read import make_dialect, read_article
from generator.articles.render import words
from generator.articles.sentences import sentences
from generator.diagnostics.problem import Problem
from generator.text.source import Edit, SourceText, apply

_GAP = "gap"
_AT = "at"
_SPACES = re.compile(r"[ \t]+")
_TEXT = re.compile(r"(?:[^\n!#$%&*+:<=>@\[\\\]^_`{}~ \t-]+|(?<=\w)[ ](?=[^ \t\n]))+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_PREFIX = re.compile(r"[^\s>]")
_SOLID = re.compile(r"[^ \t\n]")
_DEFINITION = re.compile(r"\[[^\]]{0,999}\]:")
STRUCTURE = re.compile(
    r"""[-+*](?=\s|\Z)                           # items of lists
    | \d{1,9}[.)](?=\s|\Z)
    | \#{1,6}(?=\s|\Z)                          # headings, and lines that make the one before them one
    | (?:=+|-+)(?=\s|\Z)
    | ([-_*])(?:[ \t]*\1){2,}(?=\s|\Z)          # rules
    | [>|<] | `{3} | ~{3} | :{3}                # quotes, tables, HTML, fences, block annotations
    | :?-+:?(?=[\s|]|\Z)
    | :(?=\s|\Z) | \[\^ | \[[^\]]{0,999}\]:     # definitions and footnotes
    | \]""",
    re.VERBOSE,
)
"""What Markdown, or a common dialect of it, may take for more than text at the start of a line."""


class _Gap(NamedTuple):
    """White space in a block's text from `start`; `at` is its offset in the Markdown of the block."""

    start: int
    end: int
    at: int
    is_break: bool


def sentence_lines(source: SourceText) -> tuple[SourceText, tuple[Problem, ...]]:
    """The article with one sentence a line in its paragraphs, and all problems; unchanged if any is an error.

    Headings, tables, code, hard line breaks and front matter stay as they are. A sentence that Markdown would take for
    more than text at the start of a line stays on the line before it.
    """
    article, problems = read_article(source)
    if article is None:
        return source, problems
    edits = _harmless(article, tuple(_paragraph_edits(article)))
    return replace(source, text=_applied(source.text, edits)), problems


def _applied(text: str, edits: Sequence[Sequence[Edit]]) -> str:
    return apply(text, (edit for paragraph in edits for edit in paragraph))


def _harmless(article: Article, edits: tuple[Sequence[Edit], ...]) -> tuple[Sequence[Edit], ...]:
    """The edits of the paragraphs that keep their meaning so; a paragraph that no rule foresaw is left alone."""
    if not edits or _means(article) == _means(_read(article, edits)):
        return edits
    if len(edits) == 1:
        return ()
    half = len(edits) // 2
    return (*_harmless(article, edits[:half]), *_harmless(article, edits[half:]))


def _read(article: Article, edits: Sequence[Sequence[Edit]]) -> Article | None:
    return read_article(replace(article.source, text=_applied(article.source.text, edits)))[0]


def _means(article: Article | None) -> object:
    """All that a reader, a record or a link depends on; white space of any length counts as one space."""
    if article is None:
        return None
    annotations = [
        (each.kind, each.id, each.label, each.parent, each.block, *((own.key, own.value) for own in each.attributes))
        for each in article.annotations
    ]
    texts = [[" ".join(block.text[slice(*found)].split()) for found in block.sentences] for block in article.blocks]
    return annotations, texts, _SPACES.sub(" ", article.html), article.anchors, article.linked


def _paragraph_edits(article: Article) -> Iterator[list[Edit]]:
    """The edits of each paragraph that has any."""
    source = article.source
    front, _ = read_front(source)
    text, offsets = with_line_feeds(source.text, front.body)
    first = _LINE_BREAK.search(source.text)
    line_break = first.group() if first else "\n"
    before = ""
    for token in _dialect().parse(text, {}):
        if token.type == "inline" and before == "paragraph_open" and not _DEFINITION.match(token.content):
            edits = list(_edits(source, token, offsets, line_break, article.front.language))
            if edits:
                yield edits
        before = token.type


def _edits(source: SourceText, token: Token, outer: Offsets, line_break: str, language: str) -> Iterator[Edit]:
    """Breaks between the sentences of a paragraph, and spaces in place of other breaks."""
    inner: Offsets = token.meta[OFFSETS]
    content = token.content
    text, gaps = _gaps(token.children or ())
    ends = {end for _, end in sentences(text, language)}
    starts = {start for start, _ in sentences(text, language)}
    prefix = _prefix(source, outer.at(inner.at(0)))
    for gap in gaps:
        following = _SOLID.search(content, gap.at)
        if not following:
            continue
        parts = gap.start in ends and gap.end in starts and not STRUCTURE.match(content, following.start())
        if parts != gap.is_break:
            before = next(at for at in range(gap.at - 1, -1, -1) if content[at] not in " \t")
            start, end = outer.at(inner.at(before)) + 1, outer.at(inner.at(following.start()))
            yield Edit(start, end, f"{line_break}{prefix}" if parts else " ")


def _prefix(source: SourceText, start: int) -> str:
    """What the further lines of a paragraph begin with, for the containers that it is in."""
    _, column = source.position(start)
    return _PREFIX.sub(" ", source.text[start - column + 1 : start].removeprefix("\ufeff"))


def _gaps(children: Sequence[Token]) -> tuple[str, list[_Gap]]:
    """The text of a paragraph, and its white space that may become or stop being a line break."""
    pieces, found, at, links = list[str](), list[_Gap](), 0, 0
    for child in children:
        piece = words(child)
        links += child.nesting if child.type in {"link_open", "link_close"} else 0
        is_break = child.type == "softbreak"
        if is_break or (child.type == _GAP and not links):
            found.append(_Gap(at, at + len(piece), child.meta[_AT], is_break))
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), found


@cache
def _dialect() -> MarkdownIt:
    """The Markdown of articles, with a token for each space that may stand between two sentences."""
    markdown = make_dialect()
    ruler = markdown.inline.ruler
    ruler.at("text", _text)
    ruler.at("newline", _newline)
    ruler.before("text", _GAP, _space)
    return markdown


def _text(state: StateInline, silent: Flag) -> bool:
    """Markdown-it's rule, which here also stops at spaces."""
    match = _TEXT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group()
    state.pos = match.end()
    return True


def _space(state: StateInline, silent: Flag) -> bool:
    match = _SPACES.match(state.src, state.pos, state.posMax)
    if match is None or state.src.startswith("\n", match.end()) or state.src[state.pos - 1].isalnum():
        return False
    if not silent:
        token = state.push(_GAP, "", 0)
        token.content, token.meta = match.group(), {_AT: state.pos}
    state.pos = match.end()
    return True


def _newline(state: StateInline, silent: Flag) -> bool:
    """Markdown-it's rule; a soft break notes where it is."""
    at, count = state.pos, len(state.tokens)
    done = rules_inline.newline(state, silent)
    if done and len(state.tokens) > count and state.tokens[-1].type == "softbreak":
        state.tokens[-1].meta = {_AT: at}
    return done
