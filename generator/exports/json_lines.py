"""JSON Lines: one object a line."""

import json
from collections.abc import Iterable

from generator.pages.tables import Table


def join(objects: Iterable[bytes]) -> bytes:
    """Objects that are lines already, as one file."""
    return b"".join(objects)


def make(table: Table) -> bytes:
    """A table as objects without the empty cells."""
    names = [column.name for column in table.columns]
    rows = ({name: cell for name, cell in zip(names, row, strict=True) if cell} for row in table.rows())
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode(errors="replace")
