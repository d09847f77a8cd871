"""The MkDocs plugin: hooks that translate, nothing else."""

import atexit
import gc
import logging
import posixpath
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator import refactor
from generator.diagnostics.problem import as_text
from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildRequest, WordsError
from generator.incremental.build_session import BuildSession
from generator.incremental.serve_state import ServeState
from generator.pages import read_words
from generator.pages.repository import repository
from generator.project.configuration import FORMAT, newer_words
from generator.project.files import ARTICLES, RECORDS, SCHEMA
from generator.rendering import configuration, preflight
from generator.rendering.mkdocs_adapter import RecordPage
from generator.rendering.mkdocs_pages import MkDocsPages
from generator.rendering.navigation import default_navigation
from generator.rendering.serve_watch import FolderWatch
from generator.rendering.theme_setup import set_up_theme

log = logging.getLogger("mkdocs.plugins.communique")
_LEVELS = {"error": logging.WARNING, "warning": logging.WARNING, "info": logging.INFO}
_WATCHED = (ARTICLES, RECORDS, SCHEMA)
"""What people write; the server looks at each file in turn, and those of content/facts come with the records."""
_PAUSE = 2.0
"""Seconds that nobody saves anything, before a server makes what follows from the records that were saved last."""
_MUCH = 100_000
"""Objects that nobody has looked through yet."""
_NO_SITE = "Communiqué made no page; the warnings above say why"


class SuppressionOption(Config):
    """Findings of a rule in a file that are no fault, and why; `value` narrows it to those that speak of it."""

    rule = config_options.Type(str)
    file = config_options.Type(str)
    reason = config_options.Type(str)
    value = config_options.Type(str, default="")


class CommuniqueConfig(Config):
    """The plugin's options in mkdocs.yml.

    `templates` is the folder of the project's own templates, from its root; `language` the interface's. `subject` is
    one line that says what the site is about, `format` that of the project's files. `fast`
    false hands every page to MkDocs and other plugins, and keeps nothing between builds. `accept` is judged here and
    read elsewhere, out of the file, so that `communique check` knows it without MkDocs.
    """

    templates = config_options.Type(str, default="site_templates")
    language = config_options.Type(str, default="en")
    subject = config_options.Type(str, default="")
    format = config_options.Type(int, default=FORMAT)
    fast = config_options.Type(bool, default=True)
    accept = config_options.ListOfItems(config_options.SubConfig(SuppressionOption), default=[])


class CommuniquePlugin(BasePlugin[CommuniqueConfig]):
    """Adds the pages of the knowledge base to the site."""

    road: BuildSession
    words: Mapping[str, str]
    theme: MkDocsPages
    nav: Navigation
    served: ServeState | None = None
    timer: threading.Timer | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Live as long as MkDocs' server, and remember what it built."""
        self.served = ServeState() if command == "serve" else None
        atexit.register(gc.freeze)  # at its end Python looks through all that is there, to no purpose

    def on_shutdown(self) -> None:
        """Leave nothing behind of a server's folder, which goes with it."""
        if self.served:
            self._wait_no_more()
            self.road.cache.forget()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look at what the build rests on."""
        file = configuration.configuration_file(config)
        configuration.check_once(config, CommuniquePlugin)
        if message := newer_words(self.config.format):
            raise PluginError(message)
        templates = file.parent / self.config.templates
        self.words, _ = read_words(templates, self.config.language)
        set_up_theme(config, templates, self.words, self.config.language)
        options = [dict(self.config), *((name, config[name]) for name in _OPTIONS), config.theme.name]
        folders = [templates, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]
        docs = Path(config.docs_dir)
        configuration.check_docs(docs, file.parent)
        preflight.check_own(docs, file.parent)
        preflight.check_names(docs, file.parent)
        preflight.check_site(Path(config.site_dir), file.parent, (file.parent / "content", *folders))
        written = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        key = fingerprints.digest_of([*options, *sorted(written)], folders)
        folder = posixpath.relpath(docs.as_posix(), file.parent.as_posix())
        kept = repository(config.repo_url, config.edit_uri, config.site_url, folder, config.edit_uri_template)
        names = self.config.language, config.site_name, config.site_url or ""
        about = BuildRequest(file, templates, *names, kept, written, self.config.subject)
        self.road = BuildSession(Path(config.site_dir), key, about, self.served)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep the pages of the last build from being cleaned away."""
        self._wait_no_more()
        gc.disable()  # all that a build makes lives until its end: looking for rubbish is a third of its time
        if self.config.fast:
            self.road.begin(lambda: log.info("another build of %s is at work; waiting for it", config.site_dir))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand the pages over: to be written by MkDocs where the navigation names them, by the plugin elsewhere."""
        try:
            told, paths = self.road.told, self.road.paths
        except WordsError as error:
            for problem in error.problems:
                log.warning("%s", as_text(problem))
            raise PluginError(_NO_SITE) from None
        for severity, text in told:
            log.log(_LEVELS[severity], "%s", text)
        self.road.put_back()
        if config.nav is None:
            config.nav = default_navigation(paths, self.road.about.written, self.words)
        self.theme = MkDocsPages(self.road, config, files, dict(_titles(config.nav)), fast=self.config.fast)
        self.theme.enter(sorted(paths), log)
        for old, new, name in self.road.moved:
            self._redirect(files, config, old, new, name)
        return files

    def _redirect(self, files: Files, config: MkDocsConfig, old: str, new: str, name: str) -> None:
        """A page at an address that a thing had before, unless a hand-written one stands there."""
        place, target = File.generated(config, old, content="").dest_uri, files.get_file_from_path(new)
        if target and files.get_file_from_path(old) is None:
            address = posixpath.relpath(target.dest_uri, posixpath.dirname(place))
            html = refactor.redirect_page(address, name, self.config.language)
            files.append(File.generated(config, place, content=html))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Note the navigation, which stands around our pages too."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Write our pages; date the hand-written ones by the newest article, so that a site is the same on any day."""
        if self.config.fast:
            self.theme.print(env, self.nav, log)
        self.theme.add_search()
        self.theme.date_others()
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Note what MkDocs wrote of our pages."""
        if isinstance(page, RecordPage):
            self.theme.outputs[page.made.path] = output
        return output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Put our pages into the map of the site."""
        return self.theme.map_of_site(output_content) if template_name == "sitemap.xml" else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Say which links lead nowhere, and keep what the next build needs."""
        self.theme.tell_broken(log)
        if self.config.fast:
            self.theme.finish()
        if self.served and self.served.is_owing:
            log.info("the pages of the saved records are there; all others follow")
            self.timer = threading.Timer(_PAUSE, self.road.cache.ask_again)
            self.timer.daemon = True
            self.timer.start()
        self._look_for_rubbish()

    def on_build_error(self, *, error: Exception) -> None:
        """Let other builds go on."""
        if hasattr(self, "road"):
            self.road.end()
        self._look_for_rubbish()
        preflight.abort_on_disk_error(error)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when an article, a record or a template changes."""
        root = Path(config.config_file_path).parent
        folders = [root / folder for folder in (*_WATCHED, self.config.templates)]
        FolderWatch(server, folders, self._build_again).update()
        if self.config.fast:
            self.road.cache.ask_again()
            server.watch(str(self.road.cache.again))
        return server

    def _build_again(self) -> None:
        if self.config.fast:
            self.road.cache.ask_again()

    def _look_for_rubbish(self) -> None:
        """Begin again; where the process ends soon, not with what a large build made: that takes seconds."""
        if self.served is None and gc.get_count()[0] > _MUCH:
            gc.freeze()
            gc.unfreeze()
        gc.enable()

    def _wait_no_more(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None


_OPTIONS = (
    "site_name",
    "site_url",
    "site_description",
    "use_directory_urls",
    "repo_url",
    "edit_uri",
    "edit_uri_template",
    "extra",
    "nav",
)


def _titles(nav: object) -> Iterator[tuple[str, str]]:
    """The titles that the configured navigation gives to pages, by their paths; a path alone has none."""
    for entry in nav if isinstance(nav, list) else ():
        if isinstance(entry, str):
            yield entry, ""
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)
