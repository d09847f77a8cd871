"""Data beside each page, and the files that hold the whole."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

from generator.exports import article_json, comma_separated, data_package, json_lines, record_json, sqlite
from generator.exports.model import Export
from generator.exports.sourced import Reader
from generator.exports.statements import statements
from generator.pages import downloads as files
from generator.pages.addresses import address_of
from generator.pages.context import Site
from generator.pages.tables import tables
from generator.schema.model import Ref


def beside(site: Site, reader: Reader) -> Iterator[Export]:
    """`index.json` of each record and each article."""
    for ref in site.base.records:
        yield Export(f"{address_of(site.base, ref)}index.json", ref, partial(record_json.make, site, reader, ref))
    for article in site.base.articles.values():
        path = f"articles/{article.id}/index.json"
        yield Export(path, Ref("article", article.id), partial(article_json.make, site, reader, article))


def plan(site: Site, reader: Reader) -> Iterator[Export]:
    """Tables as CSV and as a database, records and articles as lines, and the description of the tables."""
    told = statements(site, reader)
    every = (*tables(site), told)
    by_name = {table.name: table for table in every}

    @cache
    def table(name: str) -> bytes:
        return comma_separated.make(by_name[name])

    def package() -> bytes:
        made: Mapping[str, bytes] = {name: table(name) for name in by_name}
        return data_package.make(site, every, made)

    def records() -> bytes:
        return json_lines.join(record_json.make(site, reader, ref, files.FOLDER) for ref in site.base.records)

    def articles() -> bytes:
        found = site.base.articles.values()
        return json_lines.join(article_json.make(site, reader, article, files.FOLDER) for article in found)

    for name in by_name:
        yield Export(f"{files.FOLDER}{name}.csv", None, partial(table, name))
    yield Export(files.PACKAGE, None, package)
    yield Export(files.DATABASE, None, lambda: sqlite.make(every))
    yield Export(files.RECORD_LINES, None, records)
    yield Export(files.ARTICLE_LINES, None, articles)
    yield Export(files.STATEMENT_LINES, None, lambda: json_lines.make(told))
