"""Tables as CSV (RFC 4180), safe to open in a spreadsheet.

A spreadsheet treats a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break as a formula, and some do so for
the full-width forms of these characters. Such a cell gets a leading apostrophe, as does a cell that begins with one:
`restored` removes one apostrophe, so that every text is recovered exactly. Numbers and days stay as they are.
"""

import csv
from io import StringIO

from generator.pages.tables import Table

_RISKY = tuple("=+-@\t\r\n＝＋－＠'")


def make_csv(table: Table) -> bytes:
    """A table with its header, in UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    guards = [defused if column.type == "string" else str for column in table.columns]
    writer.writerows([guard(cell) for guard, cell in zip(guards, row, strict=True)] for row in table.rows())
    return out.getvalue().encode()


def defused(cell: str) -> str:
    """A cell that no spreadsheet treats as a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def restored(cell: str) -> str:
    """The original text of a cell."""
    return cell.removeprefix("'")
