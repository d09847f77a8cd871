"""An article as read: its front matter, its text in blocks and sentences, its annotations as a tree."""

from dataclasses import dataclass

from generator.text.source import SourceText, Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """`key=value` of an annotation. `span` covers both, `value_span` the value with its quotes."""

    key: str
    value: str
    span: Span
    value_span: Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated span of an article.

    `kind` is the head's word (`person`, `quote`), `id` its value as written, None after a dot (`.quote`). `attributes`
    are the others, in the article's order. `span` runs from `[` to behind `}`, of a block from `:::` to the end of the
    closing fence; `head` covers the head. `label` is the annotated text as a reader sees it, white space folded.
    `parent` is the index of the annotation around this one in the article's `annotations`, which are in the order of
    their starts; -1 for none. `start` and `end` are offsets into the text of block number `block`; of a block
    annotation they cover its first block (block -1 where it holds no text).
    """

    kind: str
    id: str | None
    attributes: tuple[Attribute, ...]
    span: Span
    head: Span
    label: str
    parent: int
    is_block: bool
    block: int
    start: int
    end: int

    def get(self, key: str) -> str | None:
        """The value of an attribute."""
        return next((attribute.value for attribute in self.attributes if attribute.key == key), None)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table cell: its text as a reader sees it, and its place in the source.

    `sentences` are (start, end) offsets into `text` that cover it without gaps of anything but white space.
    """

    text: str
    span: Span
    sentences: tuple[tuple[int, int], ...]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the sentence or sentences that hold the text from `start` to `end`."""
        touched = [s for s in self.sentences if s[0] < max(end, start + 1) and s[1] > start]
        return (touched[0][0], touched[-1][1]) if touched else (start, end)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says of itself. Dates are EDTF as written; `origin` is the id of the article it reprints.

    `review` is `draft` where nobody has read the annotations yet.
    """

    title: str
    date: str
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    licence: str = ""
    retrieved: str = ""
    origin: str = ""
    review: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether the annotations are drafts that nobody has read yet."""
        return self.review == "draft"


@dataclass(frozen=True, slots=True)
class Article:
    """An article: `id` is its file's name without `.md`.

    `html` is its text as HTML with room around each annotation, for `render_article`; `linked` are the annotations, by
    number, that hold a link or stand inside one.
    """

    id: str
    source: SourceText
    front: FrontMatter
    blocks: tuple[Block, ...]
    annotations: tuple[Annotation, ...]
    html: str
    linked: frozenset[int]
