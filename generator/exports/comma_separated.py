"""Tables as CSV (RFC 4180), safe to open in a spreadsheet.

A spreadsheet treats a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break as a formula, and some do so for
the full-width forms of these characters. Such a cell gets a leading apostrophe, as does a cell that begins with one:
`restored` removes one apostrophe, so that every text is recovered exactly. Numbers and days stay as they are.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from generator.pages.tables import Table

_RISKY = frozenset("=+-@\t\r\n＝＋－＠'")
_MAY_BE_RISKY = re.compile(f"\0[{re.escape(''.join(sorted(_RISKY)))}]")
_DEFUSED = re.compile(rb"""[,\n"]'""")
"""Where a cell may begin with an apostrophe."""


def make_head(table: Table) -> bytes:
    """The header of a table."""
    return _written([[column.name for column in table.columns]])


def make_lines(table: Table, rows: Iterable[tuple[str, ...]]) -> bytes:
    """Some rows of a table."""
    rows = tuple(rows)
    if not rows:
        return b""
    if not _MAY_BE_RISKY.search("\0".join(["", *chain.from_iterable(rows)])):
        return _written(rows)
    guards = [defused if column.type == "string" else str for column in table.columns]
    return _written([guard(cell) for guard, cell in zip(guards, row, strict=True)] for row in rows)


def read_rows(table: Table, data: bytes) -> Iterator[Sequence[str]]:
    """The rows of a table from its CSV, as they were before."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data) + 1))  # sentences may be long
    lines = csv.reader(StringIO(data.decode(), newline=""))
    next(lines)
    if not _DEFUSED.search(data):
        return lines
    originals = [restored if column.type == "string" else str for column in table.columns]
    return ([original(cell) for original, cell in zip(originals, row, strict=True)] for row in lines)


def read_piece(table: Table, data: bytes) -> Iterator[Sequence[str]]:
    """The rows of a part of a CSV that `make_lines` made."""
    return read_rows(table, make_head(table) + data)


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def defused(cell: str) -> str:
    """A cell that no spreadsheet treats as a formula."""
    return f"'{cell}" if cell[:1] in _RISKY else cell


def restored(cell: str) -> str:
    """The original text of a cell."""
    return cell.removeprefix("'")
