"""Saves what the next build needs, in the store or in the server's memory."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache, partial
from logging import Logger

from generator.diagnostics.problem import Problem, as_text
from generator.incremental.build_plan import BuildRequest
from generator.incremental.file_stamp import FileStamp, stamp
from generator.incremental.manifest import Manifest, MkDocsOutput, OpenLinks, PageDependencies, SiteDependencies
from generator.incremental.server_memory import BuildErrors, ServedBuild
from generator.incremental.store import Store, store_folder
from generator.rendering.build_session import BuildSession
from generator.rendering.phases import SitePages, WrittenPages, WrittenSite
from generator.rendering.served_errors import keep_aside
from generator.rendering.site_dir import Published, scan_site
from generator.text.count import count

_SHOWN = 5


def open_links(pages: SitePages, written: WrittenPages) -> OpenLinks:
    """The links to anchors that none of our pages has; MkDocs' pages may have them."""
    if written.dependencies is None:
        return pages.unchanged.open_links if pages.unchanged else ()
    last = pages.session.last
    known = last.dependencies() if last else None
    return find_open_links(written.dependencies, known.pages if known else {}, last.manifest.open_links if last else ())


def find_open_links(
    now: Mapping[str, PageDependencies], known: Mapping[str, PageDependencies], last: OpenLinks
) -> OpenLinks:
    """The open links of all pages: those of the `last` build, whose pages are `known`, and what differs since."""
    changed = {path for path in {*now, *known} if now.get(path) is not known.get(path)}
    anchors = {f"{path}#{id_}" for path in changed for id_ in {*_ids(now, path)} ^ {*_ids(known, path)}}
    again = {path for path, page in now.items() if path in changed or not anchors.isdisjoint(page.targets)}
    ids = cache(lambda path: frozenset(_ids(now, path)))
    links = [(path, target) for path in again for target in now[path].targets if not _has_anchor(ids, target)]
    kept = (link for link in last if link[0] in now and link[0] not in again)
    return tuple(sorted((*kept, *links), key=lambda link: link[0]))


def _ids(pages: Mapping[str, PageDependencies], path: str) -> tuple[str, ...]:
    return pages[path].ids if path in pages else ()


def _has_anchor(ids: Callable[[str], AbstractSet[str]], target: str) -> bool:
    path, _, id_ = target.partition("#")
    return id_ in ids(path)


def template_faults(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The problems of templates as texts, each once with the number of pages that it left out."""
    found: dict[tuple[str, int], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.span.source.path, problem.span.start), []).append(problem)
    return tuple(
        as_text(same[0]) + (f"\n   = and {count(len(same) - 1, 'more page')}" if len(same) > 1 else "")
        for same in found.values()
    )


def keeper(session: BuildSession, faults: Iterable[str]) -> Callable[[Sequence[str]], None]:
    """Tell a server what could not be built; return what keeps the pages that are left out while there are errors."""
    memory = session.memory
    if memory is None:
        return _forget
    findings = (session.unchanged or session.plan()).findings
    errors = (*(text for severity, text in findings if severity == "error"), *faults)
    memory.errors = BuildErrors(errors)
    if memory.aside is None:
        return _forget
    if not errors:
        shutil.rmtree(memory.aside, ignore_errors=True)
        return _forget
    return partial(keep_aside, memory.aside, session.request.site_dir)


def _forget(_: Sequence[str]) -> None:
    """Keep nothing of the pages that a build removes."""


def report_healed(published: Published, log: Logger) -> None:
    """Report what an interrupted build had left inconsistent."""
    changed = (*published.replaced, *published.removed)
    shown = f": {', '.join(changed[:_SHOWN])}{' …' if len(changed) > _SHOWN else ''}" if changed else ""
    count = f"{len(changed)} {'file' if len(changed) == 1 else 'files'}"
    log.info(
        "the last build of this site was interrupted; all pages were written again, and %s differed%s", count, shown
    )


def site_stamps(session: BuildSession, published: Published) -> dict[str, FileStamp]:
    """The stamps of all files of the site, both just published and there before."""
    site = session.request.site_dir
    if session.site is None:
        return scan_site(site)
    new = {path: made for path in published.written if (made := stamp(f"{site}/{path}"))}
    gone = frozenset(published.removed)
    return {**{path: made for path, made in session.site.items() if path not in gone}, **new}


def save_results(
    site: WrittenSite,
    store: Store,
    links: OpenLinks,
    output: MkDocsOutput,
    found: Mapping[str, FileStamp],
    ours: AbstractSet[str],
) -> None:
    """Save what the next build needs, in the store or in the server's memory.

    `found` are the stamps of all files of the site, and `ours` are the files among them that the plugin wrote.
    """
    pages, written, session = site.pages, site.written, site.pages.session
    source = pages.unchanged if pages.unchanged and written.dependencies is None else session.plan()
    key, unchanged, last = session.request.key, pages.unchanged, session.last
    manifest = Manifest(
        key=key,
        inputs=unchanged.inputs if written.is_preview and unchanged else session.inputs.stamps,
        recent=unchanged.recent if written.is_preview and unchanged else session.inputs.unchanged_recent(),
        conditions=unchanged.conditions if written.is_preview and unchanged else session.inputs.conditions,
        pages=written.records,
        files={path: found[path] for path in sorted(ours) if path in found},
        mkdocs_pages={path: page.shown.record for path, page in pages.mkdocs.shown.items()},
        hidden=pages.mkdocs.paths.hidden,
        empty=source.empty,
        shells=written.shells,
        findings=source.findings,
        redirects=source.redirects,
        removed=source.removed,
        open_links=links,
        anchors=pages.anchors.used,
        search=site.search,
        search_key=site.search_key,
    )
    dependencies = _dependencies(site)
    if session.memory:
        shown = session.preview or (session.plan() if dependencies else last.plan if last else None)
        kept = dependencies or (last.dependencies() if last else None)
        session.memory.last = ServedBuild(manifest, kept, output, session.inputs.seen, found, shown, written.is_preview)
        store.drop()
        return
    if dependencies:
        store.write_dependencies(dependencies, key)
    has_output = last is None or output != last.output()
    if has_output:
        store.write(output, key)
    is_same = last is not None and manifest == last.manifest and not (dependencies or has_output)
    store.commit(None if is_same else manifest, key)


def _dependencies(site: WrittenSite) -> SiteDependencies | None:
    """What decides in the next build which pages must be written; None if all are the last build's."""
    pages, written = site.pages, site.written
    if written.dependencies is None:
        return None
    plan = pages.session.plan()
    return replace(
        plan.dependencies,
        pages=written.dependencies,
        mkdocs_pages=pages.used,
        layouts=written.layouts,
        values=plan.values.found,
    )


def forget(request: BuildRequest) -> None:
    """Delete the store of a site that is gone."""
    shutil.rmtree(store_folder(request.root, request.site_dir), ignore_errors=True)
