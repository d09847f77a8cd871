"""Resolves the links of a page, and finds its images."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from generator.pages import Page
from generator.pages.page_context import resolve_path
from generator.rendering.mkdocs_adapter import RenderedPage, relative_address
from generator.text.html import LinkTag, render_markdown

_IMAGE = re.compile(r"""<(?:img|video|audio|source)\b[^<>]*?\ssrc=(?:"([^"<>]*)"|'([^']*)')""")
_MOST = 4_096
"""The most links that are kept for the pages of a folder."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)


def images_of(html: str, address: str) -> tuple[str, ...]:
    """The files of the site that a page at an address shows, by their paths in the site."""
    if "src=" not in html:  # faster by far than the pattern
        return ()
    found = (unescape(match[1] or match[2] or "") for match in _IMAGE.finditer(html))
    folder = posixpath.dirname(address)
    own = {unquote(re.split("[?#]", src)[0]) for src in found if not _ELSEWHERE.match(src)}
    return tuple(sorted(posixpath.normpath(posixpath.join(folder, src)) for src in own))


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """The addresses of all pages of the site, by their Markdown paths.

    `_known` are links by how they are written, of the pages of a folder, for which they lead to the same address.
    """

    addresses: Mapping[str, str]
    _known: dict[tuple[str, int, bool], dict[str, LinkTag]] = field(default_factory=dict)

    def render(self, page: Page) -> RenderedPage:
        """A page as HTML."""
        folder, own, stem = posixpath.dirname(page.path), self.addresses[page.path], page.path.removesuffix(".md")
        key = folder, own.count("/"), "." in posixpath.basename(own.rstrip("/"))
        known = self._known.setdefault(key, {})
        if len(known) > _MOST:
            known.clear()
        dead = set()

        def resolve(path: str) -> str | None:
            address = self._address(own, resolve_path(folder, path))
            if address is None:
                dead.add(path)
            return address

        # What is the page's own has another address for all others.
        html = render_markdown(page.text, resolve, known, posixpath.basename(stem))
        targets = {f"{resolve_path(folder, path)}#{id_}" for path, id_ in html.links if id_ and path not in dead}
        return RenderedPage(html, tuple(sorted(targets)), tuple(sorted(dead)), images_of(html.text, own))

    def _address(self, own: str, target: str) -> str | None:
        """The address of a page or file relative to a page; None if it does not exist."""
        address = self.addresses.get(target) if target.endswith(".md") else target
        return None if address is None else relative_address(address, own)
