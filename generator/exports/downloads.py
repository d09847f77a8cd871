"""Data beside each page, and files with all data."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from generator.exports import article_json, comma_separated, data_package, json_lines, record_json, sqlite
from generator.exports.model import Export
from generator.exports.sourced import Reader
from generator.exports.statements import statements
from generator.pages import downloads as files
from generator.pages.addresses import address_of
from generator.pages.site_index import SiteIndex
from generator.pages.tables import STATEMENTS, Table, tables
from generator.schema.model import Ref

_TABLES = "tables"


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
    yield from _tables(site, (*tables(site), statements(site, reader)))


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
    yield Export(files.DATABASE, None, partial(sqlite.make_sqlite, exported), _TABLES)
    yield Export(files.STATEMENT_LINES, None, partial(json_lines.make_json_lines, by_name[STATEMENTS]), _TABLES)


def _package(site: SiteIndex, exported: Sequence[Table], made: Callable[[str], bytes]) -> bytes:
    return data_package.make_data_package(site, exported, {table.name: made(table.name) for table in exported})
