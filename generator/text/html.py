"""Render generated Markdown as HTML: headings get anchors, and links to `.md` files get the URLs of their pages."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple

import pyromark

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
_LINK = re.compile(r'(<a\s(?:class="[^"]*"\s)?[^>]*?href="[^":?#]+\.(?:md|json|xml|ics)(?:#[^"]*)?")')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_COUNT = re.compile(r'<span class="cq-count">[^<]*</span>')
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'id="(?<=\sid=")([^"]+)"')
_BEGUN = re.compile(r"<[a-z]")
_NO_WORD = re.compile(r"[^\w]+")

Resolve = Callable[[str], str | None]


class HtmlHeading(NamedTuple):
    """A heading of a page: its level, its anchor, and its text as HTML without tags."""

    level: int
    id: str
    text: str


class Target(NamedTuple):
    """A link to another page: the Markdown path and the fragment as written."""

    path: str
    fragment: str


class LinkTag(NamedTuple):
    """The beginning of a link's tag with its address, and where it leads; whether there is such a page."""

    tag: str
    target: Target
    is_found: bool


@dataclass(frozen=True, slots=True)
class Html:
    """The HTML of a page, its headings in order, all its anchors, and its links to `.md` files, each once."""

    text: str
    headings: tuple[HtmlHeading, ...]
    ids: frozenset[str]
    links: tuple[Target, ...]

    @property
    def title(self) -> str:
        """The text of the first heading, as HTML without tags."""
        return self.headings[0].text if self.headings else ""


def render_markdown(text: str, resolve: Resolve, known: dict[str, LinkTag] | None = None, own: str = "") -> Html:
    """The HTML of a page; `resolve` returns the URL for a `.md` path as written, or None to leave it unchanged.

    `known` are the links of pages to which `resolve` returns the same, and takes those of this page; `own` is in every
    path for which it returns something else.
    """
    known = {} if known is None else known
    parts = _LINK.split(pyromark.html(text, options=_OPTIONS))
    links = dict[str, LinkTag]()
    for tag in dict.fromkeys(parts[1::2]):
        is_own = own in tag or "&" in tag
        link = None if is_own else known.get(tag)
        if link is None:
            link = _link(tag, resolve)
            if link.is_found and not is_own:
                known[tag] = link
        links[tag] = link
    parts[1::2] = [links[tag].tag for tag in parts[1::2]]
    html = "".join(parts)
    taken = set(_ids(html))
    html, headings = _with_anchors(html, taken)
    return Html(html, headings, frozenset(taken), tuple(dict.fromkeys(link.target for link in links.values())))


def _with_anchors(html: str, taken: set[str]) -> tuple[str, tuple[HtmlHeading, ...]]:
    """The HTML whose headings have anchors that are not `taken` yet, and the headings."""
    made, headings, done, start = list[str](), list[HtmlHeading](), 0, html.find("<h")  # far faster than the pattern
    while start >= 0:
        match = _HEADING.match(html, start)
        if match:
            words, anchor = _words(match[2])
            id_ = _unique(anchor, taken)
            headings.append(HtmlHeading(int(match[1]), id_, words))
            made += html[done:start], f'<h{match[1]} id="{id_}">{match[2]}</h{match[1]}>'
            done = match.end()
        start = html.find("<h", done if match else start + 1)
    return "".join((*made, html[done:])), tuple(headings)


def _link(tag: str, resolve: Resolve) -> LinkTag:
    before, _, href = tag[:-1].rpartition('"')
    path, sign, fragment = href.partition("#")
    target = Target(unescape(path), unescape(fragment))
    url = resolve(target.path)
    return LinkTag(f'{before}"{path if url is None else url}{sign}{fragment}"', target, url is not None)


def _ids(html: str) -> Iterator[str]:
    """The ids of all elements; text that looks like an id counts only inside an open tag."""
    for found in _ID.finditer(html):
        if _BEGUN.search(html, html.rfind(">", 0, found.start()) + 1, found.start()):
            yield found[1]


@lru_cache(maxsize=8192)
def _words(html: str) -> tuple[str, str]:
    """The text of a heading as HTML without tags and count, and its anchor."""
    words = _TAG.sub("", _COUNT.sub("", html)).strip()
    return words, slug(unescape(words))


def slug(text: str) -> str:
    """Text as an anchor: lower-case letters of any script, joined by hyphens."""
    return _NO_WORD.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-_") or "section"


def _unique(slug: str, taken: set[str]) -> str:
    id_, number = slug, 1
    while id_ in taken:
        number += 1
        id_ = f"{slug}-{number}"
    taken.add(id_)
    return id_
