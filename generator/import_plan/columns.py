"""Which column of a table fills which field of a kind: `--map COLUMN=FIELD` and `--set FIELD=VALUE`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.importers.delimited import Cell, DelimitedTable
from generator.project.files import file_span
from generator.schema.model import Field, Kind
from generator.text.source import Span
from generator.text.suggest import nearest

ID, SOURCE, SOURCE_DATE = "id", "source", "source.date"
_OWN = (ID, SOURCE, SOURCE_DATE)
_NEVER = frozenset({"sources", "rejected", "accepted", "statements", "accounts", "previous_ids"})


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column, or a constant (`index` -1), and what it fills: a field, a part of a group's items, id or source.

    The span of a constant is its option, so that what is wrong with it is reported once.
    """

    name: str
    index: int
    constant: str
    field: Field | None
    part: Field | None
    span: Span

    def cell(self, row: Sequence[Cell]) -> Cell:
        """The cell of a row, or the constant."""
        return Cell(self.constant, self.span) if self.index < 0 else row[self.index]


class Options(NamedTuple):
    """What the command line says of the columns: pairs as written."""

    maps: Sequence[str]
    constants: Sequence[str]


def find_columns(
    table: DelimitedTable, kind: Kind, given: Options
) -> tuple[tuple[FieldColumn, ...], tuple[Problem, ...]]:
    """The columns in use, and what is wrong with the options.

    Without any map, a column fills the field that it is named after. Columns in no use are listed.
    """
    headers = {cell.text: number for number, cell in enumerate(table.header) if cell.text}
    maps = given.maps or [f"{name}={name}" for name in headers if _target(name, kind) is not None]
    found: list[FieldColumn] = []
    problems: list[Problem] = []
    for index_of, pairs, option in ((headers, maps, "--map"), (None, given.constants, "--set")):
        for pair in pairs:
            column = _column(pair, index_of, table, kind, option)
            if isinstance(column, Problem):
                problems.append(column)
            else:
                found.append(column)
    problems += _twice(found)
    if not any(column.name in (ID, "name") for column in found) and not problems:
        span = table.header[0].span
        message = f"no column says which {kind.name} a row is about"
        hint = f"map one to the name or the id: `--map {table.header[0].text or 'COLUMN'}=name`"
        problems.append(Problem("table-has-names", message, span, hint=hint))
    problems += () if problems else _unused(table, found)
    return tuple(found), tuple(problems)


def _column(
    pair: str, headers: dict[str, int] | None, table: DelimitedTable, kind: Kind, option: str
) -> FieldColumn | Problem:
    left, _, right = pair.rpartition("=") if headers is not None else pair.partition("=")
    if not left or not right:
        form = "COLUMN=FIELD" if headers is not None else "FIELD=VALUE"
        return Problem("option-is-pair", f"`{option} {pair}` is no pair", file_span(option), hint=f"write {form}")
    name, field = (left, right) if headers is not None else ("", left)
    if headers is not None and name not in headers:
        near = nearest(name, headers)
        hint = f"did you mean “{near}”?" if near else f"the columns are {', '.join(headers)}"
        return Problem("column-exists", f"there is no column “{name}”", table.header[0].span, hint=hint)
    target = _target(field, kind)
    index = headers[name] if headers is not None else -1
    span = table.header[index].span if index >= 0 else file_span(option)
    if target is None:
        names = _targets(kind)
        near = nearest(field, names)
        hint = f"did you mean `{near}`?" if near else f"the fields are {', '.join(names)}"
        return Problem(
            "field-is-known", f"a {kind.name} has no field `{field}` that a column can fill", span, hint=hint
        )
    return FieldColumn(field, index, "" if headers is not None else right, *target, span)


def _target(name: str, kind: Kind) -> tuple[Field | None, Field | None] | None:
    """The field and the part of its items that a name means; None if it means nothing that a column can fill."""
    if name in _OWN:
        return None, None
    first, _, second = name.partition(".")
    field = kind.field(first)
    if field is None or field.name in _NEVER or bool(second) != bool(field.fields):
        return None
    if not second:
        return field, None
    part = next((each for each in field.fields if each.name == second), None)
    return (field, part) if part else None


def _targets(kind: Kind) -> list[str]:
    names = list(_OWN)
    for field in kind.fields:
        if field.name not in _NEVER:
            names += [f"{field.name}.{part.name}" for part in field.fields] if field.fields else [field.name]
    return names


def _twice(columns: Sequence[FieldColumn]) -> Iterator[Problem]:
    seen: set[str] = set()
    for column in columns:
        if column.name in seen:
            message = f"two columns fill `{column.name}`"
            yield Problem("column-is-unique", message, column.span, hint="map one of them to another field")
        seen.add(column.name)


def _unused(table: DelimitedTable, columns: Sequence[FieldColumn]) -> Iterator[Problem]:
    used = {column.index for column in columns}
    left = [cell for number, cell in enumerate(table.header) if number not in used and cell.text]
    if left:
        names = ", ".join(f"“{cell.text}”" for cell in left)
        message = f"not imported: {'column' if len(left) == 1 else 'columns'} {names}"
        hint = f"`--map {left[0].text}=FIELD` imports it"
        yield Problem("import-is-whole", message, left[0].span, "info", hint)
