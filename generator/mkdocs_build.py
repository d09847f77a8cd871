"""One command's builds of the site: hooks that translate between MkDocs and the phases of a build."""

import gc
import logging
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.catalogue import read_words
from generator.diagnostics.problem import as_text
from generator.exports.card_drawing import can_draw
from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildRequest, WordsError
from generator.incremental.server_memory import ServerMemory
from generator.last_file import UNFINISHED
from generator.pages import Publication
from generator.pages.publication import publication_fault
from generator.pages.repository import repository
from generator.project.configuration import newer_words
from generator.project.lock_holder import LockHolder
from generator.project.packaged import PACKAGED
from generator.rendering import build, configuration, other_plugins, preflight
from generator.rendering.build_results import forget
from generator.rendering.mkdocs_adapter import RecordPage, docs_path
from generator.rendering.mkdocs_pages import add_to_sitemap
from generator.rendering.serving import Reloader
from generator.rendering.theme_setup import set_up_theme
from generator.rendering.unchanged_site import PASSING, STEPS, BuildInputs, MessageLog
from generator.text.page_front import check_front

if TYPE_CHECKING:
    from generator.mkdocs_plugin import CommuniqueConfig

log = logging.getLogger("mkdocs.plugins.communique")


class MkDocsBuild:
    """The hooks of the builds of one command; a server's builds share `memory`.

    `session`, `pages` and `written` are the phases of the build under way, each set by its own hook. `inputs` are what
    it is about to read, None where nobody knows.
    """

    options: "CommuniqueConfig"
    request: BuildRequest
    words: Mapping[str, str]
    inputs: BuildInputs | None
    session: build.BuildSession | None = None
    pages: build.SitePages
    nav: Navigation
    written: build.WrittenSite
    output: dict[str, str]
    templates = PACKAGED
    has_named_plugins = False

    def __init__(self, *, is_server: bool) -> None:
        self.memory = ServerMemory() if is_server else None
        self.reloader = Reloader() if is_server else None
        if self.memory and self.reloader:
            self.memory.aside = self.reloader.aside

    def on_shutdown(self) -> None:
        """Delete the store of a server, whose temporary site is deleted, too."""
        if self.reloader:
            self.reloader.close()
            forget(self.request)

    def on_config(
        self, config: MkDocsConfig, settings: "CommuniqueConfig", file: Path, inputs: BuildInputs | None
    ) -> MkDocsConfig:
        """Translate the configuration, which is in `file`, and check the build's preconditions."""
        self.options, self.inputs = settings, inputs
        other_plugins.check_plugins(config)
        if message := newer_words(self.options.format):
            raise PluginError(message)
        said = self.options.publication
        publication = Publication(said.licence, said.version, said.publisher, said.doi, tuple(said.authors))
        if fault := publication_fault(publication):
            raise PluginError(f"{file.name}: {fault}")
        templates, docs, site = file.parent / self.options.templates, Path(config.docs_dir), Path(config.site_dir)
        self.templates = templates
        self.words, _ = read_words(templates, self.options.language)
        set_up_theme(config, templates, self.words, self.options.language)
        folders = [templates, *(Path(folder) for folder in [config.theme.custom_dir] if folder)]
        configuration.check_docs(docs, file.parent)
        preflight.check_own(docs, file.parent)
        preflight.check_names(docs, file.parent)
        preflight.check_site_dir(site, file.parent, (file.parent / "content", *folders))
        for folder in folders if templates != PACKAGED else ():  # an installer may link what it installs
            preflight.check_texts(folder, file.parent)
        written = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        own = {name: value for name, value in self.options.items() if name != "workers"}
        has_cards = self.options.cards and _can_draw_cards(config)
        options = [own, has_cards, *((name, config[name]) for name in _OPTIONS), config.theme.name, *sorted(written)]
        self.request = BuildRequest(
            configuration=file,
            templates=templates,
            site_dir=site,
            key=fingerprints.build_key(options, folders),
            language=self.options.language,
            title=config.site_name,
            base_url=config.site_url or "",
            repository=repository(
                config.repo_url, config.edit_uri, config.site_url, docs_path(config), config.edit_uri_template
            ),
            written=written,
            subject=self.options.subject,
            publication=publication,
            fast=self.options.fast,
            workers=self.options.workers,
            has_cards=has_cards,
        )
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Begin the build; MkDocs writes into a temporary folder, which is published at the end."""
        if self.reloader:
            self.reloader.cancel()
        if self.options.fast and not self.has_named_plugins:
            self.has_named_plugins = True
            for line in other_plugins.left_out(config):
                log.info("%s", line)
        site = config.site_dir
        scans = (self.inputs.of_project, self.inputs.site_files) if self.inputs else ()
        self.session = build.open_build(self.request, self.memory, partial(_report_waiting, site), *scans)
        self.output = {}
        logging.getLogger(STEPS).addFilter(without_unfinished)
        config.site_dir = str(Path(site) / UNFINISHED)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Hand our pages to MkDocs."""
        root = self.request.root
        for file in files.documentation_pages():
            if file.abs_src_path:
                problem = check_front(preflight.read_own_text(Path(file.abs_src_path), root))
                if problem:
                    log.warning("%s", as_text(problem))
        try:
            self.pages = build.add_pages(self._session, config, files, self.words, log)
        except WordsError as error:
            raise PluginError("\n".join(map(as_text, error.problems))) from None
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Store the navigation, which our page shells contain, too."""
        other_plugins.tell_redirects(config, files)
        self.nav = nav
        return nav

    def on_env(self, env: Environment) -> Environment:
        """Write our pages."""
        preflight.check_page_templates(self.pages.mkdocs.files)
        self.written = build.write_site(self.pages, env, self.nav, log)
        return env

    def on_post_page(self, output: str, page: MkDocsPage) -> str:
        """Store what MkDocs wrote of our pages."""
        if isinstance(page, RecordPage):
            self.output[page.path] = output
        return output

    def on_post_template(self, output_content: str, template_name: str) -> str:
        """Add our pages to the sitemap."""
        if template_name != "sitemap.xml":
            return output_content
        return add_to_sitemap(output_content, self.pages.mkdocs, self.written.written.records)

    def on_post_build(self, config: MkDocsConfig, messages: MessageLog) -> None:
        """Publish the site; `messages` are those of the build so far."""
        stamps, store = build.finish(self.written, self.output, log), self._session.store
        if self.inputs and stamps and store and not self._session.was_interrupted:
            self.inputs.save(store, stamps, messages)
        if store:
            store.close()
        config.site_dir = str(self.request.site_dir)
        self.session = None
        if self.reloader and self.written.written.is_preview:
            log.info("the pages of the saved records are there; all others follow")
            self.reloader.rebuild_later()
        self._collect_garbage()

    def on_build_error(self, error: Exception) -> None:
        """Leave the site unchanged and release it for other builds."""
        if self.session:
            self.session.close()
            self.session = None
        self._collect_garbage()
        preflight.refuse_template_error(error, self.templates)
        preflight.abort_on_disk_error(error)

    def on_serve(self, server: LiveReloadServer) -> LiveReloadServer:
        """Build again when an article, a record or a template changes."""
        if self.reloader and self.memory:
            self.reloader.watch(server, self.memory, self.request.configuration, self.options.templates)
        return server

    @property
    def _session(self) -> build.BuildSession:
        if self.session is None:
            raise PluginError("MkDocs skipped the hook `on_pre_build`")
        return self.session

    def _collect_garbage(self) -> None:
        """Turn garbage collection on again; a process that ends soon skips it, because it takes seconds."""
        if self.memory is None:
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def without_unfinished(record: logging.LogRecord) -> bool:
    """Let MkDocs name the site's folder, and not the temporary one in it."""
    record.msg = str(record.msg).replace(f"{os.sep}{UNFINISHED}", "")
    return True


def _can_draw_cards(config: MkDocsConfig) -> bool:
    """Whether social cards can be drawn and found; a warning says what they lack."""
    lacks = "" if config.site_url else "`site_url`, because a card is found by its whole address"
    lacks = lacks if can_draw() else "Pillow: `pip install 'communique[cards]'`"
    if lacks:
        log.warning("no social cards are drawn: `cards: true` needs %s", lacks)
    return not lacks


def _report_waiting(site: str, holder: LockHolder | None) -> None:
    who = f" (process {holder.pid}, since {holder.since})" if holder else ""
    log.info("another build of %s is running%s; waiting until it ends", site, who, extra=PASSING)


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
