"""The tables as one SQLite database, with the same bytes for the same tables."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing

from generator.pages.columns import Column
from generator.pages.tables import Table

_PAGE = 4096
_APPLICATION = 0x436F6D71
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
            _fill(connection, table, rows_of(table))
        for statement in _indexes(tables):
            connection.execute(statement)
        for name, query in views:
            connection.execute(f"CREATE VIEW {quoted_name(name)} AS {query}")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        for name, columns in texts:  # after VACUUM, which may number rows anew
            _add_search(connection, name, columns)
        return bytes(connection.serialize())


def _fill(connection: sqlite3.Connection, table: Table, rows: Rows) -> None:
    """Insert texts; a column of numbers makes numbers of them itself."""
    slots = ", ".join(["nullif(?, '')"] * len(table.columns))
    connection.executemany(f"INSERT INTO {quoted_name(table.name)} VALUES ({slots})", rows)  # noqa: S608 # nosec B608 -- names are quoted


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
