"""The downloads page, and the files that it lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from generator.pages.addresses import ATOM, CALENDAR, JSON, site_feeds
from generator.pages.contexts import Context
from generator.pages.escape import Markdown
from generator.pages.page_context import relative
from generator.pages.row_counts import count_rows
from generator.pages.site_index import SiteIndex
from generator.pages.tables import EVIDENCE, STATEMENTS, tables

FOLDER = "downloads/"
PATH = f"{FOLDER}index.md"
CSV, LINES, SQLITE = "text/csv", "application/jsonl", "application/vnd.sqlite3"
DATABASE, PACKAGE = f"{FOLDER}communique.db", f"{FOLDER}datapackage.json"
RECORD_LINES, ARTICLE_LINES, STATEMENT_LINES = (f"{FOLDER}{n}.jsonl" for n in ("records", "articles", "statements"))
README = f"{FOLDER}README.txt"
GRAPHML, GEXF = f"{FOLDER}encounters.graphml", f"{FOLDER}encounters.gexf"
PLACES, MEETINGS = f"{FOLDER}places.geojson", f"{FOLDER}meetings.geojson"
BIBTEX, BIBLATEX = f"{FOLDER}bibliography.bib", f"{FOLDER}bibliography.biblatex.bib"
RIS, CSL = f"{FOLDER}bibliography.ris", f"{FOLDER}bibliography.json"
ANNOTATIONS, TEI = f"{FOLDER}annotations.jsonld", f"{FOLDER}articles.tei.xml"
SCHEMAS = ("schema/record.json", "schema/article.json")


class Download(NamedTuple):
    """A file to download: its address from the site's root, media type, content, and rows (None if unknown)."""

    path: str
    type: str
    about: str
    rows: int | None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def link(self) -> Markdown:
        """The address relative to the downloads page."""
        return Markdown(relative(PATH, self.path))


class DownloadGroup(NamedTuple):
    """Files of one format: its name, its use, and the files."""

    title: str
    about: str
    files: tuple[Download, ...]


def sections(site: SiteIndex, *, with_counts: bool = False) -> Iterator[DownloadGroup]:
    """All data files of the whole site, by format; the rows of tables are counted only if asked for."""
    made, words = tables(site), site.catalogue
    rows = count_rows(site, made) if with_counts else {}
    tabular = [Download(f"{FOLDER}{each.name}.csv", CSV, each.about, rows.get(each.name)) for each in made]
    facts = (
        Download(f"{FOLDER}{STATEMENTS}.csv", CSV, words["download_statements"], rows.get(STATEMENTS)),
        Download(f"{FOLDER}{EVIDENCE}.csv", CSV, words["download_evidence"], rows.get(EVIDENCE)),
    )
    yield DownloadGroup("CSV", words["download_csv"], (*facts, *tabular))
    database = Download(DATABASE, SQLITE, words["download_all"], None)
    yield DownloadGroup("SQLite", words["download_sqlite"], (database,))
    lines = (
        Download(RECORD_LINES, LINES, words["download_records"], len(site.base.records)),
        Download(ARTICLE_LINES, LINES, words["download_articles"], len(site.base.articles)),
        Download(STATEMENT_LINES, LINES, words["download_statement_lines"], rows.get(STATEMENTS)),
    )
    yield DownloadGroup("JSON Lines", words["download_lines"], lines)
    yield from _for_tools(site)
    readme = Download(README, "text/plain", words["download_readme"], None)
    package = Download(PACKAGE, JSON, words["download_package"], None)
    about = zip(SCHEMAS, (words["download_records"], words["download_articles"]), strict=True)
    described = (Download(path, JSON, about_file, None) for path, about_file in about)
    yield DownloadGroup(words["download_described"], words["download_schemas"], (readme, package, *described))
    followed = tuple(Download(feed.path, feed.type, feed.title, None) for feed in site_feeds(site))
    yield DownloadGroup(words["download_subscriptions"], words["download_feeds"], followed)


def _for_tools(site: SiteIndex) -> Iterator[DownloadGroup]:
    """Files for programs that draw networks and maps, and for reference managers."""
    words, articles = site.catalogue, len(site.base.articles)
    graphs = (
        Download(GRAPHML, "application/graphml+xml", words["download_graphml"], None),
        Download(GEXF, "application/gexf+xml", words["download_gexf"], None),
    )
    yield DownloadGroup(words["download_networks"], words["download_networks_about"], graphs)
    maps = (
        Download(PLACES, "application/geo+json", words["download_places"], None),
        Download(MEETINGS, "application/geo+json", words["download_meetings"], None),
    )
    yield DownloadGroup("GeoJSON", words["download_maps_about"], maps)
    texts = (
        Download(ANNOTATIONS, "application/ld+json", words["download_annotations"], None),
        Download(TEI, "application/tei+xml", words["download_tei"], articles),
    )
    yield DownloadGroup(words["download_texts"], words["download_texts_about"], texts)
    references = (
        Download(BIBTEX, "application/x-bibtex", words["download_bibtex"], articles),
        Download(BIBLATEX, "application/x-bibtex", words["download_biblatex"], articles),
        Download(RIS, "application/x-research-info-systems", words["download_ris"], articles),
        Download(CSL, "application/vnd.citationstyles.csl+json", words["download_csl"], articles),
    )
    yield DownloadGroup(words["download_bibliography"], words["download_bibliography_about"], references)


def distributions(site: SiteIndex) -> tuple[Download, ...]:
    """The files that contain the whole data set."""
    types = (ATOM, CALENDAR)
    return tuple(each for section in sections(site) for each in section.files if each.type not in types)


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadsContext(Context):
    """What the template of the downloads page can use."""

    sections: Annotated[tuple[DownloadGroup, ...], "The files, format by format."]


def context(site: SiteIndex) -> DownloadsContext:
    """The context of the downloads page."""
    name = site.catalogue["downloads"]
    return DownloadsContext(
        site=site, page=site.place(PATH), name=name, sections=tuple(sections(site, with_counts=True))
    )
