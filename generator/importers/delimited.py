"""Tables as comma-separated values: the cells of each row, with their positions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.project.files import file_span
from generator.text.source import SourceText, Span

_DELIMITERS = ",;\t|"
_NO_DELIMITERS = '"\r\n\ufeff'
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


class Cell(NamedTuple):
    """The text of a cell without spaces around it, and its span in the file."""

    text: str
    span: Span


class DelimitedTable(NamedTuple):
    """The cells of the first line, and those of each further row."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_table(source: SourceText, delimiter: str = "") -> tuple[DelimitedTable | None, tuple[Problem, ...]]:
    """Read a table; without a `delimiter`, it is the one that the first line has most of.

    Rows of empty cells are skipped. A row with more or fewer cells than the header is an error.
    """
    mark = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter) or _delimiter(source.text)
    if len(mark) != 1 or mark in _NO_DELIMITERS:
        message, hint = f"`--delimiter {delimiter}` is not one character", "write one of , ; | or tab"
        return None, (Problem("option-is-character", message, file_span("--delimiter"), hint=hint),)
    rows: list[tuple[Cell, ...]] = []
    for row in _rows(source, mark):
        if isinstance(row, Problem):
            return None, (row,)
        if any(cell.text for cell in row):
            rows.append(row)
    if not rows:
        message, hint = "there is no row in it", "the first line of a table has the names of its columns"
        return None, (Problem("table-has-rows", message, source.whole(), hint=hint),)
    header, *others = rows
    return DelimitedTable(header, tuple(others)), (*_unequal(header, others), *_unnamed(header))


def _delimiter(text: str) -> str:
    """The delimiter that the first line has most of outside quotation marks; a comma where it has none."""
    line = _LINE_BREAK.split(_QUOTED.sub("", text.removeprefix("\ufeff")[:100_000]), maxsplit=1)[0]
    return max(_DELIMITERS, key=line.count)


def _rows(source: SourceText, delimiter: str) -> Iterator[tuple[Cell, ...] | Problem]:
    text = source.text
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at = len(text) - len(text.removeprefix("\ufeff"))
    row: list[Cell] = []
    while at < len(text):
        match = _QUOTED.match(text, at) or bare.match(text, at)
        assert match  # noqa: S101 # nosec B101 -- the pattern matches an empty text
        end = match.end()
        is_quoted = text.startswith('"', at)
        follows = text[end : end + 1]
        if is_quoted and match.re is not _QUOTED:
            message = "the quotation mark opened here is never closed"
            hint = 'write `"` behind the cell, and `""` for a quotation mark in it'
            yield Problem("cell-is-closed", message, source.span(at, at + 1), hint=hint)
            return
        if is_quoted and follows not in ("", delimiter, "\r", "\n"):
            message = "text behind the closing quotation mark of a cell"
            hint = 'write `""` for a quotation mark in a cell'
            yield Problem("cell-is-closed", message, source.span(end, end + 1), hint=hint)
            return
        words = match[1].replace('""', '"') if is_quoted else match[0]
        row.append(Cell(words.strip(), source.span(at, end)))
        if line_break := _LINE_BREAK.match(text, end):
            yield tuple(row)
            row = []
            at = line_break.end()
        else:
            at = end + 1
    if row or text[-1:] == delimiter:
        yield (*row, Cell("", source.span(at, at))) if text[-1:] == delimiter else tuple(row)


def _unequal(header: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Problem]:
    for row in rows:
        if len(row) != len(header):
            message = f"a row of {len(row)} cells under a header of {len(header)}"
            where = row[len(header)].span if len(row) > len(header) else row[-1].span
            yield Problem("row-fits-header", message, where, hint="put text with the delimiter in quotation marks")


def _unnamed(header: tuple[Cell, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for cell in header:
        if cell.text and cell.text in seen:
            message = f"two columns are named “{cell.text}”"
            yield Problem("column-is-unique", message, cell.span, hint="rename one of them in the first line")
        seen.add(cell.text)
