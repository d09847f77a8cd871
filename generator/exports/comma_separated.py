"""Tables as CSV (RFC 4180), harmless in a spreadsheet.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, and some take the
full-width forms of these signs for the same. Such a cell gets an apostrophe before it, and so does a cell that begins
with an apostrophe: `restored` takes one away, and every text comes back as it was.
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
    writer.writerows([defused(cell) for cell in row] for row in table.rows())
    return out.getvalue().encode()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def restored(cell: str) -> str:
    """The text behind a cell."""
    return cell.removeprefix("'")
