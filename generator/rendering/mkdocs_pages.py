"""Our pages in a site of MkDocs': which it writes, which we write, and how they come into its theme."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape, unescape
from logging import Logger
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import AnchorLink

from generator import search
from generator.diagnostics.problem import Problem, as_text
from generator.incremental.build_plan import BuildPlan
from generator.incremental.build_session import BuildSession
from generator.incremental.template_cache import Compiled
from generator.pages import Page
from generator.rendering.mkdocs_adapter import FIRST_DAY, KEPT, MODEL, OwnFile, RecordPage, context, dated, page_view
from generator.rendering.page_shell import PageShell, differing, make_shell
from generator.rendering.page_writer import LinkResolver, PageWriter, samples
from generator.rendering.preflight import check_own, read_text, same_on_disk
from generator.text.html import Html

_HOME = "index.md"


class MkDocsPages:
    """The site of one build: MkDocs' files, and ours among them.

    `titles` are those that the navigation gives, by path, "" for a path alone; without a navigation of its own, home
    and the indexes stand in it. Where not `fast`, MkDocs writes all.
    """

    def __init__(
        self, road: BuildSession, config: MkDocsConfig, files: Files, titles: Mapping[str, str], *, fast: bool
    ) -> None:
        self.road, self.config, self.files, self.titles, self.fast = road, config, files, titles, fast
        self.shown: dict[str, RecordPage] = {}
        self.own: dict[str, OwnFile] = {}
        self.beside: set[str] = set()
        self.frames: dict[str, PageShell | None] = {}
        self.apart = set[str]()
        self.links = LinkResolver({})
        self.compiled = Compiled(road.cache.folder, road.key) if fast else None
        self.is_faulty = False
        self.outputs: dict[str, str] = {}

    def enter(self, paths: Sequence[str], log: Logger) -> None:
        """Add our pages to MkDocs' files; a hand-written page goes before one of ours."""
        self._check_theirs()
        theirs = {file.src_uri for file in self.files}
        theirs |= {f"{uri.removesuffix('/index.md')}.md" for uri in theirs if uri.endswith("/index.md")} - {"index.md"}
        for path, other in same_on_disk(theirs, set(paths)):
            log.warning("content/pages/%s and %s are one file on many disks; rename it", path, other)
        models: dict[str, File] = {}
        for path in paths:
            if path in theirs:
                self.road.hidden.add(path)
                log.warning("content/pages/%s hides the generated page of that name", path)
            elif not path.endswith(".md"):
                self._lay(path)
            elif self._is_shown(path):
                self._show(path, log)
            else:
                folder, _, name = path.rpartition("/")
                if folder not in models:
                    models[folder] = self._model(folder)
                own = OwnFile.beside(models[folder], name.removesuffix(".md"), partial(self.road.ids, path))
                self.own[path] = own
                self.files.append(own)
        self.links = LinkResolver({file.src_uri: file.url for file in self.files if file.src_uri.endswith(".md")})

    def _check_theirs(self) -> None:
        """Raises PluginError where a hand-written page is not the project's own, or no text."""
        root = Path(self.config.config_file_path).parent
        check_own(Path(self.config.docs_dir), root)
        for file in self.files.documentation_pages():
            if file.abs_src_path:
                read_text(Path(file.abs_src_path), root)

    def _lay(self, path: str) -> None:
        """Add a file beside the pages: those of single things are many, and nobody links to them by hand."""
        if not self.fast:
            content = self.road.knowledge.files[path].make()
            self.files.append(File.generated(self.config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
            return
        self.beside.add(path)
        if path.count("/") <= 1:
            own = self.config.site_dir, self.config.use_directory_urls
            self.files.append(OwnFile(path, None, *own, inclusion=InclusionLevel.NOT_IN_NAV))

    def _is_shown(self, path: str) -> bool:
        return not self.fast or path in self.titles or posixpath.basename(path) == _HOME

    def _model(self, folder: str) -> File:
        """A file in a folder, all of whose attributes were asked for."""
        path = posixpath.join(folder, f"{MODEL}.md")
        file = File.generated(self.config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri, file.url, file.name = file.dest_uri, file.url, file.name  # each is computed at the first look
        return file

    def _show(self, path: str, log: Logger) -> None:
        html = self.road.outputs.get(path)
        if html is not None:
            kept = self.road.before.shown[path]
            self._add(Page(path, "", "", "", kept.record, kept.updated, {})).keep(kept, html)
            return
        page, problem = self._made(path)
        if problem:
            self.is_faulty = True
            log.warning("%s", as_text(problem))
        if page:
            self._add(page)

    def _made(self, path: str) -> tuple[Page | None, Problem | None]:
        self.road.knowledge.templates.environment.bytecode_cache = self.compiled
        return self.road.show(path)

    def _add(self, page: Page) -> RecordPage:
        file = File.generated(self.config, page.path, content=page.text, inclusion=InclusionLevel.NOT_IN_NAV)
        self.files.append(file)
        made = self.shown[page.path] = RecordPage(page, file, self.config, self._html)
        if self.titles.get(page.path):
            made.title = escape(self.titles[page.path])
        return made

    def _revive(self, log: Logger) -> None:
        """Make the pages again that were to be written as they were, for what stands around them is another."""
        for path, shown in self.shown.items():
            page, problem = self._made(path) if shown.kept else (None, None)
            if problem:
                self.is_faulty = True
                log.warning("%s", as_text(problem))
            if page:
                shown.made, shown.kept = page, None
                shown.read_source(self.config)
                shown.render(self.config, self.files)

    def _html(self, page: Page) -> tuple[Html, tuple[str, ...], tuple[str, ...]]:
        return self.links.html(page)

    def print(self, environment: Environment, nav: Navigation, log: Logger) -> None:
        """Write our pages, as far as they may be others than the last build made them."""
        kept = DictLoader({KEPT: "{{ page.content }}"})
        environment.bytecode_cache = self.compiled
        environment.loader = ChoiceLoader([environment.loader, kept] if environment.loader else [kept])
        around = context(nav, self.files, self.config)
        for folder in sorted({posixpath.dirname(path) for path in self.own}):
            self.frames[folder] = make_shell(environment, around, self._model(folder).url)
        if not self.road.is_settled(self._digests()):
            self._revive(log)

        doubted = samples(self.own) if self.road.ahead is None else frozenset[str]()

        def put(page: Page, html: Html) -> str:
            framed = None if posixpath.dirname(page.path) in self.apart else self._framed(page, html)
            if framed is not None and page.path not in doubted:
                return framed
            whole = self._whole(environment, nav, page, html)
            self._compare(page, framed, whole, log)
            return whole

        def press(known: BuildPlan) -> PageWriter:
            places = {path: file.dest_uri for path, file in self.own.items()}
            planned = known.templates, known.planned, known.watch
            known.templates.environment.bytecode_cache = self.compiled
            return PageWriter(self.config.site_dir, *planned, self.links, places, put, doubted, self.apart, known.files)

        for problem in self.road.print({*self.own, *self.beside}, self._digests(), press):
            self.is_faulty = True
            log.warning("%s", as_text(problem))

    def _digests(self) -> dict[str, bytes]:
        made = self.frames.items()
        return {folder: frame.digest if frame and folder not in self.apart else b"" for folder, frame in made}

    def _framed(self, page: Page, html: Html) -> str | None:
        """A page in the frame of its folder, None where there is none."""
        frame = self.frames[posixpath.dirname(page.path)]
        return frame.fill(page_view(page, html, self.links.addresses[page.path], self.config)) if frame else None

    def _compare(self, page: Page, framed: str | None, whole: str, log: Logger) -> None:
        """Hold a page against MkDocs' own rendering; where they differ, its folder's pages are rendered whole."""
        folder = posixpath.dirname(page.path)
        if framed is not None and (found := differing(framed, whole)):
            log.info("the theme treats single pages of %s/ apart, so they are rendered whole: %s, %s", folder, *found)
            self.apart.add(folder)

    def _whole(self, environment: Environment, nav: Navigation, page: Page, html: Html) -> str:
        """A page as MkDocs itself would render it."""
        file = File.generated(self.config, page.path, content=page.text, inclusion=InclusionLevel.NOT_IN_NAV)
        made = RecordPage(page, file, self.config, lambda _: (html, (), ()))
        made.read_source(self.config)
        made.render(self.config, self.files)
        return environment.get_template("main.html").render(get_context(nav, self.files, self.config, made))

    def add_search(self) -> None:
        """Write the files that a reader searches in."""
        ending = "/" if self.config.use_directory_urls else ".html"
        pages = sorted(self._findable())
        if self.fast:
            self.road.write_search(pages, ending, is_settled=self.road.is_settled(self._digests()))
            return
        for path, content in search.shards(self.road.knowledge.site, pages, ending=ending):
            self.files.append(File.generated(self.config, path, content=content))

    def _findable(self) -> Iterator[search.SearchEntry]:
        """The pages about no single thing: by their titles and, of hand-written ones, by their headings."""
        titles = {self.links.addresses[path]: made.title for path, made in self.road.printed.items() if made.title}
        shown = {page.file.url: page.shown.title for page in self.shown.values() if not page.made.record}
        for address, title in (titles | shown).items():
            if address:
                yield from search.of_page(unescape(title), [search.PageHeading(address, unescape(title))])
        for page in (file.page for file in self.files.documentation_pages() if file.page):
            if page.title and not isinstance(page, RecordPage) and not page.is_homepage:
                title = unescape(str(page.title))
                yield from search.of_page(title, (search.PageHeading(page.url, title), *_headings(page.url, page.toc)))

    def date_others(self) -> None:
        """Date the hand-written pages by the newest article, so that a site is the same on any day."""
        own = [row.updated for row in self.road.printed.values()]
        newest = max((*own, *(page.made.updated for page in self.shown.values())), default="")
        for file in self.files.documentation_pages():
            if file.page and not isinstance(file.page, RecordPage):
                file.page.update_date = dated(newest)

    def map_of_site(self, text: str) -> str:
        """The map of the site with our pages in it."""
        site = self.config.site_url
        if not site:
            return text
        text = "".join(line for line in text.splitlines(keepends=True) if f"<lastmod>{FIRST_DAY}<" not in line)
        rows = []
        for path, made in sorted(self.road.printed.items()):
            if path not in self.own:
                continue
            day = "" if dated(made.updated) == FIRST_DAY else f"<lastmod>{dated(made.updated)}</lastmod>"
            address = escape(f"{site.removesuffix('/')}/{self.links.addresses[path]}")
            rows.append(f"    <url>\n         <loc>{address}</loc>\n         {day}\n    </url>\n")
        return text.replace("</urlset>", "".join(rows) + "</urlset>")

    def tell_broken(self, log: Logger) -> None:
        """Say which links of our pages lead nowhere."""
        lost = {path: made.lost for path, made in self.road.printed.items() if made.lost}
        lost |= {path: page.lost for path, page in self.shown.items() if page.lost}
        for path in sorted(lost):
            for target in lost[path]:
                log.warning("%s links to `%s`, and there is no such page", path, target)
        theirs: dict[str, Collection[str] | None] = {
            file.src_uri: file.page.present_anchor_ids for file in self.files.documentation_pages() if file.page
        }
        shown = ((path, target) for path, page in self.shown.items() for target in page.targets)
        for path, target in sorted({*self.road.broken(theirs), *self.road.missing(shown, theirs)}):
            log.warning("%s links to `%s`, and there is no such place", path, target)

    def finish(self) -> None:
        """Keep what the next build needs; nothing where a page could not be made."""
        if self.is_faulty:
            self.road.end()
            return
        others = (file.dest_uri for file in self.files if not isinstance(file, OwnFile))
        shown = {path: page.shown for path, page in self.shown.items()}
        if self.compiled:
            self.compiled.keep()
        self.road.finish(self._digests(), shown, self.outputs, others)


def _headings(address: str, links: Iterable[AnchorLink]) -> Iterator[search.PageHeading]:
    for link in links:
        if link.level > 1:
            yield search.PageHeading(f"{address}#{link.id}", unescape(link.title))
        yield from _headings(address, link.children)
