"""A copy of the last build's database with the rows of changed records replaced: the same content as one made anew.

Its pages and the numbers of its rows may differ from those of one made anew; the order of the rows does not. Nothing of
what is gone stays in it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from generator.exports.splicing import NewPieces, PieceChanges
from generator.exports.sqlite import ROOM, ROW, Rows, quoted_name
from generator.exports.sqlite import insert as insert_rows
from generator.pages.tables import STATEMENTS, Table

_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "temp_store=MEMORY", "secure_delete=ON")
"""What fails is thrown away, and nobody else knows of the file."""
_MOST = 8
"""If one in so many rows' texts is new, or one in so many pages is unused, it is better made anew."""


class ChangedTable(NamedTuple):
    """A table, what differs in its rows, and its columns in full-text search; `size` is that of all its rows' texts."""

    table: Table
    changes: PieceChanges
    size: int
    searched: Sequence[str]


def is_worthwhile(changed: Sequence[ChangedTable]) -> bool:
    """Whether so little changed in all tables that a database need not be made anew."""
    new = sum(len(run.data) for each in changed for run in each.changes.runs)
    return new * _MOST <= sum(each.size for each in changed)


def update_sqlite(file: Path, changed: Sequence[ChangedTable], rows_of: Callable[[Table, bytes], Rows]) -> bool:
    """Replace the rows of `changed` tables in the database in a file; False if it is to be made anew.

    `rows_of` gives the rows of a piece. `changed` are all tables, statements before their evidence. Whoever calls this
    owns the file: after False its content is worth nothing.
    """
    try:
        return _update(file, changed, rows_of)
    except sqlite3.DatabaseError:  # a damaged file, or a full disk, which is reported where the new one is written
        return False


def _update(file: Path, changed: Sequence[ChangedTable], rows_of: Callable[[Table, bytes], Rows]) -> bool:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        gone = [_texts_of(connection, each, each.changes.gone) for each in changed]
        for each in reversed(changed):  # evidence is found by its statements, which are deleted after it
            _delete(connection, each)
        if not all(_insert(connection, each, run, rows_of) for each in changed for run in each.changes.runs):
            return False
        for each, texts in zip(changed, gone, strict=True):
            if not texts <= _texts_of(connection, each, each.changes.gone):
                _forget(connection, each.table)
        connection.execute("COMMIT")
        unused, pages = (_number(connection, f"PRAGMA {name}") for name in ("freelist_count", "page_count"))
        return unused * _MOST < pages


def _owned(table: Table) -> str:
    """The condition that a row belongs to a record or article, whose id is the parameter."""
    column = quoted_name(table.owner)
    if any(each.name == table.owner and each.to == STATEMENTS for each in table.columns):
        return f"{column} IN (SELECT id FROM {STATEMENTS} WHERE subject = ?)"  # noqa: S608 # nosec B608 -- names are ours
    return f"{column} = ?"


def _id(owner: str) -> str:
    return owner.partition("/")[2]


def _texts_of(
    connection: sqlite3.Connection, changed: ChangedTable, owners: Iterable[str]
) -> frozenset[tuple[object, ...]]:
    """What full-text search looks at in the rows of some owners."""
    if not changed.searched:
        return frozenset()
    columns = ", ".join(map(quoted_name, changed.searched))
    query = f"SELECT {columns} FROM {quoted_name(changed.table.name)} WHERE {_owned(changed.table)}"  # noqa: S608 # nosec B608 -- names are quoted
    return frozenset(row for owner in owners for row in connection.execute(query, (_id(owner),)))


def _forget(connection: sqlite3.Connection, table: Table) -> None:
    """Write a full-text index anew: the words of deleted rows would stay in it until so many are new."""
    index = quoted_name(f"{table.name}_fts")
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 # nosec B608 -- names are quoted


def _delete(connection: sqlite3.Connection, changed: ChangedTable) -> None:
    """Delete rows, and before that what full-text search knows of them: it reads the words that it has to forget."""
    name, ids = quoted_name(changed.table.name), [(_id(owner),) for owner in changed.changes.gone]
    condition = _owned(changed.table)
    if changed.searched:
        index, columns = quoted_name(f"{changed.table.name}_fts"), ", ".join(map(quoted_name, changed.searched))
        rows = f"SELECT 'delete', {ROW}, {columns} FROM {name} WHERE {condition}"  # noqa: S608 # nosec B608 -- names are quoted
        connection.executemany(f"INSERT INTO {index} ({index}, rowid, {columns}) {rows}", ids)  # nosec B608
    connection.executemany(f"DELETE FROM {name} WHERE {condition}", ids)  # noqa: S608 # nosec B608 -- names are quoted


def _insert(
    connection: sqlite3.Connection, changed: ChangedTable, run: NewPieces, rows_of: Callable[[Table, bytes], Rows]
) -> bool:
    """Insert rows between those of two owners; whether there is room for them."""
    table, rows = changed.table, [tuple(row) for row in rows_of(changed.table, run.data)]
    before = _bound(connection, table, "max", run.before) if run.before else 0
    after = _bound(connection, table, "min", run.after) if run.after else before + ROOM * (len(rows) + 1)
    step = (after - before) // (len(rows) + 1)
    if step < 1:
        return False
    insert_rows(connection, table, zip(count(before + step, step), rows))
    if changed.searched:
        name, index = quoted_name(table.name), quoted_name(f"{table.name}_fts")
        columns = ", ".join(map(quoted_name, changed.searched))
        new = f"SELECT {ROW}, {columns} FROM {name} WHERE {ROW} > ? AND {ROW} < ?"  # noqa: S608 # nosec B608 -- names are quoted
        connection.execute(f"INSERT INTO {index} (rowid, {columns}) {new}", (before, after))  # nosec B608
    return True


def _bound(connection: sqlite3.Connection, table: Table, which: str, owner: str) -> int:
    """The number of the first or last row of an owner."""
    query = f"SELECT {which}({ROW}) FROM {quoted_name(table.name)} WHERE {_owned(table)}"  # noqa: S608 # nosec B608 -- names are quoted
    return _number(connection, query, _id(owner))


def _number(connection: sqlite3.Connection, query: str, *values: str) -> int:
    found: int = connection.execute(query, values).fetchone()[0]
    return found
