"""Data beside each page, and files with all data."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from generator.exports import (
    annotations,
    article_json,
    bibliography,
    comma_separated,
    data_package,
    geojson,
    graphs,
    readme,
    record_json,
    sqlite,
    sqlite_views,
    tei,
)
from generator.exports.model import Export
from generator.exports.sourced import Reader
from generator.exports.statements import make_statement_lines, statement_tables
from generator.pages import downloads as files
from generator.pages.addresses import address_of
from generator.pages.site_index import SiteIndex
from generator.pages.tables import EVIDENCE, STATEMENTS, Table, tables
from generator.schema.model import Ref

_TABLES, _TEXTS, _TOOLS = "tables", "texts", "tools"


def plan(site: SiteIndex, reader: Reader) -> Iterator[Export]:
    """`index.json` of each record and article, all of them as JSON Lines, and tables as CSV and SQLite."""
    record = site.once(partial(record_json.make_record_json, site, reader))
    article = site.once(partial(_article, site, reader))
    for ref in site.base.records:
        path = f"{address_of(site.base, ref)}index.json"
        yield Export(path, ref, partial(_headed, site, "record", partial(record, ref), path))
    for id_ in site.base.articles:
        path = f"articles/{id_}/index.json"
        yield Export(path, Ref("article", id_), partial(_headed, site, "article", partial(article, id_), path))
    records = [partial(record, ref) for ref in site.base.records]
    articles = [partial(article, id_) for id_ in site.base.articles]
    yield Export(files.RECORD_LINES, None, partial(_lines, site, "record", records))
    yield Export(files.ARTICLE_LINES, None, partial(_lines, site, "article", articles))
    yield from _tables(site, (*tables(site), *statement_tables(site, reader)))
    yield from _for_tools(site)


def _article(site: SiteIndex, reader: Reader, id_: str) -> bytes:
    return article_json.make_article_json(site, reader, site.base.articles[id_])


def _headed(site: SiteIndex, kind: str, body: Callable[[], bytes], path: str) -> bytes:
    return record_json.headed(site, kind, body(), path)


def _lines(site: SiteIndex, kind: str, bodies: Iterable[Callable[[], bytes]]) -> bytes:
    return b"".join(_headed(site, kind, body, files.FOLDER) for body in bodies)


def _tables(site: SiteIndex, exported: Sequence[Table]) -> Iterator[Export]:
    by_name = {table.name: table for table in exported}

    @site.once
    def table(name: str) -> bytes:
        return comma_separated.make_csv(by_name[name])

    for name in by_name:
        yield Export(f"{files.FOLDER}{name}.csv", None, partial(table, name), _TABLES)
    package = partial(_package, site, exported, table)
    yield Export(files.PACKAGE, None, package, _TABLES)
    yield Export(files.README, None, partial(readme.make_readme, site, exported), _TABLES)
    yield Export(files.DATABASE, None, partial(_database, site, exported), _TABLES)
    lines = partial(make_statement_lines, by_name[STATEMENTS], by_name[EVIDENCE])
    yield Export(files.STATEMENT_LINES, None, lines, _TABLES)


def _database(site: SiteIndex, exported: Sequence[Table]) -> bytes:
    views = dict(sqlite_views.views(site.base.schema, exported))
    stored = [table for table in exported if table.name not in views]
    return sqlite.make_sqlite(stored, views.items(), sqlite_views.searched(exported))


def _for_tools(site: SiteIndex) -> Iterator[Export]:
    """The network of encounters, points for a map, and the articles as annotated texts and as a bibliography."""
    network = site.once(partial(graphs.network, site))
    yield Export(files.GRAPHML, None, lambda: graphs.make_graphml(network()), _TOOLS)
    yield Export(files.GEXF, None, lambda: graphs.make_gexf(network()), _TOOLS)
    yield Export(files.PLACES, None, partial(geojson.make_places, site), _TOOLS)
    yield Export(files.MEETINGS, None, partial(geojson.make_meetings, site), _TOOLS)
    yield Export(files.ANNOTATIONS, None, partial(annotations.make_annotations, site), _TEXTS)
    yield Export(files.TEI, None, partial(tei.make_tei, site), _TEXTS)
    yield Export(files.BIBTEX, None, partial(bibliography.make_bibtex, site), _TOOLS)
    yield Export(files.BIBLATEX, None, partial(bibliography.make_biblatex, site), _TOOLS)
    yield Export(files.RIS, None, partial(bibliography.make_ris, site), _TOOLS)
    yield Export(files.CSL, None, partial(bibliography.make_csl, site), _TOOLS)


def _package(site: SiteIndex, exported: Sequence[Table], made: Callable[[str], bytes]) -> bytes:
    return data_package.make_data_package(site, exported, {table.name: made(table.name) for table in exported})
