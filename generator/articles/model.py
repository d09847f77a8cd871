"""An article: its front matter, its text in blocks and sentences, and its annotations as a tree."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.packed import Packed
from generator.text.source import SourceText, Span


class Attribute(NamedTuple):
    """`key=value` of an annotation. `span` covers both, `value_span` the value with its quotes."""

    key: str
    value: str
    span: Span
    value_span: Span


class Annotation(NamedTuple):
    """One annotated span of an article.

    `kind` is the first word in the braces (`person`, `quote`), `id` its value as written, None after a dot (`.quote`).
    `attributes` are the others in their order. `span` runs from `[` to after `}`, or from `:::` to the end of the
    closing fence; `head` covers kind and id. `label` is the annotated text as a reader sees it, with white space
    folded. `parent` is the index of the enclosing annotation in the article's `annotations`, which are sorted by start;
    -1 for none. `start` and `end` are offsets into the text of block number `block`; for a block annotation, they cover
    its first block (block -1 if it has no text).
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
    """A paragraph, heading or table cell: its text as a reader sees it, and its span in the file.

    `sentences` are (start, end) offsets into `text` that cover all of it except white space.
    """

    text: str
    span: Span
    sentences: tuple[tuple[int, int], ...]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the sentence or sentences that contain the text from `start` to `end`."""
        touched = [s for s in self.sentences if s[0] < max(end, start + 1) and s[1] > start]
        return (touched[0][0], touched[-1][1]) if touched else (start, end)


class Excerpt(NamedTuple):
    """How many words an excerpt was made of, and how many of them it keeps."""

    of: int
    kept: int


class Reviewed(NamedTuple):
    """Who reviewed the annotations, on which day, and the digest of the text that was reviewed ("" for none)."""

    by: str
    on: str
    text: str = ""


class Refusal(NamedTuple):
    """An annotation that a reviewer refused: its kind, its id ("" for none), and its words on one line.

    Of long words only the beginning, and `…`. `sentence` is the one in which it is refused; "" if wherever they stand.
    """

    kind: str
    id: str
    words: str
    sentence: str = ""


class Author(NamedTuple):
    """Who wrote an article: a person, or an organization."""

    name: str
    is_organization: bool = False


class Retraction(NamedTuple):
    """When the publisher withdrew an article, and why and where it says so, "" for unknown."""

    date: str
    reason: str = ""
    url: str = ""


DRAFT = "draft"
"""The value of `review` while nobody has reviewed the annotations."""
GENRES = {"news": "NewsArticle", "opinion": "OpinionNewsArticle", "report": "Report", "letter": "Message"}
"""The sorts of texts that schema.org has a type for."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter. Dates are EDTF as written; `origin` is the id of the article that this one reprints.

    `author` names all authors in one line; `authors` are several ones, or organizations. `corrects` is the id of the
    article that this one corrects; `retracted` is None for an article that stands.

    `review` is `draft` if nobody has reviewed the annotations yet; `reviewed` says who has, and `refused` what was not
    to be annotated. `excerpt` is None for a text that is whole. `archived` is the address of a copy of what `url`
    names; `genre` is what sort of text it is, one of `GENRES`.
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
    excerpt: Excerpt | None = None
    reviewed: Reviewed | None = None
    authors: tuple[Author, ...] = ()
    corrects: str = ""
    retracted: Retraction | None = None
    archived: str = ""
    genre: str = ""
    refused: tuple[Refusal, ...] = ()

    @property
    def written_by(self) -> tuple[Author, ...]:
        """Each author by itself; a name with a comma is one author."""
        return self.authors or ((Author(self.author),) if self.author else ())

    @property
    def is_draft(self) -> bool:
        """Whether the annotations are drafts that nobody has read yet."""
        return self.review == DRAFT


@dataclass(frozen=True, slots=True)
class Article(Packed):
    """An article; `id` is its file name without `.md`.

    `html` is its text as HTML with marks around each annotation, for `render_article`; `linked` has the indexes of
    annotations that contain a link or are inside one.
    """

    PACKED = ("blocks", "annotations", "html", "linked", "anchors")
    id: str
    source: SourceText
    front: FrontMatter
    blocks: tuple[Block, ...]
    annotations: tuple[Annotation, ...]
    html: str
    linked: frozenset[int]
    anchors: tuple[str, ...]
