"""The theme's page shell: rendered once for each folder, and filled page by page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

HEAD, DATA, CONTENTS = "partials/head.html", "partials/data.html", "partials/toc.html"
"""The templates of the theme that are rendered for every page."""
EDIT = "cq0edit0cq"
"""The path of the record in a shell's address to edit it."""
_TITLE, _CONTENT = "cq0title0cq", "cq0content0cq"
_WORDS = "partials/language.html"
_PIECES = (HEAD, DATA, CONTENTS)


@dataclass(slots=True)
class PageView:
    """What the theme's templates may read of a page that is in no navigation."""

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
"""The variables of the theme's templates for a page."""


@dataclass(frozen=True, slots=True)
class PageShell:
    """A page's HTML split into fixed parts and the names of the variable parts between them, in turns.

    `digest` identifies the shell.
    """

    parts: tuple[bytes | str, ...]
    variables: Mapping[str, Any]
    pieces: Mapping[str, Template]
    digest: bytes

    def fill(self, page: PageView, record: str) -> bytes:
        """The whole page; `record` is the path of the file behind it."""
        values = {**self.variables, "page": page, "beside": True}
        own = {name: _rendered(each, values) for name, each in self.pieces.items()}
        title = Markup(page.title).striptags()  # noqa: S704 # nosec B704 -- only to be escaped again
        own[_TITLE], own[_CONTENT], own[EDIT] = str(escape(title)), page.content, record
        made = {name: encoded(text) for name, text in own.items()}
        return b"".join([made[part] if isinstance(part, str) else part for part in self.parts])


def make_shell(environment: Environment, context: ShellContext, url: str, edit_url: str | None) -> PageShell | None:
    """The shell of the pages in the folder of `url`; None if the theme cannot be split into a shell.

    `edit_url` has `EDIT` in place of the record's path; None if such pages cannot be edited.
    """
    top = AnchorLink(_TITLE, _TITLE, 1)
    top.children = [AnchorLink("cq0entry0cq", "cq0entry0cq", 2)]
    toc = TableOfContents([top])
    meta = {"title": _TITLE, "description": "cq0about0cq", "json_ld": "cq0data0cq"}
    page = PageView(url, _TITLE, meta, toc, "cq0address0cq", "1970-01-01", f"<h1>{_CONTENT}", edit_url)
    variables = dict(context(page))
    # What `base.html` imports under that name:
    variables["lang"] = environment.get_template(_WORDS).make_module(variables)
    html = environment.get_template("main.html").render(variables)
    digest = blake2b(html.encode(), digest_size=16).digest()
    html = html.replace(page.content, _CONTENT)
    pieces = {name: environment.get_template(name) for name in _PIECES}
    for name, template in pieces.items():
        piece = template.render({**variables, "beside": True})
        if not piece.strip() or html.count(piece) != 1:
            return None
        html = html.replace(piece, name)
    if html.count(_CONTENT) != 1 or "cq0entry" in html or "cq0about" in html:
        return None
    parts = re.split(f"({'|'.join(map(re.escape, (_TITLE, _CONTENT, EDIT, *_PIECES)))})", html)
    fixed = (encoded(part) if number % 2 == 0 else part for number, part in enumerate(parts))
    return PageShell(tuple(fixed), {**environment.globals, **variables}, pieces, digest)


def _rendered(template: Template, values: dict[str, Any]) -> str:
    environment = template.environment
    context = environment.context_class(environment, values, template.name, template.blocks)
    text = "".join(template.root_render_func(context))
    context.vars.clear()  # of macros, which refer to their context and with it to the page
    return text


def encoded(html: str) -> bytes:
    """HTML as UTF-8, like MkDocs writes it."""
    return html.encode(errors="xmlcharrefreplace")
