"""An article file to the text that a reviewer reads, with every annotation that it has and where that stands."""

from collections.abc import Iterator

from markdown_it.token import Token

from generator.articles.annotations import faults_of
from generator.articles.attributes import Attributes
from generator.articles.blocks import KEY, OFFSETS
from generator.articles.brackets import Mark
from generator.articles.front import read_front
from generator.articles.positions import Offsets, with_line_feeds
from generator.articles.read import dialect
from generator.drafting.prose import Prose, read_prose
from generator.review.model import Existing, ReviewText
from generator.text.source import SourceText

_OUTSIDE = Offsets()


def read_review_text(source: SourceText, title: str = "") -> ReviewText:
    """The text of an article, however broken its annotations or its front matter are."""
    prose = read_prose(source, None, title)
    text, offsets = with_line_feeds(source.text, read_front(source)[0].body)
    env: dict[str, object] = {}
    tokens = dialect().parse(text, env)
    found = [_existing(prose, mark, inner, offsets, is_block=is_block) for mark, inner, is_block in _marks(tokens)]
    return ReviewText(source, prose, tuple(found), len(faults_of(env)))


def _marks(tokens: list[Token]) -> Iterator[tuple[Mark, Offsets, bool]]:
    """Every annotation in the order of its start, with the offsets of its text and whether it is a block."""
    for token in tokens:
        if token.type == "annotation_block_open" and KEY in token.meta:
            yield token.meta[KEY], _OUTSIDE, True
        elif token.type == "inline":
            for child in token.children or ():
                if child.type == "annotation_open":
                    yield child.meta[KEY], token.meta[OFFSETS], False


def _existing(prose: Prose, mark: Mark, inner: Offsets, offsets: Offsets, *, is_block: bool) -> Existing:
    def at(offset: int) -> int:
        return offsets.at(inner.at(offset))

    def after(offset: int) -> int:
        return at(offset - 1) + 1

    opening = at(mark.start), after(mark.label_end if is_block else mark.start + 1)
    closing = (after(mark.end) - len(":::"), after(mark.end)) if is_block else (at(mark.label_end), after(mark.end))
    source = prose.source.text
    braces = (source.index("{", opening[0]), after(mark.attributes.end)) if is_block else (closing[0] + 1, closing[1])
    start, end = prose.seen(opening[1]), prose.seen(closing[0])
    if is_block:
        start, end = _trimmed(prose.text, start, end)
    kind, id_, attributes = _said(mark.attributes)
    return Existing(start, end, kind, id_, attributes, opening, braces, closing, is_block)


def _said(braces: Attributes) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return braces.head.key, braces.head.value or "", tuple((pair.key, pair.value or "") for pair in braces.facts)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end].strip()
    first = text.find(words, start) if words else start
    return first, first + len(words)
