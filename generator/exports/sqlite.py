"""The tables as one SQLite database, with the same bytes for the same tables.

Rows are numbered with room between them, so that `sqlite_update` can put rows in their place later.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import count

from generator.pages.columns import Column
from generator.pages.tables import Table

_PAGE = 4096
_APPLICATION = 0x436F6D71
ROOM = 64
"""How far apart the numbers of two rows are: as far as full-text search can write the distance in one byte."""
ROW = "_rowid_"
"""What SQLite calls the number of a row; no field has such a name."""
_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}
Rows = Iterable[Sequence[str]]


def make_sqlite(
    tables: Sequence[Table],
    rows_of: Callable[[Table], Rows],
    views: Iterable[tuple[str, str]] = (),
    texts: Iterable[tuple[str, Sequence[str]]] = (),
) -> bytes:
    """A database in which every column that refers to a record is indexed and has a valid foreign key.

    `rows_of` gives the rows of a table, "" where a cell has no value; `views` are names with their queries; `texts` are
    tables with the columns that full-text search looks at.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for pragma in (f"page_size={_PAGE}", "encoding='UTF-8'", f"application_id={_APPLICATION}", "user_version=2"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(_create(table))
        for table in tables:
            insert(connection, table, zip(count(ROOM, ROOM), rows_of(table)))
        for statement in _indexes(tables):
            connection.execute(statement)
        for name, query in views:
            connection.execute(f"CREATE VIEW {quoted_name(name)} AS {query}")
        for name, columns in texts:
            _add_search(connection, name, columns)
        connection.execute("COMMIT")
        return bytes(connection.serialize())


def insert(connection: sqlite3.Connection, table: Table, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Insert numbered rows of texts; a column of numbers makes numbers of them itself."""
    names = ", ".join((ROW, *(quoted_name(column.name) for column in table.columns)))
    slots = ", ".join(("?", *(["nullif(?, '')"] * len(table.columns))))
    statement = f"INSERT INTO {quoted_name(table.name)} ({names}) VALUES ({slots})"  # noqa: S608 # nosec B608 -- names are quoted
    connection.executemany(statement, ((number, *row) for number, row in rows))


def _create(table: Table) -> str:
    columns = [f"{quoted_name(column.name)} {_TYPES[column.type]}" for column in table.columns]
    if table.key:
        columns[0] += " PRIMARY KEY NOT NULL"
    keys = [
        f"FOREIGN KEY ({quoted_name(column.name)}) REFERENCES {quoted_name(column.to)} (id)"
        for column in table.columns
        if column.to
    ]
    return f"CREATE TABLE {quoted_name(table.name)} ({', '.join((*columns, *keys))})"


def _indexes(tables: Iterable[Table]) -> list[str]:
    return [_index(table, column) for table in tables for place, column in enumerate(table.columns)
            if column.to and not (table.key and place == 0)]  # fmt: skip


def _index(table: Table, column: Column) -> str:
    name = quoted_name(f"{table.name} by {column.name}")
    return f"CREATE INDEX {name} ON {quoted_name(table.name)} ({quoted_name(column.name)})"


def _add_search(connection: sqlite3.Connection, name: str, columns: Sequence[str]) -> None:
    """A full-text index `NAME_fts` that reads its words from the table itself, and ignores accents."""
    index, listed = quoted_name(f"{name}_fts"), ", ".join(map(quoted_name, columns))
    options = f"content={quoted_name(name)}, tokenize='unicode61 remove_diacritics 2'"
    connection.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, {options})")
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 # nosec B608 -- names are quoted
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 # nosec B608 -- names are quoted


def quoted_name(name: str) -> str:
    """A name as SQL takes it, whatever signs it has."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
