"""The text of an article with each annotation as a link, however annotations nest."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from generator.articles import HtmlPiece, article_pieces
from generator.articles.model import Annotation, Article
from generator.knowledge_base import KnowledgeBase
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext, path_of, relative
from generator.schema.model import Ref

_WORD = re.compile(r"\w{2}|[^\W\u0000-\u024f]")
"""What a link can consist of: two letters, or one of a script that writes a word with one."""
_SENTENCE = 40
"""How many characters of an event's span are still a name of it."""


class LinkForm(Enum):
    """What of an annotation is the link: all of it, the words that no inner link covers, or an icon."""

    WHOLE = "whole"
    WORDS = "words"
    ICON = "icon"


class MarkLink(NamedTuple):
    """Where an annotation leads, and how."""

    ref: Ref
    form: LinkForm


def article_body(base: KnowledgeBase, place: PageContext, article: Article) -> Markdown:
    """The article's text as HTML; each annotation of a record, and each quotation with a known speaker, has a link.

    A date inside the span of a meeting leads to that meeting.
    """
    pieces = tuple(article_pieces(article))
    links = _links(base, article)
    owned = frozenset(_owners(links, pieces))
    forms = {
        number: MarkLink(link.ref, LinkForm.ICON) if link.form is LinkForm.WORDS and number not in owned else link
        for number, link in links.items()
    }
    body = _Body(base, place, article, forms)
    for piece in pieces:
        body.take(piece)
    return Markdown("".join(body.out))


def _has_word(text: str) -> bool:
    """Whether a piece of HTML without tags is more than punctuation and a single letter."""
    return bool(_WORD.search(html.unescape(text)))


def _links(base: KnowledgeBase, article: Article) -> dict[int, MarkLink]:
    """The links of an article's annotations; an annotation that contains another link gets `WORDS` or `ICON`."""
    refs = {number: ref for number, each in enumerate(article.annotations) if (ref := _target(base, each)) is not None}
    outer = {around for number in refs for around in _around(article, number)}
    links = {number: MarkLink(ref, _form(base, article, number, ref, outer)) for number, ref in refs.items()}
    for number, each in enumerate(article.annotations):
        around = [links[index] for index in _around(article, number) if index in links]
        event = next((link.ref for link in around if _has_date(base, link.ref)), None)
        is_inside = number in article.linked or any(link.form is LinkForm.WHOLE for link in around)
        if each.kind == "date" and event and not is_inside and number not in outer:
            links[number] = MarkLink(event, LinkForm.WHOLE)
    return links


def _target(base: KnowledgeBase, annotation: Annotation) -> Ref | None:
    """The record of an annotation; of a quotation, what it is about, or its speaker."""
    if annotation.id is None:
        named = (base.ids.get(annotation.get(key) or "") for key in ("about", "by"))
        return next((ref for ref in named if ref in base.records), None)
    kind = base.schema.annotated(annotation.kind)
    ref = Ref(kind.name, annotation.id) if kind else None
    return ref if ref in base.records else None


def _form(base: KnowledgeBase, article: Article, number: int, ref: Ref, outer: set[int]) -> LinkForm:
    annotation = article.annotations[number]
    if annotation.is_block or annotation.id is None:
        return LinkForm.ICON
    is_event, is_inner = _has_date(base, ref), number not in outer and number not in article.linked
    if is_inner and not (is_event and len(annotation.label) > _SENTENCE):
        return LinkForm.WHOLE
    return LinkForm.ICON if is_event else LinkForm.WORDS


def _has_date(base: KnowledgeBase, ref: Ref) -> bool:
    """Whether a record is an event, whose span is a sentence rather than a name."""
    kind = base.schema.kind(ref.kind)
    return kind is not None and bool(kind.timeline)


def _around(article: Article, number: int) -> Iterator[int]:
    """The annotations around another one, innermost first."""
    while (number := article.annotations[number].parent) >= 0:
        yield number


def _owners(links: dict[int, MarkLink], pieces: Sequence[HtmlPiece]) -> Iterator[int]:
    """The annotations with a word that no inner link covers."""
    walk = _Walk(links)
    for piece in pieces:
        walk.take(piece)
        if piece.sort == "text" and walk.owner >= 0 and _has_word(piece.html):
            yield walk.owner


@dataclass(slots=True)
class _Walk:
    """What is open at a piece of an article: annotations with links, and a link of the article's own."""

    links: dict[int, MarkLink]
    around: list[int] = field(default_factory=list)
    is_in_link: bool = False

    def take(self, piece: HtmlPiece) -> None:
        if piece.sort == "tag" and piece.html.startswith(("<a ", "</a>")):
            self.is_in_link = piece.html != "</a>"
        elif piece.sort == "open" and piece.number in self.links:
            self.around.append(piece.number)
        elif piece.sort == "close" and piece.number in self.links:
            self.around.pop()

    @property
    def owner(self) -> int:
        """The annotation whose link the text becomes; -1 for none."""
        innermost = self.around[-1] if self.around and not self.is_in_link else -1
        return innermost if innermost >= 0 and self.links[innermost].form is LinkForm.WORDS else -1


@dataclass(slots=True)
class _Body:
    """The HTML so far, what is open, and the icons that wait for the end of a link around them."""

    base: KnowledgeBase
    place: PageContext
    article: Article
    links: dict[int, MarkLink]
    walk: _Walk = field(init=False)
    out: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.walk = _Walk(self.links)

    def take(self, piece: HtmlPiece) -> None:
        self.walk.take(piece)
        match piece.sort:
            case "open":
                self.out.append(self._start(piece.number))
            case "close":
                self.out.append(f"</{self._tag(piece.number)}>")
            case "text":
                self.out.append(self._text(piece.html))
            case _:
                self.out.append(piece.html)
                if piece.html == "</a>":
                    self.out += self.waiting
                    self.waiting = []

    def _tag(self, number: int) -> str:
        link = self.links.get(number)
        if self.article.annotations[number].is_block:
            return "div"
        return "a" if link and link.form is LinkForm.WHOLE else "span"

    def _start(self, number: int) -> str:
        annotation, link = self.article.annotations[number], self.links.get(number)
        classes = f'class="cq-mark cq-mark--{escape(annotation.kind)}" id="{escape(self.article.anchors[number])}"'
        tag = self._tag(number)
        if tag == "a" and link:
            return f'<a {classes} href="{self._href(link.ref)}">'
        icon = self._icon(annotation, link.ref) if link and link.form is LinkForm.ICON else ""
        if icon and self.walk.is_in_link:
            self.waiting.append(icon)
            icon = ""
        return f"<{tag} {classes}>{icon}"

    def _text(self, text: str) -> str:
        owner = self.walk.owner
        if owner < 0 or not _has_word(text):
            return text
        words = text.strip()
        start = text.index(words)
        link = f'<a class="cq-go cq-go--words" href="{self._href(self.links[owner].ref)}">{words}</a>'
        return f"{text[:start]}{link}{text[start + len(words) :]}"

    def _icon(self, annotation: Annotation, ref: Ref) -> str:
        """A link without words of its own: its name is the kind and the record's name."""
        kind = self.base.schema.annotated(annotation.kind)
        label = kind.label if kind else self.place.catalogue.get(annotation.kind, annotation.kind.capitalize())
        name = f"{label}{self.place.text('colon')} {self.base.name(ref)}"
        classes = f"cq-go cq-go--icon cq-go--{escape(annotation.kind)}"
        return f'<a class="{classes}" href="{self._href(ref)}" aria-label="{escape(name)}"></a>'

    def _href(self, ref: Ref) -> str:
        return relative(self.place.path, path_of(self.base, ref))
