"""The tables as one SQLite database, with the same bytes for the same tables."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from generator.pages.tables import Table

_PAGE = 4096
_APPLICATION = 0x436F6D71


def make_sqlite(tables: Sequence[Table]) -> bytes:
    """A database in which every column that refers to a record is indexed and has a valid foreign key."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for pragma in (f"page_size={_PAGE}", "encoding='UTF-8'", f"application_id={_APPLICATION}", "user_version=1"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(_create(table))
        for table in tables:
            slots = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({slots})", map(_row, table.rows()))  # noqa: S608 # nosec B608 -- names are quoted
        for statement in _indexes(tables):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return bytes(connection.serialize())


def _create(table: Table) -> str:
    columns = [f"{_name(column.name)} TEXT" for column in table.columns]
    if table.key:
        columns[0] += " PRIMARY KEY NOT NULL"
    keys = [
        f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(column.to)} (id)"
        for column in table.columns
        if column.to
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join((*columns, *keys))})"


def _indexes(tables: Iterable[Table]) -> list[str]:
    return [
        f"CREATE INDEX {_name(f'{table.name} by {column.name}')} ON {_name(table.name)} ({_name(column.name)})"
        for table in tables
        for place, column in enumerate(table.columns)
        if column.to and not (table.key and place == 0)
    ]


def _name(name: str) -> str:
    quoted = name.replace('"', '""')
    return f'"{quoted}"'


def _row(cells: Iterable[str]) -> list[str | None]:
    return [cell or None for cell in cells]
