"""The MkDocs plugin: hooks that translate between MkDocs and one build of the site."""

import atexit
import gc
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.catalogue import read_words
from generator.diagnostics.problem import as_text
from generator.executors import WorkersError, check_workers
from generator.exports.card_drawing import can_draw
from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildRequest, WordsError
from generator.incremental.server_memory import ServerMemory
from generator.pages import Publication
from generator.pages.publication import publication_fault
from generator.pages.repository import repository
from generator.project.configuration import EXCERPT_RUN, EXCERPT_SHARE, FORMAT, newer_words
from generator.project.lock_holder import LockHolder
from generator.project.packaged import PACKAGED
from generator.rendering import build, configuration, other_plugins, preflight
from generator.rendering.build_results import forget
from generator.rendering.mkdocs_adapter import RecordPage, docs_path
from generator.rendering.mkdocs_pages import add_to_sitemap
from generator.rendering.serving import Reloader
from generator.rendering.site_dir import UNFINISHED
from generator.rendering.theme_setup import set_up_theme

log = logging.getLogger("mkdocs.plugins.communique")
_MANY = 100_000
"""Objects that the garbage collector has not scanned yet."""
_NO_SITE = "Communiqué made no page; the warnings above say why"


class SuppressionOption(Config):
    """Findings of a rule in a file to suppress, and why; `value` narrows it to those that name it."""

    rule = config_options.Type(str)
    file = config_options.Type(str)
    reason = config_options.Type(str)
    value = config_options.Type(str, default="")


class WorkersOption(BaseConfigOption[int | str | None]):
    """Who writes many pages: a number of processes, or the address of a dask scheduler; None is up to the machine."""

    def run_validation(self, value: object) -> int | str | None:
        """The value. Raises ValidationError if it can't be one."""
        try:
            return None if value is None else check_workers(value)
        except WorkersError as error:
            raise ValidationError(str(error)) from None


class PublicationOption(Config):
    """The site as a publication: in its data, in citations, and in what `communique release` writes.

    `licence` is an SPDX id such as CC-BY-4.0, or a URL; `version` is that of the data. Without `publisher` the site
    itself is named. `authors` are names, each in a line of its own. `doi` has no address before it.
    """

    licence = config_options.Type(str, default="")
    version = config_options.Type(str, default="")
    publisher = config_options.Type(str, default="")
    doi = config_options.Type(str, default="")
    authors = config_options.ListOfItems(config_options.Type(str), default=[])


class CommuniqueConfig(Config):
    """The plugin's options in mkdocs.yml.

    `templates` is the folder of the project's own templates, from its root; `language` the interface's. `subject` is
    one line that says what the site is about, `publication` has licence, version and publisher, `format` is that of
    the project's files. `fast` false hands every page to MkDocs and other plugins, and keeps nothing between builds.
    `workers` write many pages: a number of processes, or the address of a dask scheduler. `cards` draws a social card
    for each record and article. `accept`, the limits of excerpts and `drafting_model` are validated here and read
    elsewhere, from the file, so that commands need no MkDocs.
    """

    templates = config_options.Type(str, default="site_templates")
    language = config_options.Type(str, default="en")
    subject = config_options.Type(str, default="")
    publication = config_options.SubConfig(PublicationOption)
    format = config_options.Type(int, default=FORMAT)
    fast = config_options.Type(bool, default=True)
    workers = WorkersOption()
    cards = config_options.Type(bool, default=False)
    drafting_model = config_options.Type(str, default="")
    excerpt_share = config_options.Type(int, default=EXCERPT_SHARE)
    excerpt_run = config_options.Type(int, default=EXCERPT_RUN)
    accept = config_options.ListOfItems(config_options.SubConfig(SuppressionOption), default=[])


class CommuniquePlugin(BasePlugin[CommuniqueConfig]):
    """Adds the pages of the knowledge base to the site.

    `session`, `pages` and `written` are the phases of the build under way, each set by its own hook.
    """

    request: BuildRequest
    words: Mapping[str, str]
    session: build.BuildSession | None = None
    pages: build.SitePages
    nav: Navigation
    written: build.WrittenSite
    output: dict[str, str]
    memory: ServerMemory | None = None
    reloader: Reloader | None = None
    has_named_plugins = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Keep this plugin alive while MkDocs' server runs, so that it remembers builds."""
        self.memory = ServerMemory() if command == "serve" else None
        self.reloader = Reloader() if command == "serve" else None
        atexit.register(gc.freeze)  # at its end Python scans all objects, to no purpose

    def on_shutdown(self) -> None:
        """Delete the store of a server, whose temporary site is deleted, too."""
        if self.reloader:
            self.reloader.close()
            forget(self.request)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Translate the configuration and check the build's preconditions."""
        _show_warnings(is_strict=config.strict)
        file = configuration.configuration_file(config)
        configuration.check_once(config, CommuniquePlugin)
        other_plugins.check_plugins(config)
        if message := newer_words(self.config.format):
            raise PluginError(message)
        said = self.config.publication
        publication = Publication(said.licence, said.version, said.publisher, said.doi, tuple(said.authors))
        if fault := publication_fault(publication):
            raise PluginError(f"{file.name}: {fault}")
        templates, docs, site = file.parent / self.config.templates, Path(config.docs_dir), Path(config.site_dir)
        self.words, _ = read_words(templates, self.config.language)
        set_up_theme(config, templates, self.words, self.config.language)
        folders = [templates, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]
        configuration.check_docs(docs, file.parent)
        preflight.check_own(docs, file.parent)
        preflight.check_names(docs, file.parent)
        preflight.check_site_dir(site, file.parent, (file.parent / "content", *folders))
        for folder in folders if templates != PACKAGED else ():  # an installer may link what it installs
            preflight.check_texts(folder, file.parent)
        written = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        own = {name: value for name, value in self.config.items() if name != "workers"}
        has_cards = self.config.cards and _can_draw_cards(config)
        options = [own, has_cards, *((name, config[name]) for name in _OPTIONS), config.theme.name, *sorted(written)]
        self.request = BuildRequest(
            configuration=file,
            templates=templates,
            site_dir=site,
            key=fingerprints.build_key(options, folders),
            language=self.config.language,
            title=config.site_name,
            base_url=config.site_url or "",
            repository=repository(
                config.repo_url, config.edit_uri, config.site_url, docs_path(config), config.edit_uri_template
            ),
            written=written,
            subject=self.config.subject,
            publication=publication,
            fast=self.config.fast,
            workers=self.config.workers,
            has_cards=has_cards,
        )
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the build; MkDocs writes into a temporary folder, which is published at the end."""
        if self.reloader:
            self.reloader.cancel()
        if self.config.fast and not self.has_named_plugins:
            self.has_named_plugins = True
            for line in other_plugins.left_out(config):
                log.info("%s", line)
        gc.disable()  # all objects of a build live until its end: scanning them is a third of its time
        site = config.site_dir
        self.session = build.open_build(self.request, self.memory, partial(_report_waiting, site))
        self.output = {}
        config.site_dir = str(Path(site) / UNFINISHED)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand our pages to MkDocs."""
        root = self.request.root
        for file in files.documentation_pages():
            if file.abs_src_path:
                preflight.read_own_text(Path(file.abs_src_path), root)
        try:
            self.pages = build.add_pages(self._session, config, files, self.words, log)
        except WordsError as error:
            for problem in error.problems:
                log.warning("%s", as_text(problem))
            raise PluginError(_NO_SITE) from None
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Store the navigation, which our page shells contain, too."""
        other_plugins.tell_redirects(config, files)
        self.nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Write our pages."""
        self.written = build.write_site(self.pages, env, self.nav, log)
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Store what MkDocs wrote of our pages."""
        if isinstance(page, RecordPage):
            self.output[page.path] = output
        return output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Add our pages to the sitemap."""
        if template_name != "sitemap.xml":
            return output_content
        return add_to_sitemap(output_content, self.pages.mkdocs, self.written.written.records)

    @event_priority(-100)  # other plugins may still write into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the site."""
        build.finish(self.written, self.output, log)
        config.site_dir = str(self.request.site_dir)
        self.session = None
        if self.reloader and self.written.written.is_preview:
            log.info("the pages of the saved records are there; all others follow")
            self.reloader.rebuild_later()
        self._collect_garbage()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site unchanged and release it for other builds."""
        if self.session:
            self.session.close()
            self.session = None
        self._collect_garbage()
        preflight.abort_on_disk_error(error)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when an article, a record or a template changes."""
        if self.reloader:
            self.reloader.watch(server, self.request.root, self.config.templates)
        return server

    @property
    def _session(self) -> build.BuildSession:
        if self.session is None:
            raise PluginError("MkDocs skipped the hook `on_pre_build`")
        return self.session

    def _collect_garbage(self) -> None:
        """Turn garbage collection on again; a process that ends soon skips it, because it takes seconds."""
        if self.memory is None and gc.get_count()[0] > _MANY:
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _show_warnings(*, is_strict: bool) -> None:
    """Let our warnings through in strict mode despite `--quiet`: MkDocs counts only those that are not filtered."""
    log.setLevel(logging.NOTSET)
    if is_strict and not log.isEnabledFor(logging.WARNING):
        log.setLevel(logging.WARNING)


def _can_draw_cards(config: MkDocsConfig) -> bool:
    """Whether social cards can be drawn and found; a warning says what they lack."""
    lacks = "" if config.site_url else "`site_url`, because a card is found by its whole address"
    lacks = lacks if can_draw() else "Pillow: `pip install 'communique[cards]'`"
    if lacks:
        log.warning("no social cards are drawn: `cards: true` needs %s", lacks)
    return not lacks


def _report_waiting(site: str, holder: LockHolder | None) -> None:
    who = f" (process {holder.pid}, since {holder.since})" if holder else ""
    log.info("another build of %s is running%s; waiting until it ends", site, who)


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
