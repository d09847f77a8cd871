"""A site as MkDocs makes it: the content of each page before it is put into the theme, and all other files."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from generator.publishing.output_folder import PublishError
from generator.rendering.worker_site import PLUGIN

_RECORDER = "communique/recorder"
_LAYOUT = "main.html"


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """A page with all that the theme's templates read of it; `path` is that of its Markdown file."""

    path: str
    title: str
    content: str
    toc: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, Any]
    edit_url: str | None
    canonical_url: str | None
    update_date: str
    is_homepage: bool


@dataclass(frozen=True, slots=True)
class RecordedSite:
    """All pages of a site, its navigation and configuration; its other files lie in the configuration's `site_dir`."""

    config: MkDocsConfig
    nav: Navigation
    pages: tuple[RecordedPage, ...]


class _Recorder(BasePlugin):  # type: ignore[type-arg]  # it has no options
    """Notes the pages when all other plugins are done with them, and keeps MkDocs from rendering their layout."""

    def __init__(self) -> None:
        self.pages: list[RecordedPage] = []
        self.files: list[str] = []
        self.nav = Navigation([], [])

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give pages an empty layout: MkDocs writes no file for an empty page."""
        empty = DictLoader({_LAYOUT: ""})
        env.loader = ChoiceLoader([empty, env.loader] if env.loader else [empty])
        return env

    @event_priority(-100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,
    ) -> TemplateContext:
        """Note a page."""
        self.nav = nav
        self.files.append(page.file.dest_uri)
        self.pages.append(
            RecordedPage(
                path=page.file.src_uri,
                title=str(page.title or ""),
                content=page.content or "",
                toc=tuple(_contents(page.toc)),
                meta=page.meta,
                edit_url=page.edit_url,
                canonical_url=page.canonical_url,
                update_date=str(page.update_date or ""),
                is_homepage=page.is_homepage,
            )
        )
        return context


def _contents(links: Iterable[AnchorLink]) -> Iterator[Mapping[str, Any]]:
    for link in links:
        children = tuple(_contents(link.children))
        yield {"title": link.title, "id": link.id, "url": link.url, "level": link.level, "children": children}


def record_site(configuration: Path, folder: Path, report: Callable[[str], None]) -> RecordedSite:
    """Make the site of a configuration, with the plugins that it names, and write all but its pages into a folder.

    `report` gets each warning. Raises PublishError, and OSError.
    """
    with warnings_reported(report):
        try:
            config = load_config(str(configuration), site_dir=str(folder), strict=False)
            ours = config.plugins.get(PLUGIN)
            if ours is None:
                raise PublishError(f"{configuration.name} has no plugin `communique`; write `plugins: [communique]`")
            ours.config["fast"] = False  # MkDocs is to make every page
            recorder = config.plugins[_RECORDER] = _Recorder()
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            raise PublishError(str(error)) from error
    for name in recorder.files:  # those with a layout of their own
        (folder / name).unlink(missing_ok=True)
    return RecordedSite(config, recorder.nav, tuple(sorted(recorder.pages, key=lambda page: page.path)))


@contextmanager
def warnings_reported(report: Callable[[str], None]) -> Iterator[None]:
    """Give each warning of MkDocs to `report`, and print none."""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: report(f"{record.levelname.lower()}: {record.getMessage()}")  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    is_open, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.propagate = is_open
        logger.removeHandler(handler)
