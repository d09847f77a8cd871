"""The MkDocs plugin: hooks that translate, nothing else."""

import json
import logging
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import identity, pages, pipeline
from generator.html import Heading, render_markdown
from generator.pages import Page
from generator.problems import Problem, as_text, ordered

log = logging.getLogger("mkdocs.plugins.communique")
_FIRST_DAY, _LAST_DAY = "1970-01-01", "2106-02-06"  # those that the time of a file in an archive can tell
_LEVELS = {"error": logging.WARNING, "warning": logging.WARNING, "info": logging.INFO}


class CommuniqueConfig(Config):
    """`templates`: the folder with `pages/` and `words/`, from the project's root; `language`: of the interface."""

    templates = config_options.Type(str, default="site_templates")
    language = config_options.Type(str, default="en")


class RecordPage(MkDocsPage):
    """A page rendered by the dialect that the articles are read by, whose title may hold any characters."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.made = page
        self.edit_url = _edit_url(page, config)
        self.update_date = _dated(page.updated) or self.update_date

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 -- the host's signature
        """What MkDocs' templates need to know of the page; a title is HTML to them, a description text."""
        self.markdown = self.made.text
        title = render_markdown(self.made.text, lambda _: None).title
        self.meta = {"title": title, "description": self.made.description, "json_ld": _for_script(self.made.json_ld)}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 -- the host's signature
        """The HTML, with links that lead where MkDocs puts the pages."""
        targets: dict[File, dict[str, str]] = {}

        def found(path: str) -> File | None:
            own = posixpath.dirname(self.file.src_uri)
            return files.get_file_from_path(posixpath.normpath(posixpath.join(own, path)))

        def resolve(path: str) -> str | None:
            file = found(path)
            return file.url_relative_to(self.file) if file else None

        html = render_markdown(self.made.text, resolve)
        for path, fragment in html.links:
            file = found(path)
            if file is None:
                log.warning("%s links to `%s`, and there is no such page", self.file.src_uri, path)
            elif fragment:
                targets.setdefault(file, {})[fragment] = f"{path}#{fragment}"
        self.content, self.toc = html.text, _contents(html.headings)
        self.present_anchor_ids = set(html.ids)
        self.links_to_anchors = targets


class CommuniquePlugin(BasePlugin[CommuniqueConfig]):
    """Adds the pages of the knowledge base to the site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the pages; what is wrong with content becomes a warning, so that a strict build fails on it."""
        root = Path(config.config_file_path).parent
        templates = root / self.config.templates
        base, found = pipeline.know(root)
        kept = pages.repository(config.repo_url, config.edit_uri, config.site_url, _docs(config))
        self.pages, faults = pages.render(base, templates, self.config.language, config.site_name, kept)
        self.moved = tuple((old, new, base.name(ref)) for old, new, ref in identity.redirects(base))
        _tell(ordered((*found, *faults)))
        if not self.pages:
            message = "Communiqué made no page; the warnings above say why"
            raise PluginError(message)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand the pages over as files that exist in memory only."""
        titles = dict(_titles(config.nav))
        for page in self.pages:
            file = File.generated(config, page.path, content=page.text, inclusion=InclusionLevel.NOT_IN_NAV)
            known = files.get_file_from_path(page.path)
            if known is not None:
                log.warning("content/pages/%s hides the generated page of that name", page.path)
                continue
            files.append(file)
            made = RecordPage(page, file, config)
            if page.path in titles:
                made.title = escape(titles[page.path])
        for old, new, name in self.moved:
            self._redirect(files, config, old, new, name)
        return files

    def _redirect(self, files: Files, config: MkDocsConfig, old: str, new: str, name: str) -> None:
        """A page at an address that a thing had before, unless a hand-written one stands there."""
        place, target = File.generated(config, old, content="").dest_uri, files.get_file_from_path(new)
        if target and files.get_file_from_path(old) is None:
            address = posixpath.relpath(target.dest_uri, posixpath.dirname(place))
            html = identity.page(address, name, self.config.language)
            files.append(File.generated(config, place, content=html))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Date the hand-written pages by the newest article, so that a site is the same on any day."""
        newest = _dated(max((page.updated for page in self.pages), default=""))
        for file in files.documentation_pages():
            if newest and file.page and not isinstance(file.page, RecordPage):
                file.page.update_date = newest
        return env

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when an article, a record or a template changes."""
        root = Path(config.config_file_path).parent
        for folder in {root / "content", root / self.config.templates}:
            server.watch(str(folder))
        return server


def _dated(day: str) -> str:
    """A day as MkDocs can write it into the archive of the sitemap; "" for none."""
    return min(max(day, _FIRST_DAY), _LAST_DAY) if day else ""


def _titles(nav: object) -> Iterator[tuple[str, str]]:
    """The titles that the configured navigation gives to pages, by their paths."""
    for entry in nav if isinstance(nav, list) else ():
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        log.log(_LEVELS[problem.severity], "%s", as_text(problem))


def _for_script(data: Mapping[str, object]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or opens a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _edit_url(page: Page, config: MkDocsConfig) -> str | None:
    """Where a person edits the record behind a page; `edit_uri` leads to `docs_dir`, the record's path to the root."""
    if not (config.repo_url and config.edit_uri and page.record):
        return None
    return posixpath.join(config.repo_url, config.edit_uri.removesuffix("/").removesuffix(_docs(config)), page.record)


def _docs(config: MkDocsConfig) -> str:
    """The folder of hand-written pages, from the project's root."""
    return posixpath.relpath(Path(config.docs_dir).as_posix(), Path(config.config_file_path).parent.as_posix())


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    """Headings as a tree; the first is the page's own title."""
    roots: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.text, heading.id, heading.level)
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else roots).append(link)
        path.append(link)
    return TableOfContents(roots)
