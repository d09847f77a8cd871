"""Links to the repository: to edit the files behind pages, see their history, and report errors."""

import posixpath
import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode

from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext

_EDIT = re.compile(r"(?P<before>(?:-/)?)(?P<verb>edit|blob|_edit|src/branch)/(?P<branch>[^/?]+)/")
_FIELD = re.compile(r"\{(path|path_noext)(!q)?\}")
_GITEA = ("_edit", "src/branch")
_MKDOCS_OWN = "docs"  # MkDocs ends the `edit_uri` that it makes up with this, whatever the folder's name
_NO_LINES = ("bitbucket.org",)


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository of a site: its address, MkDocs' `edit_uri` without the folder of pages, and the site's address.

    `edit` begins where `url` ends, as in `edit/main/`; "" for a repository in which nothing is edited online.
    `template` is MkDocs' `edit_uri_template`, which goes first; its `{path}` is a file's from the project's root.
    """

    url: str
    edit: str = ""
    site: str = ""
    template: str = ""


class FootLinks(NamedTuple):
    """The addresses at the foot of a page, "" for what a host does not offer."""

    edit: str
    report: str
    history: str


def repository(
    url: str | None, edit: str | None, site: str | None, docs: str, template: str | None = None
) -> Repository | None:
    """The repository that a configuration names, None for none; `docs` is the folder of pages, from the root."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    stem = (edit or "").rstrip("/")
    ends = [folder for folder in (docs, _MKDOCS_OWN) if stem.endswith(f"/{folder}")]
    stem = stem.removesuffix(ends[0]).rstrip("/") if ends else stem
    edit_template = (template or "").replace(f"{docs}/{{path", "{path")
    return Repository(url.rstrip("/"), f"{stem}/" if stem else "", site or "", edit_template)


def edit_url(kept: Repository | None, file: str) -> str | None:
    """Where a person edits a file, by its path from the project's root; None if nothing is edited online."""
    if kept is None or not file:
        return None
    if kept.template:
        return _under(kept, _filled_in(kept.template, file))
    return f"{_under(kept, kept.edit)}{quote(file)}" if kept.edit else None


def foot_links(kept: Repository, path: str, title: str, file: str, line: int) -> FootLinks:
    """Where a reader edits the file behind a page, reports an error on it, and sees its history.

    `path` is the page's, from the site's root; `file` the file's, from the project's root; `line` counts from 1.
    """
    found = _EDIT.match((kept.template or kept.edit).lstrip("/"))
    lines = f"#L{line}" if line and not any(host in kept.url for host in _NO_LINES) else ""
    edit = edit_url(kept, file) or ""
    edit = f"{edit}{lines}" if edit and "#" not in edit else edit
    history = ""
    if found and file:
        branch = f"branch/{found['branch']}" if found["verb"] in _GITEA else found["branch"]
        history = f"{kept.url}/{found['before']}commits/{quote(branch)}/{quote(file)}"
    return FootLinks(edit, _report(kept, path, title, found["before"] if found else ""), history)


def foot(kept: Repository | None, place: PageContext, title: str, file: str, line: int) -> Markdown:
    """The foot's links as HTML, nothing if the site names no repository."""
    if kept is None:
        return Markdown("")
    links = foot_links(kept, place.path, title, file, line)
    words = ("edit_record" if file.endswith((".yaml", ".yml")) else "edit_article", "report_error", "history")
    anchors = (
        f'<a href="{escape(href)}" rel="nofollow">{escape(place.text(word))}</a>'
        for word, href in zip(words, links, strict=True)
        if href
    )
    return Markdown(" ".join(anchors))


def home_links(kept: Repository | None, place: PageContext) -> Markdown:
    """The links at the foot of the home page: to the repository, and to report an error."""
    if kept is None:
        return Markdown("")
    found = (("contribute", kept.url), ("report_error", _report(kept, "index.md", "", "")))
    links = (f'<a href="{escape(href)}" rel="nofollow">{escape(place.text(word))}</a>' for word, href in found)
    return Markdown(" ".join(links))


def _filled_in(template: str, file: str) -> str:
    """The template with a file's path, or its path without the extension, quoted where it says `!q`."""
    paths = {"path": file, "path_noext": posixpath.splitext(file)[0]}
    return _FIELD.sub(lambda m: quote(paths[m[1]], safe="") if m[2] else quote(paths[m[1]]), template)


def _under(kept: Repository, edit: str) -> str:
    return edit if "://" in edit else f"{kept.url}/{edit.lstrip('/')}"


def _report(kept: Repository, path: str, title: str, before: str) -> str:
    """A new issue with the page's title and address; GitLab names the fields in its own way."""
    clean = re.sub(r"(^|/)index\.md$", r"\1", path)
    address = kept.site.rstrip("/") + "/" + (clean.removesuffix(".md") + "/" if clean.endswith(".md") else clean)
    if before or "gitlab" in kept.url:
        return f"{kept.url}/-/issues/new?" + urlencode({"issue[title]": title, "issue[description]": address})
    return f"{kept.url}/issues/new?" + urlencode({"title": title, "body": address})
