"""The MkDocs plugin: its options, and hooks that hand each phase of a build to `mkdocs_build`.

A build that has nothing to do ends in `on_config`, before anything is loaded that makes pages.
"""

import atexit
import gc
import logging
from typing import TYPE_CHECKING, Literal

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

from generator.project.configuration import EXCERPT_RUN, EXCERPT_SHARE, FORMAT
from generator.rendering import configuration, unchanged_site
from generator.rendering.unchanged_site import BuildInputs, MessageLog

if TYPE_CHECKING:
    from generator.mkdocs_build import MkDocsBuild

log = logging.getLogger("mkdocs.plugins.communique")


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
        if value is None:
            return None
        from generator.cluster import WorkersError  # noqa: PLC0415
        from generator.executors import check_workers  # noqa: PLC0415 -- it loads what starts processes

        try:
            return check_workers(value)
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
    """Adds the pages of the knowledge base to the site; `hooks` are those of the builds of one command."""

    command = ""
    messages: MessageLog | None = None
    hooks: "MkDocsBuild | None" = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Store what MkDocs was called for."""
        self.command, self.hooks = "dirty" if dirty else command, None
        atexit.register(gc.freeze)  # at its end Python scans all objects, to no purpose

    def on_shutdown(self) -> None:
        """Clean up after a server."""
        if self.hooks:
            self.hooks.on_shutdown()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """End a build that has nothing to do; else begin one."""
        _show_warnings(is_strict=config.strict)
        configuration.check_once(config, CommuniquePlugin)
        file = configuration.configuration_file(config)
        inputs = None
        if self.command == "build" and self.config.fast:
            inputs = unchanged_site.build_inputs(config, file.parent, file.parent / self.config.templates)
            _end_if_unchanged(inputs, is_strict=config.strict)
        gc.disable()  # all objects of a build live until its end: scanning them is a third of its time
        if self.hooks is None:
            from generator.mkdocs_build import MkDocsBuild  # noqa: PLC0415 -- an unchanged site needs no pages

            self.hooks = MkDocsBuild(is_server=self.command == "serve")
        if inputs:
            self.messages = MessageLog()
            logging.getLogger("mkdocs").addHandler(self.messages)
        return self.hooks.on_config(config, self.config, file, inputs)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the build."""
        self.build.on_pre_build(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand our pages to MkDocs."""
        return self.build.on_files(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Store the navigation."""
        return self.build.on_nav(nav, config, files)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Write our pages."""
        return self.build.on_env(env)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Store what MkDocs wrote of our pages."""
        return self.build.on_post_page(output, page)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Add our pages to the sitemap."""
        return self.build.on_post_template(output_content, template_name)

    @event_priority(-100)  # other plugins may still write into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the site."""
        self.build.on_post_build(config, self.messages or MessageLog())
        self._end_messages()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site unchanged and release it for other builds."""
        self._end_messages()
        if self.hooks:
            self.hooks.on_build_error(error)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when an article, a record or a template changes."""
        return self.build.on_serve(server)

    @property
    def build(self) -> "MkDocsBuild":
        """The hooks of the build under way."""
        if self.hooks is None:
            raise PluginError("MkDocs skipped the hook `on_config`")
        return self.hooks

    def _end_messages(self) -> None:
        if self.messages:
            logging.getLogger("mkdocs").removeHandler(self.messages)
            self.messages = None


def _end_if_unchanged(inputs: BuildInputs | None, *, is_strict: bool) -> None:
    """Say what the last build said, and exit, if nothing changed since; in strict mode MkDocs has to count warnings."""
    last = inputs.finished() if inputs else None
    if last and not (is_strict and any(level >= logging.WARNING for _, level, _ in last.messages)):
        unchanged_site.repeat(last)
        log.info("nothing changed since the last build")
        raise SystemExit(0)


def _show_warnings(*, is_strict: bool) -> None:
    """Let our warnings through in strict mode despite `--quiet`: MkDocs counts only those that are not filtered."""
    log.setLevel(logging.NOTSET)
    if is_strict and not log.isEnabledFor(logging.WARNING):
        log.setLevel(logging.WARNING)
