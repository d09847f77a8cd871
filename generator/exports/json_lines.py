"""JSON Lines: one object per line."""

import json
from collections.abc import Mapping

from generator.pages.tables import Table

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def line(value: Mapping[str, object]) -> bytes:
    """An object on its own line."""
    return f"{_encode(value)}\n".encode()


def make_json_lines(table: Table) -> bytes:
    """A table as objects, without empty cells."""
    names = [column.name for column in table.columns]
    rows = ({name: cell for name, cell in zip(names, row, strict=True) if cell} for row in table.rows())
    return b"".join(line(row) for row in rows)
