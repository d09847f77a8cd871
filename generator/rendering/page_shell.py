"""What stands around a page: the theme's template, rendered once for each folder, and filled page by page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

HEAD, DATA, CONTENTS = "partials/head.html", "partials/data.html", "partials/toc.html"
"""The templates of the theme that are rendered for every page."""
_TITLE, _CONTENT = "cq0title0cq", "cq0content0cq"
_WORDS = "partials/language.html"
_PIECES = (HEAD, DATA, CONTENTS)


@dataclass(slots=True)
class PageView:
    """What the theme's templates may ask of a page that stands in no navigation."""

    url: str
    title: str
    meta: Mapping[str, object]
    toc: TableOfContents
    canonical_url: str | None
    update_date: str
    content: str = ""
    edit_url: str | None = None
    is_homepage: bool = False
    is_page: bool = True
    is_section: bool = False
    is_link: bool = False
    active: bool = True
    is_top_level: bool = False
    parent: None = None
    previous_page: None = None
    next_page: None = None
    ancestors: tuple[()] = ()
    children: None = None
    file: object = None

    @property
    def abs_url(self) -> str | None:
        """The path of the page's address."""
        return None


ShellContext = Callable[[PageView], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PageShell:
    """A page's HTML without what is its own: fixed parts, and between them the names of what to put there.

    `digest` tells one frame from another.
    """

    parts: tuple[str, ...]
    around: Mapping[str, Any]
    pieces: Mapping[str, Template]
    digest: bytes

    def fill(self, face: PageView) -> str:
        """The whole page."""
        values = {**self.around, "page": face, "beside": True}
        own = {
            name: "".join(each.root_render_func(each.new_context(values, shared=True)))
            for name, each in self.pieces.items()
        }
        title = Markup(face.title).striptags()  # noqa: S704 # nosec B704 -- only to be escaped again
        own[_TITLE], own[_CONTENT] = str(escape(title)), face.content
        return "".join([own.get(part, part) for part in self.parts])


def make_shell(environment: Environment, context: ShellContext, url: str) -> PageShell | None:
    """The frame of the pages beside `url`; None where the theme has no such parts."""
    top = AnchorLink(_TITLE, _TITLE, 1)
    top.children = [AnchorLink("cq0entry0cq", "cq0entry0cq", 2)]
    toc = TableOfContents([top])
    meta = {"title": _TITLE, "description": "cq0about0cq", "json_ld": "cq0data0cq"}
    face = PageView(url, _TITLE, meta, toc, "cq0address0cq", "1970-01-01", f"<h1>{_CONTENT}")
    around = dict(context(face))
    around["lang"] = environment.get_template(_WORDS).make_module(around)  # what `base.html` imports under that name
    html = environment.get_template("main.html").render(around)
    digest = blake2b(html.encode(), digest_size=16).digest()
    html = html.replace(face.content, _CONTENT)
    pieces = {name: environment.get_template(name) for name in _PIECES}
    for name, template in pieces.items():
        piece = template.render({**around, "beside": True})
        if not piece.strip() or html.count(piece) != 1:
            return None
        html = html.replace(piece, name)
    if html.count(_CONTENT) != 1 or "cq0entry" in html or "cq0about" in html:
        return None
    parts = re.split(f"({'|'.join(map(re.escape, (_TITLE, _CONTENT, *_PIECES)))})", html)
    return PageShell(tuple(parts), {**environment.globals, **around}, pieces, digest)


def differing(one: str, other: str) -> Sequence[str]:
    """The first line in which two texts differ, of each; nothing where they are the same."""
    if one == other:
        return ()
    pairs = zip([*one.split("\n"), ""], [*other.split("\n"), ""], strict=False)
    return next(((a.strip()[:80], b.strip()[:80]) for a, b in pairs if a != b), (one[:80], other[:80]))
