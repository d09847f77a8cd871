"""One build of a site, in four phases that MkDocs calls in this order.

`open_build` scans the input, `add_pages` hands our pages to MkDocs, `write_site` writes those that may have changed,
and `finish` publishes them and saves the state for the next build. Each phase passes a value with all previous
results to the next.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from logging import Logger

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator import search
from generator.diagnostics.problem import Problem
from generator.exports import PieceLayout
from generator.incremental.dependencies import EVERYTHING
from generator.incremental.file_stamp import FileStamp
from generator.incremental.last_build import LastBuild, Selection, same_pages, select_pages
from generator.incremental.manifest import Manifest, MkDocsOutput, ReportedFindings
from generator.last_file import whole
from generator.pages import Page
from generator.rendering import build_results, mkdocs_pages, preflight, site_dir
from generator.rendering.anchors import AnchorIndex
from generator.rendering.build_session import BuildSession, open_build
from generator.rendering.mkdocs_adapter import REUSED, PageContent
from generator.rendering.navigation import default_navigation, drop_empty_views, empty_views
from generator.rendering.page_layout import PageLayout, Theme, make_layout
from generator.rendering.page_writer import depends_on, make_writer, samples
from generator.rendering.phases import SitePages, WrittenPages, WrittenSite
from generator.rendering.worker_site import WorkerInputs, inputs_digest, worker_key
from generator.rendering.workers import write_pages
from generator.text.count import count

__all__ = ["BuildSession", "SitePages", "WrittenSite", "add_pages", "finish", "open_build", "write_site"]


@preflight.disk_errors_reported()
def add_pages(
    session: BuildSession, config: MkDocsConfig, files: Files, words: Mapping[str, str], log: Logger
) -> SitePages:
    """Report findings and hand our pages to MkDocs, which writes some; the plugin writes the others.

    `words` are those of the interface, for the navigation of a site that has none of its own.
    """
    unchanged, request = session.unchanged, session.request
    _report_findings(session, (unchanged or session.plan()).findings, log, is_strict=config.strict)
    found = _all_paths(session, unchanged)
    left_out = empty_views(found, (unchanged or session.plan()).empty, request.written)
    if config.nav is None:
        config.nav = default_navigation({*found}.difference(left_out), request.written, words)
    else:
        config.nav = drop_empty_views(config.nav, left_out, log)
    paths = mkdocs_pages.divide(found, files, config.nav, log, fast=request.fast)
    reused = _reused_pages(session, unchanged, paths.mkdocs)
    fresh, used, problems = _render(session, [path for path in paths.mkdocs if path not in reused])
    anchors = AnchorIndex(unchanged.anchors if unchanged else {}, session.last.dependencies if session.last else _none)
    if not request.fast:
        exports = session.plan().exports
        mkdocs_pages.add_exports(files, config, ((path, whole(exports[path].make() or b"")) for path in paths.exports))
    known: dict[str, Page | PageContent] = {**reused, **fresh}
    shown = {path: known[path] for path in paths.mkdocs if path in known}  # in one order: the sitemap has it, too
    pages = mkdocs_pages.hand_over(files, config, request.repository, paths, shown, anchors.of)
    source = unchanged or session.plan()
    mkdocs_pages.add_redirects(files, config, source.redirects, request.language)
    mkdocs_pages.add_removed(files, config, source.removed)
    return SitePages(session, unchanged, pages, anchors, {**_used_by(session, reused, unchanged), **used}, problems)


def _none() -> None:
    return None


def _all_paths(session: BuildSession, unchanged: Manifest | None) -> tuple[str, ...]:
    if unchanged:
        return (*unchanged.pages, *unchanged.mkdocs_pages, *unchanged.hidden)
    return (*session.plan().pages, *session.plan().exports)


def _reused_pages(session: BuildSession, unchanged: Manifest | None, paths: Iterable[str]) -> dict[str, PageContent]:
    """The pages written by MkDocs that can be reused, as long as what is around them is the same."""
    last = session.last
    if last is None:
        return {}
    output, known = last.output().html, last.manifest.mkdocs_pages
    same = paths if unchanged else same_pages(session.plan(), last, paths)
    return {path: PageContent.reused(known[path], output[path]) for path in same if path in known and path in output}


def _used_by(session: BuildSession, reused: Iterable[str], unchanged: Manifest | None) -> dict[str, tuple[str, ...]]:
    """What pages that are reused depend on; an unchanged site need not know."""
    known = session.last.dependencies() if session.last and not unchanged else None
    return {path: known.mkdocs_pages.get(path, (EVERYTHING,)) for path in reused} if known else {}


def _report_findings(session: BuildSession, findings: ReportedFindings, log: Logger, *, is_strict: bool) -> None:
    """Report findings; a server those that are new, unless MkDocs counts all of them."""
    known = session.memory.reported if session.memory and not is_strict else frozenset[str]()
    for severity, text in findings:
        if text not in known:
            (log.info if severity == "info" else log.warning)("%s", text)
    if session.memory:
        session.memory.reported = frozenset(text for _, text in findings)
        same = sum(severity != "info" and text in known for severity, text in findings)
        if same and not session.preview:
            log.info("%s as before", count(same, "finding"))


def _render(
    session: BuildSession, paths: Iterable[str]
) -> tuple[dict[str, Page], dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Render pages as Markdown, with what each depends on; pages of a template in error are left out."""
    pages, used, problems = dict[str, Page](), dict[str, tuple[str, ...]](), list[Problem]()
    for path in paths:
        found = session.plan().tracker.begin()
        page, problem = session.plan().templates.page(session.plan().pages[path])
        pages |= {path: page} if page else {}
        used[path] = depends_on(session.plan().pages[path], found)
        problems += [problem] if problem else []
    return pages, used, tuple(problems)


@preflight.disk_errors_reported()
def write_site(pages: SitePages, environment: Environment, nav: Navigation, log: Logger) -> WrittenSite:
    """Write the pages that may differ from the last build's, and the search files."""
    if not pages.session.request.fast:
        written = WrittenPages({}, None, {})
        mkdocs_pages.add_exports(pages.mkdocs.files, pages.mkdocs.config, _search_files(pages, written))
        mkdocs_pages.date_hand_written(pages.mkdocs, {})
        return WrittenSite(pages, written, {}, b"")
    reused = DictLoader({REUSED: "{{ page.content }}"})
    environment.loader = ChoiceLoader([environment.loader, reused] if environment.loader else [reused])
    environment.bytecode_cache = pages.session.bytecode
    theme = Theme(pages.mkdocs.config, environment, nav, pages.mkdocs.files, pages.mkdocs.repository)
    written = _write_preview(pages, theme) or _write_pages(pages, theme, log)
    found, key = _write_search(pages, written)
    mkdocs_pages.date_hand_written(pages.mkdocs, written.records)
    return WrittenSite(pages, written, found, key)


def _write_preview(pages: SitePages, theme: Theme) -> WrittenPages | None:
    """Write the pages of a preview; None if there is none, or if the shells of their folders changed.

    The shells of other folders are left to the build of all that follows.
    """
    preview, unchanged = pages.session.preview, pages.unchanged
    if preview is None or unchanged is None:
        return None
    paths = sorted(preview.pages.keys() & {*pages.ours})
    layout = make_layout(theme, pages.mkdocs.links.addresses, paths)
    if any(not digest or digest != unchanged.shells.get(folder) for folder, digest in layout.digests.items()):
        return None
    written = make_writer(pages.mkdocs, layout, preview).write(paths)
    records = {**unchanged.pages, **{page.path: page.record for page in written.pages}}
    return WrittenPages(records, None, unchanged.shells, is_preview=True)


def _write_pages(pages: SitePages, theme: Theme, log: Logger) -> WrittenPages:
    """Write no pages if nothing changed, or all that may have changed."""
    layout = make_layout(theme, pages.mkdocs.links.addresses, pages.ours)
    session, unchanged, shells = pages.session, pages.unchanged, layout.digests
    if unchanged and session.preview is None and shells == unchanged.shells and all(shells.values()):
        return WrittenPages(unchanged.pages, None, shells)
    is_same = session.last and shells and shells == session.last.manifest.shells and all(shells.values())
    outdated = [] if is_same else [path for path, page in pages.mkdocs.shown.items() if page.shown.is_reused]
    again, used, problems = _render(session, outdated)
    pages.used.update(used)
    for path, page in again.items():
        pages.mkdocs.shown[path].show(pages.mkdocs.content(page))
    made = _write_changed(pages, layout, log)
    return replace(made, problems=(*problems, *made.problems))


def _write_changed(pages: SitePages, layout: PageLayout, log: Logger) -> WrittenPages:
    """Write the pages that may have changed and keep the others; pages of a template in error are left out."""
    plan, last, paths = pages.session.plan(), pages.session.last, (*pages.ours, *pages.mkdocs.paths.exports)
    before = samples(path for path in last.manifest.pages) if last else frozenset[str]()
    selected = select_pages(plan, last, layout.digests, paths, samples(pages.ours) - before)
    writer, inputs = make_writer(pages.mkdocs, layout, plan), partial(_worker_inputs, pages, layout)
    batch, in_full = write_pages(inputs, writer, selected.write, selected.keep.keys(), log)
    made = {**selected.keep, **{page.path: (page.record, page.dependencies) for page in batch.pages}}
    pages.anchors.update({path: dependencies for path, (_, dependencies) in made.items()})
    return WrittenPages(
        {path: made[path][0] for path in sorted(made)},
        {path: made[path][1] for path in sorted(made)},
        {**layout.digests, **dict.fromkeys(in_full, b"")},
        tuple(batch.problems),
        layouts={**_kept_layouts(last, selected), **{page.path: page.layout for page in batch.pages if page.layout}},
    )


def _kept_layouts(last: LastBuild | None, selected: Selection) -> dict[str, PieceLayout]:
    known = last.dependencies() if last else None
    return {path: layout for path, layout in known.layouts.items() if path in selected.keep} if known else {}


def _worker_inputs(pages: SitePages, layout: PageLayout) -> WorkerInputs:
    request, config = pages.session.request, pages.mkdocs.config
    return WorkerInputs(
        configuration=str(request.configuration),
        site_dir=str(request.site_dir),
        use_directory_urls=config.use_directory_urls,
        folder=config.site_dir,
        key=worker_key(request),
        inputs=inputs_digest(pages.session.inputs),
        shells=layout.digests,
        workers=request.workers,
    )


def _search_files(pages: SitePages, written: WrittenPages) -> Iterator[tuple[str, bytes]]:
    entries, ending = _search_entries(pages, written)
    yield from search.shards(pages.session.plan().view, entries, ending=ending)


def _search_entries(pages: SitePages, written: WrittenPages) -> tuple[list[search.SearchEntry], str]:
    ending = "/" if pages.mkdocs.config.use_directory_urls else ".html"
    return sorted(mkdocs_pages.search_entries(pages.mkdocs, written.records)), ending


def _write_search(pages: SitePages, written: WrittenPages) -> tuple[Mapping[str, bytes], bytes]:
    """Write the search files that are not the last build's; return the digests of all, and the key of their content."""
    unchanged, last = pages.unchanged if written.dependencies is None else None, pages.session.last
    key = blake2b(repr(_search_entries(pages, written)).encode(), digest_size=16).digest()
    if unchanged and key == unchanged.search_key:
        return unchanged.search, key
    before, found = last.manifest.search if last else {}, {}
    for path, content in _search_files(pages, written):
        found[path] = blake2b(content, digest_size=16).digest()
        if before.get(path) != found[path]:
            site_dir.write_file(f"{pages.mkdocs.config.site_dir}/{path}", content)
    return found, key


@preflight.disk_errors_reported()
def finish(site: WrittenSite, output: Mapping[str, str], log: Logger) -> Mapping[str, FileStamp] | None:
    """Report template problems and dead links, publish the site, and save the state for the next build.

    `output` is MkDocs' own of our pages. If a template was in error nothing is saved, so that the next build
    writes all pages. Return the stamps of all files of the site if it was saved. The store stays open.
    """
    pages, written, session = site.pages, site.written, site.pages.session
    faults = build_results.template_faults((*pages.problems, *written.problems))
    for fault in faults:
        log.warning("%s", fault)
    links = build_results.open_links(pages, written)
    mkdocs_pages.report_dead_links(pages.mkdocs, written.records, links, pages.anchors, log)
    ours = {made.file for made in written.records.values()} | {*site.search}
    keep = build_results.keeper(session, faults)
    published = site_dir.publish(
        session.request.site_dir, ours, session.site, compare=session.was_interrupted, before_removal=keep
    )
    mkdocs_pages.report_missing_images(pages.mkdocs, written.records, session.request.site_dir, log)
    if session.was_interrupted:
        build_results.report_healed(published, log)
    if session.store is None:
        return None
    if pages.problems or written.problems:
        session.store.drop()
        return None
    found = build_results.site_stamps(session, published)
    build_results.save_results(site, session.store, links, MkDocsOutput(output), found, ours)
    return found
