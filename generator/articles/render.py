"""Render an article as HTML; the caller supplies the markup around each annotation."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from generator.articles.model import Article

_TAG = re.compile(r"(<[^<>]*>)")
_SCHEME = re.compile(r"([^/?#:]*):")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINKED_SCHEMES = frozenset({"http", "https", "mailto"})
_FIXED = {
    "softbreak": " ",
    "hardbreak": "<br>",
    "em_open": "<em>",
    "em_close": "</em>",
    "s_open": "<del>",
    "s_close": "</del>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}
_MARK, _CLOSING = "\0", "/"
"""No article text contains the first: control characters are replaced."""
_CONTAINERS = frozenset({"ul", "ol", "blockquote", "table", "thead", "tbody", "tr"})
_NUMBERED = frozenset({"paragraph_open", "heading_open", "th_open", "td_open"})
_LAST_LEVEL = 6


def render_article(article: Article, opening: Callable[[int], str], closing: Callable[[int], str]) -> str:
    """The text of an article as HTML without blank lines, so that it is one HTML block in Markdown.

    `opening(i)` and `closing(i)` return the HTML at the start and end of annotation number i; a block annotation
    surrounds its paragraphs.
    """
    out = article.html.split(_MARK)
    for index in range(1, len(out), 2):
        mark = out[index]
        out[index] = closing(int(mark[1:])) if mark[0] == _CLOSING else opening(int(mark))
    return "".join(out)


class HtmlPiece(NamedTuple):
    """A piece of an article: a `tag`, `text` between tags, or the start (`open`) or end (`close`) of an annotation."""

    sort: str
    html: str = ""
    number: int = -1


def article_pieces(article: Article) -> Iterator[HtmlPiece]:
    """The HTML of an article in pieces, for those who put links into it."""
    for index, part in enumerate(article.html.split(_MARK)):
        if index % 2:
            is_end = part[0] == _CLOSING
            yield HtmlPiece("close" if is_end else "open", number=int(part[1:] if is_end else part))
        else:
            yield from (HtmlPiece("tag" if html[0] == "<" else "text", html) for html in _TAG.split(part) if html)


def markup(
    tokens: Sequence[Token], sentences: Sequence[Sequence[tuple[int, int]]], anchors: Sequence[Sequence[str]]
) -> str:
    """The HTML of an article's tokens, with marks where annotations begin and end, for `render_article`.

    `sentences` are those of each block, as offsets into its text, and `anchors` their ids. A block has the id of its
    first sentence; the others begin with an empty span. Headings are one level lower than in the article.
    Links lead to the web, to mail addresses and within the site; an external image becomes a link. Control characters
    show as U+FFFD.
    """
    page = _Page(
        lambda number: f"{_MARK}{number}{_MARK}",
        lambda number: f"{_MARK}{_CLOSING}{number}{_MARK}",
        sentences,
        anchors,
    )
    for token in tokens:
        page.take(token)
    return "".join(page.out)


def linked(tokens: Sequence[Token]) -> frozenset[int]:
    """The indexes of annotations that contain a link or are inside one: no other link can surround them."""
    return frozenset(_linked(tokens))


def words(token: Token) -> str:
    """A piece of text as a reader sees it: a line break as a space, an image as its description."""
    if token.type == "image":
        return "".join(words(child) for child in token.children or ())
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _linked(tokens: Sequence[Token]) -> Iterator[int]:
    around: list[int] = []
    links: list[bool] = []
    count = 0
    for token in _flat(tokens):
        if token.type in {"annotation_open", "annotation_block_open"}:
            around.append(count)
            if any(links):
                yield count
            count += 1
        elif token.type in {"annotation_close", "annotation_block_close"}:
            around.pop()
        elif token.type == "link_close":
            links.pop()
        elif token.type == "link_open":
            links.append(_leads(_address(token)))
        if _is_link(token):
            yield from around


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _is_link(token: Token) -> bool:
    """Whether a token becomes a link, if it is not inside one."""
    address = _address(token)
    return _leads(address) and (token.type == "link_open" or (token.type == "image" and _is_elsewhere(address)))


def _address(token: Token) -> str:
    """The URL of a link or image, always with its scheme: from a disk, `//host` would mean a file server."""
    address = str(token.attrs.get("src" if token.type == "image" else "href", ""))
    return f"https:{address}" if address.startswith("//") else address


def _leads(address: str) -> bool:
    scheme = _SCHEME.match(address)
    return not scheme or scheme[1].lower() in _LINKED_SCHEMES


def _is_elsewhere(address: str) -> bool:
    return bool(_SCHEME.match(address))


@dataclass(slots=True)
class _Page:
    """The HTML so far, the numbers of blocks and annotations, and what is open."""

    opening: Callable[[int], str]
    closing: Callable[[int], str]
    sentences: Sequence[Sequence[tuple[int, int]]]
    anchors: Sequence[Sequence[str]]
    out: list[str] = field(default_factory=list)
    blocks: int = 0
    annotations: int = 0
    around: list[int] = field(default_factory=list)
    links: list[bool] = field(default_factory=list)

    def take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self.blocks += 1
                self.out.extend(self._text(token.children or ()))
            case "annotation_block_open" | "annotation_block_close":
                self.out.append(self._annotation(token))
            case "fence" | "code_block":
                self.out.append(_code(token))
            case _:
                self.out.append(self._block(token))

    def _annotation(self, token: Token) -> str:
        if token.nesting < 0:
            return self.closing(self.around.pop())
        self.around.append(self.annotations)
        self.annotations += 1
        return self.opening(self.around[-1])

    def _block(self, token: Token) -> str:
        tag = _tag(token)
        if token.nesting < 0:
            return f"</{tag}>" if token.hidden else f"</{tag}>\n"
        number = f' id="{self.anchors[self.blocks][0]}"' if token.type in _NUMBERED else ""
        start = f"<{tag}{number}{_attributes(token.attrs)}>"
        return f"{start}\n" if token.nesting == 0 or tag in _CONTAINERS else start

    def _text(self, tokens: Sequence[Token]) -> Iterator[str]:
        """The text of a block, with an anchor before each sentence after the first."""
        starts = [start for start, _ in self.sentences[self.blocks - 1]][1:]
        at = passed = 0
        for token in tokens:
            end = at + len(words(token))
            while passed < len(starts) and (starts[passed] < end or (token.nesting > 0 and starts[passed] == at)):
                if token.type == "text":
                    yield _escape(token.content[at - end :][: starts[passed] - at])
                    at = starts[passed]
                passed += 1
                yield f'<span class="cq-sentence" id="{self.anchors[self.blocks - 1][passed]}"></span>'
            yield _escape(token.content[at - end :]) if token.type == "text" and at < end else self._inline(token)
            at = end

    def _inline(self, token: Token) -> str:
        match token.type:
            case "text":
                return _escape(token.content)
            case "code_inline":
                return f"<code>{_escape(token.content)}</code>"
            case "image":
                return self._image(token)
            case "annotation_open" | "annotation_close":
                return self._annotation(token)
            case "link_open" | "link_close":
                return self._link(token)
        return _FIXED.get(token.type, "")

    def _link(self, token: Token) -> str:
        if token.nesting < 0:
            return "</a>" if self.links.pop() else ""
        address = _address(token)
        self.links.append(_leads(address))
        return f"<a{_attributes({**token.attrs, 'href': address})}>" if self.links[-1] else ""

    def _image(self, token: Token) -> str:
        """An image of the site; an external one as a link, or as its description inside another link."""
        address, description = _address(token), words(token)
        if not _is_elsewhere(address):
            return f"<img{_attributes({**token.attrs, 'alt': description})}>"
        if not _is_link(token) or any(self.links):
            return _escape(description)
        return f"<a{_attributes({'href': address})}>{_escape(description or address)}</a>"


def _tag(token: Token) -> str:
    """The tag of a block; the text of a tight list item, which has no paragraph, gets a span for its id."""
    if token.hidden:
        return "span"
    if token.type in {"heading_open", "heading_close"}:
        return f"h{min(int(token.tag[1:]) + 1, _LAST_LEVEL)}"
    return token.tag


def _code(token: Token) -> str:
    language = unescapeAll(token.info).split()[:1]
    attributes = _attributes({"class": f"language-{language[0]}"} if language else {})
    return f"<pre><code{attributes}>{_escape(token.content)}</code></pre>\n"


def _attributes(values: Mapping[str, str | int | float]) -> str:
    return "".join(f' {name}="{_escape(str(value))}"' for name, value in values.items())


def _escape(text: str) -> str:
    """Escape text as HTML on one line: a blank line would end its HTML block. Control characters stay visible."""
    return html.escape(_CONTROL.sub("\ufffd", text)).replace("\n", "&#10;").replace("\r", "&#13;")
