"""A build session: the request, the input, and the last build's results."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass
from functools import cache, partial

from generator.incremental import fingerprints
from generator.incremental.build_plan import BuildPlan, BuildRequest, plan_build
from generator.incremental.file_stamp import FileStamp
from generator.incremental.fingerprints import InputScan
from generator.incremental.last_build import LastBuild
from generator.incremental.manifest import Manifest, MkDocsOutput
from generator.incremental.parse_cache import parse_cache
from generator.incremental.server_memory import ServedBuild, ServerMemory, preview
from generator.incremental.store import BYTECODE, Store, store_folder
from generator.memo import no_memo
from generator.project.lock_holder import LockHolder
from generator.rendering import preflight, site_dir
from generator.rendering.bytecode import TemplateBytecode


@dataclass(frozen=True, slots=True)
class BuildSession:
    """A build session.

    `store` is None if nothing is kept between builds, `memory` if there is no server. `preview` is the plan
    of the pages of saved records, which a server shows before all that follows from them. `plan` reads the project when
    it is called first: an unchanged site needs none. `site` are the stamps of the site's files, None if unknown.
    """

    request: BuildRequest
    inputs: InputScan
    store: Store | None
    memory: ServerMemory | None
    last: LastBuild | None
    preview: BuildPlan | None
    was_interrupted: bool
    plan: Callable[[], BuildPlan]
    site: Mapping[str, FileStamp] | None = None

    @property
    def unchanged(self) -> Manifest | None:
        """The last build's manifest, if the input is the same, or if only a preview is written."""
        last = self.last
        if last is None or self.preview:
            return last.manifest if last else None
        known = last.manifest
        is_same = not last.is_preview and self.inputs.conditions == known.conditions
        return known if is_same and self.inputs.is_same(known.inputs, known.recent) else None

    def close(self) -> None:
        """End the build before it is published: the site is unchanged, and other builds may begin."""
        site_dir.discard(self.request.site_dir)
        if self.store:
            with suppress(OSError):
                self.store.rollback()
            self.store.close()

    @property
    def bytecode(self) -> TemplateBytecode | None:
        """Jinja's compiled templates."""
        return TemplateBytecode(self.store.folder / BYTECODE, fingerprints.tool_key()) if self.store else None


@preflight.disk_errors_reported()
def open_build(
    request: BuildRequest,
    memory: ServerMemory | None,
    wait: Callable[[LockHolder | None], None],
    inputs: InputScan | None = None,
    site_files: Callable[[], Mapping[str, FileStamp]] | None = None,
) -> BuildSession:
    """Scan the input and the last build's results; `wait` is called once if another build is under way.

    `inputs` is a scan of the project's files, if there is one already; nothing has been read before it. `site_files`
    gives the stamps of the site's files, if they have been scanned: another build makes others.
    """
    others = list[LockHolder | None]()

    def wait_for(holder: LockHolder | None) -> None:
        others.append(holder)
        wait(holder)

    if not request.fast:
        plan = cache(partial(plan_build, request, None, memory.memo if memory else no_memo))
        nothing = InputScan({}, {}, frozenset())
        is_left = site_dir.discard(request.site_dir)
        return BuildSession(request, nothing, None, memory, None, None, was_interrupted=is_left, plan=plan)
    preflight.check_store(store_folder(request.root, request.site_dir), request.root)
    store = Store.open(request.root, request.site_dir, wait_for)
    scan_site = partial(site_dir.scan_site, request.site_dir)
    with ExitStack() as unless_opened:
        unless_opened.callback(store.close)
        files = scan_site if others or site_files is None else site_files
        session = _open(request, memory, store, inputs or request.input_paths.scan(), files)
        unless_opened.pop_all()
    return session


def _open(
    request: BuildRequest,
    memory: ServerMemory | None,
    store: Store,
    inputs: InputScan,
    site_files: Callable[[], Mapping[str, FileStamp]],
) -> BuildSession:
    """The session of an open store."""
    served = memory.last if memory and memory.last and memory.last.manifest.key == request.key else None
    found = served.site if served else site_files()
    last = _served(served) if served else _stored(request, store, found)
    if memory:
        memory.last = None
    is_left = site_dir.discard(request.site_dir)
    planned = preview(served, request.root, inputs.seen) if served else None
    plan = cache(partial(_plan, request, store, memory, last, inputs))
    was_interrupted = store.begin() or is_left
    return BuildSession(
        request, inputs, store, memory, last, planned, was_interrupted=was_interrupted, plan=plan, site=found
    )


def _served(served: ServedBuild) -> LastBuild:
    dependencies, output = (lambda: served.dependencies), (lambda: served.output)
    return LastBuild(served.manifest, dependencies, output, served.plan, served.is_preview)


def _stored(request: BuildRequest, store: Store, found: Mapping[str, FileStamp]) -> LastBuild | None:
    """The last build from the store; None unless all its files are unchanged among those `found` in the site."""
    manifest = store.read(Manifest, request.key)
    if manifest is None or any(found.get(path) != stamp for path, stamp in manifest.files.items()):
        return None
    output = cache(lambda: store.read(MkDocsOutput, request.key) or MkDocsOutput())
    return LastBuild(manifest, cache(partial(store.read_dependencies, request.key)), output)


def _plan(
    request: BuildRequest, store: Store, memory: ServerMemory | None, last: LastBuild | None, inputs: InputScan
) -> BuildPlan:
    """Read the project; files that did not change are not parsed again."""
    known = last.dependencies() if last else None
    with nullcontext(memory.memo) if memory else parse_cache(request.root, is_last_step=False) as memo:
        plan = plan_build(request, known, memo, inputs.stamps)
    plan.templates.environment.bytecode_cache = TemplateBytecode(store.folder / BYTECODE, fingerprints.tool_key())
    return plan
