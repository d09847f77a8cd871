"""Recreates the site in a worker process from the project; refuses it if it differs from the build's."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from typing import Protocol, cast

from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.executors import WorkerDiffersError
from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildRequest, plan_build
from generator.incremental.fingerprints import InputScan
from generator.memo import no_memo
from generator.rendering.build_session import BuildSession
from generator.rendering.page_layout import Theme, make_layout
from generator.rendering.page_writer import PageWriter, make_writer
from generator.rendering.phases import SitePages

PLUGIN = "communique"


@dataclass(frozen=True, slots=True)
class WorkerInputs:
    """What a worker on any machine needs to recreate a build's writer, as plain picklable values.

    `folder` is where the build writes, `inputs` a digest of the project's files, `shells` those of the page shells.
    `workers` is the plugin's option.
    """

    configuration: str
    site_dir: str
    use_directory_urls: bool
    folder: str
    key: bytes
    inputs: bytes
    shells: Mapping[str, bytes]
    workers: int | str | None = None


class _Hooks(Protocol):
    """What a worker needs of a build's hooks."""

    request: BuildRequest
    session: BuildSession | None
    pages: SitePages


class _Plugin(Protocol):
    """What a worker needs of the MkDocs plugin."""

    @property
    def build(self) -> _Hooks:
        """The hooks of the build under way."""


def inputs_digest(scan: InputScan) -> bytes:
    """A digest of the project's files, by what a shared disk tells every machine of them."""
    seen = sorted((path, size, modified) for path, (size, modified, _, _) in scan.seen.items())
    return blake2b(repr(seen).encode(errors="surrogateescape"), digest_size=16).digest()


def worker_key(request: BuildRequest) -> bytes:
    """A digest of the program and all that pages depend on; for a cluster one that is the same on every machine."""
    if not isinstance(request.workers, str):
        return request.key
    options = request.language, request.title, request.base_url, request.repository, request.subject
    return fingerprints.portable_key((*options, *sorted(request.written)), request.templates)


def rebuild_writer(inputs: WorkerInputs) -> PageWriter:
    """Read the project again and run MkDocs' hooks up to the writing of pages. Raises WorkerDiffersError."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.NullHandler())  # the build reports all that is to report
    logger.propagate = False
    config = load_config(inputs.configuration, site_dir=inputs.site_dir, use_directory_urls=inputs.use_directory_urls)
    config = config.plugins.on_config(config)
    plugin = cast("_Plugin", config.plugins[PLUGIN]).build
    request = plugin.request
    scan = request.input_paths.scan()
    if (worker_key(request), inputs_digest(scan)) != (inputs.key, inputs.inputs):
        raise WorkerDiffersError(inputs.configuration)
    plan = cache(partial(plan_build, request, None, no_memo))
    plugin.session = BuildSession(request, scan, None, None, None, None, was_interrupted=False, plan=plan)
    config.site_dir = inputs.folder
    files, environment = get_files(config), config.theme.get_env()
    files.add_files_from_theme(environment, config)
    files = config.plugins.on_files(files, config=config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        page = file.page or Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
    pages = plugin.pages.mkdocs
    theme = Theme(config, environment, nav, files, request.repository)
    layout = make_layout(theme, pages.links.addresses, pages.paths.ours)
    if layout.digests != inputs.shells:
        raise WorkerDiffersError(inputs.configuration)
    return make_writer(pages, layout, plan())
