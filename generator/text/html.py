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
_LINK = re.compile(r'(<a\s[^>]*?href=")([^":?#]+\.(?:md|json|xml|ics)(?:#[^"]*)?)"')
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


def render_markdown(text: str, resolve: Resolve) -> Html:
    """The HTML of a page; `resolve` returns the URL for a `.md` path as written, or None to leave it unchanged."""
    links: dict[Target, None] = {}
    known: dict[str, str] = {}

    def link(match: re.Match[str]) -> str:
        before, href = match.groups()
        if href not in known:
            path, _, fragment = href.partition("#")
            target = Target(unescape(path), unescape(fragment))
            url = resolve(target.path)
            known[href] = f'{path if url is None else url}{"#" if fragment else ""}{fragment}"'
            links[target] = None
        return f"{before}{known[href]}"

    html = _LINK.sub(link, pyromark.html(text, options=_OPTIONS))
    taken = set(_ids(html))
    headings: list[HtmlHeading] = []

    def heading(match: re.Match[str]) -> str:
        words, anchor = _words(match[2])
        id_ = _unique(anchor, taken)
        headings.append(HtmlHeading(int(match[1]), id_, words))
        return f'<h{match[1]} id="{id_}">{match[2]}</h{match[1]}>'

    html = _HEADING.sub(heading, html)
    return Html(html, tuple(headings), frozenset(taken), tuple(links))


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
