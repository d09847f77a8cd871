"""Columns of tables: what each field of a record becomes in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Field
from generator.values import ValueFault, authority_iri, bounds, read_coordinates, value_type

ColumnType = Literal["string", "date", "integer", "number"]
THINGS = "things"
"""The table whose `id` a reference names."""


class Column(NamedTuple):
    """A column: its name, what it holds, the table whose `id` it names ("" if none), and the type of its values."""

    name: str
    about: str
    to: str = ""
    type: ColumnType = "string"


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """Columns of some fields; `readers` give the cells, each from the value of the field that it names."""

    columns: tuple[Column, ...]
    readers: tuple[tuple[str, Callable[[str], str]], ...]

    def cells(self, value_of: Callable[[str], str]) -> tuple[str, ...]:
        """The cells of a row; `value_of` gives the value of a field by its name, "" for none."""
        return tuple(read(value_of(name)) for name, read in self.readers)


def field_columns(base: KnowledgeBase, fields: Iterable[Field], taken: Iterable[str] = ()) -> FieldColumns:
    """The columns of fields, each followed by those that programs can use: first and last day, degrees.

    `taken` are the names of the table's other columns.
    """
    fields = tuple(fields)
    names = {*taken, *(field.name for field in fields)}
    found: list[tuple[Column, str, Callable[[str], str]]] = []
    for field in fields:
        found.append((_column(field), field.name, _reader(base, field)))
        for column, read in _derived(field):
            name = free_name(column.name, names)
            names.add(name)
            found.append((column._replace(name=name), field.name, read))
    return FieldColumns(tuple(column for column, _, _ in found), tuple((name, read) for _, name, read in found))


def free_name(name: str, taken: Iterable[str]) -> str:
    """A name that is not taken: with underscores at its end, if need be."""
    names = frozenset(taken)
    while name in names:
        name = f"{name}_"
    return name


def _column(field: Field) -> Column:
    about = field.description or field.label
    to = THINGS if field.type == "reference" else ""
    return Column(field.name, about, to, "integer" if field.type == "number" else "string")


def _reader(base: KnowledgeBase, field: Field) -> Callable[[str], str]:
    """A reference to a missing record, or a number that is none, is an empty cell."""
    if field.type == "reference":
        return lambda value: value if value in base.ids else ""
    if field.type == "number":
        return lambda value: "" if value_type("number").check(value) else value
    return str


def _derived(field: Field) -> Iterator[tuple[Column, Callable[[str], str]]]:
    if field.type == "date":
        yield from date_columns(field.name)
    elif field.type == "authority":
        yield Column(f"{field.name}_iri", f"IRI that linked data uses for `{field.name}`"), authority_iri
    elif field.type == "coordinates":
        prefix = "" if field.name == "coordinates" else f"{field.name}_"
        for place, name in enumerate(("latitude", "longitude")):
            about = f"{name.capitalize()} of `{field.name}` in degrees (WGS 84)"
            yield Column(f"{prefix}{name}", about, type="number"), _degrees(place)


def date_columns(name: str) -> tuple[tuple[Column, Callable[[str], str]], ...]:
    """The first and the last day that the EDTF date in the column `name` covers; "" for an open or doubtful end."""
    doubt = "empty if that is unknown or doubtful"
    first = Column(f"{name}_earliest", f"First day that `{name}` covers; {doubt}", type="date")
    last = Column(f"{name}_latest", f"Last day that `{name}` covers; {doubt}", type="date")
    return (first, lambda value: bounds(value)[0]), (last, lambda value: bounds(value)[1])


def _degrees(place: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        is_fault = isinstance(read_coordinates(value), ValueFault)
        return "" if is_fault else value.split(",")[place].strip()

    return read
