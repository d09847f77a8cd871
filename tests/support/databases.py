"""What an SQLite database says, whatever pages and row numbers it has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

_PRAGMAS = ("encoding", "application_id", "user_version", "page_size", "auto_vacuum", "integrity_check")


def content(data: bytes) -> tuple[object, ...]:
    """The schema, all rows in their order, and each word of the full-text indexes with the rows that have it."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        made = database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
        names = [name for type_, name, _ in made if type_ in {"table", "view"}]
        indexes = [name for name in names if name.endswith("_fts")]
        shown = [name for name in names if not name.startswith(tuple(indexes)) or not indexes]
        rows = [(name, database.execute(f'SELECT * FROM "{name}"').fetchall()) for name in shown]  # noqa: S608
        words = [(name, list(_words(database, name))) for name in indexes]
        settings = [database.execute(f"PRAGMA {name}").fetchall() for name in _PRAGMAS]
        broken = [(table, *rest) for table, _, *rest in database.execute("PRAGMA foreign_key_check")]
        return made, rows, words, settings, broken


def _words(database: sqlite3.Connection, index: str) -> Iterator[tuple[object, ...]]:
    """Each word with the place of its row, its column and its position; the index fits its table, too."""
    table = index.removesuffix("_fts")
    database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    numbers = database.execute(f'SELECT _rowid_ FROM "{table}" ORDER BY _rowid_')  # noqa: S608
    places = {number: place for place, (number,) in enumerate(numbers)}
    database.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab(main, {index}, instance)")
    for term, doc, column, offset in database.execute(f"SELECT term, doc, col, offset FROM temp.{index}_words"):  # noqa: S608
        yield term, places[doc], column, offset
