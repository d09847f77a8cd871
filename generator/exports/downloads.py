"""Data beside each page, and files with all data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    sqlite_update,
    sqlite_views,
    tei,
)
from generator.exports.model import Export
from generator.exports.sourced import Reader
from generator.exports.splicing import Part, Splicer, owner_of, pieces_of
from generator.exports.statements import statement_lines, statement_tables
from generator.last_file import Content, blocks, whole
from generator.pages import downloads as files
from generator.pages.addresses import address_of
from generator.pages.site_index import SiteIndex
from generator.pages.tables import EVIDENCE, STATEMENTS, Table, tables
from generator.schema.model import Ref

_TABLES, _TEXTS, _TOOLS = "tables", "texts", "tools"


def plan(site: SiteIndex, reader: Reader, splicer: Splicer) -> Iterator[Export]:
    """`index.json` of each record and article, all of them as JSON Lines, and tables as CSV and SQLite."""
    record = site.twice(partial(record_json.make_record_json, site, reader))
    article = site.twice(partial(_article, site, reader))
    for ref in site.base.records:
        path = _data_of(site, ref)
        yield Export(path, ref, partial(_headed, site, "record", partial(record, ref), path))
    for id_ in site.base.articles:
        path = f"articles/{id_}/index.json"
        yield Export(path, Ref("article", id_), partial(_headed, site, "article", partial(article, id_), path))
    head = partial(_headed, site, path=files.FOLDER)
    records = pieces_of(site.base.records, lambda ref: head("record", partial(record, ref)), owner_of)
    articles = pieces_of(site.base.articles, lambda id_: head("article", partial(article, id_)), str)
    for lines, pieces in ((files.RECORD_LINES, records), (files.ARTICLE_LINES, articles)):
        yield Export(lines, None, partial(splicer.joined, lines, pieces))
    yield from _tables(site, (*tables(site), *statement_tables(site, reader)), splicer)
    yield from _for_tools(site, splicer)


def _article(site: SiteIndex, reader: Reader, id_: str) -> bytes:
    return article_json.make_article_json(site, reader, site.base.articles[id_])


def _headed(site: SiteIndex, kind: str, body: Callable[[], bytes], path: str) -> bytes:
    return record_json.headed(site, kind, body(), path)


def _data_of(site: SiteIndex, ref: Ref) -> str:
    return f"{address_of(site.base, ref)}index.json"


def _tables(site: SiteIndex, exported: Sequence[Table], splicer: Splicer) -> Iterator[Export]:
    by_name = {table.name: table for table in exported}
    views = dict(sqlite_views.views(site.base.schema, exported))
    # Each is a file and stands in the package, and one that is no view in the database, too.
    uses = {name: 2 if name in views else 3 for name in by_name}
    table = _LongFiles(lambda name: _csv(by_name[name], splicer), uses)

    for name in by_name:
        yield Export(_path(name), None, partial(table, name), _TABLES)
    package = partial(_package, site, exported, table, splicer)
    yield Export(files.PACKAGE, None, package, _TABLES)
    yield Export(files.README, None, partial(readme.make_readme, site, exported), _TABLES)
    yield Export(files.DATABASE, None, partial(_database, site, exported, table, splicer), _TABLES)
    lines = partial(statement_lines, by_name[STATEMENTS], by_name[EVIDENCE])
    pieces = pieces_of(site.base.records, lines, owner_of)
    yield Export(files.STATEMENT_LINES, None, partial(splicer.joined, files.STATEMENT_LINES, pieces), _TABLES)


class _LongFiles:
    """Makes long files once, and keeps each as long as it is still used."""

    def __init__(self, make: Callable[[str], Content | None], uses: Mapping[str, int]) -> None:
        self._make, self._uses = make, dict(uses)
        self._made: dict[str, Content | None] = {}

    def __call__(self, name: str) -> Content | None:
        """The file of a name; None if it is that of the last build."""
        made = self._made.pop(name) if name in self._made else self._make(name)
        self._uses[name] -= 1
        if self._uses[name] > 0:
            self._made[name] = made
        return made


def _path(table: str) -> str:
    return f"{files.FOLDER}{table}.csv"


def _csv(table: Table, splicer: Splicer) -> Content | None:
    def piece(ref: Ref) -> bytes:
        return comma_separated.make_lines(table, table.rows_of(ref))

    head, pieces = Part(comma_separated.make_head(table)), pieces_of(table.owners(), piece, owner_of)
    return splicer.joined(_path(table.name), pieces, lambda parts: (head, *parts))


def _database(
    site: SiteIndex, exported: Sequence[Table], made: Callable[[str], Content | None], splicer: Splicer
) -> Content | None:
    """The database: that of the last build with changed rows, else one made anew from the CSV files."""
    views = dict(sqlite_views.views(site.base.schema, exported))
    texts = dict(sqlite_views.searched(exported))
    stored = [table for table in exported if table.name not in views]
    csv = {table.name: made(table.name) for table in stored}
    if splicer.is_kept(files.DATABASE, (_path(table.name) for table in stored)):
        return None

    def rows_of(table: Table) -> sqlite.Rows:
        content = csv[table.name]
        data = whole(content) if content is not None else splicer.last_of(_path(table.name))
        return comma_separated.read_rows(table, data)

    if updated := _updated(stored, texts, splicer):
        return updated
    return splicer.keep(files.DATABASE, sqlite.make_sqlite(stored, rows_of, views.items(), texts.items()))


def _updated(stored: Sequence[Table], texts: Mapping[str, Sequence[str]], splicer: Splicer) -> Content | None:
    """The last build's database with the rows that changed; None if there is none."""
    changed = list[sqlite_update.ChangedTable]()
    for table in stored:
        size, changes = splicer.size(_path(table.name)), splicer.changes(_path(table.name))
        if changes is None:
            return None
        changed.append(sqlite_update.ChangedTable(table, changes, size, texts.get(table.name, ())))
    if not sqlite_update.is_worthwhile(changed):
        return None
    update = partial(sqlite_update.update_sqlite, changed=changed, rows_of=comma_separated.read_piece)
    return splicer.updated(files.DATABASE, update)


def _for_tools(site: SiteIndex, splicer: Splicer) -> Iterator[Export]:
    """The network of encounters, points for a map, and the articles as annotated texts and as a bibliography."""
    network = graphs.network(site)
    yield Export(files.GRAPHML, None, partial(graphs.make_graphml, network, splicer), _TOOLS)
    yield Export(files.GEXF, None, partial(graphs.make_gexf, network, splicer), _TOOLS)
    yield Export(files.PLACES, None, partial(geojson.make_places, site, splicer), _TOOLS)
    yield Export(files.MEETINGS, None, partial(geojson.make_meetings, site, splicer), _TOOLS)
    yield Export(files.ANNOTATIONS, None, partial(annotations.make_annotations, site, splicer), _TEXTS)
    yield Export(files.TEI, None, partial(tei.make_tei, site, splicer), _TEXTS)
    yield Export(files.BIBTEX, None, partial(bibliography.make_bibtex, site, splicer), _TOOLS)
    yield Export(files.BIBLATEX, None, partial(bibliography.make_biblatex, site, splicer), _TOOLS)
    yield Export(files.RIS, None, partial(bibliography.make_ris, site, splicer), _TOOLS)
    yield Export(files.CSL, None, partial(bibliography.make_csl, site, splicer), _TOOLS)


def _package(
    site: SiteIndex, exported: Sequence[Table], made: Callable[[str], Content | None], splicer: Splicer
) -> bytes | None:
    """The data package; what it says of a table that did not change is read from the last build's."""
    csv = {table.name: made(table.name) for table in exported}
    known = data_package.read_files(splicer.last(files.PACKAGE) or b"")
    described = {
        name: known[name]
        if data is None and name in known
        else data_package.describe(blocks(splicer.last_of(_path(name)) if data is None else data))
        for name, data in csv.items()
    }
    return splicer.keep(files.PACKAGE, data_package.make_data_package(site, exported, described))
