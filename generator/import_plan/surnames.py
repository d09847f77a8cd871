"""Names of people that have the surname first, before a comma: “Roe, Ann”."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.diagnostics.problem import Problem
from generator.import_plan.columns import FieldColumn
from generator.importers.delimited import Cell
from generator.text.count import count

_INVERTED = re.compile(r"([^,，]+)[,，]\s*([^,，]+)")
_SUFFIX = re.compile(r"(?:[js]r|esq|ph\.?\s?d|m\.?\s?d|m\.?p|[ivx]+)\.?", re.IGNORECASE)


def given_first(name: str) -> str:
    """A name with the surname behind the given names; "" if it does not have the surname first."""
    match = _INVERTED.fullmatch(name.strip())
    if match is None or _SUFFIX.fullmatch(match[2].strip()):
        return ""
    return " ".join(f"{match[2]} {match[1]}".split())


def turned(rows: Iterable[Sequence[Cell]], columns: Iterable[FieldColumn]) -> Iterator[Sequence[Cell]]:
    """The rows with the surnames behind the given names."""
    index = next((column.index for column in columns if column.name == "name"), -1)
    for row in rows:
        named = (cell._replace(text=given_first(cell.text) or cell.text) for cell in row[index : index + 1])
        yield (*row[:index], *named, *row[index + 1 :]) if index >= 0 else row


def surnames_first(new: Sequence[tuple[Cell, str]]) -> Iterator[Problem]:
    """A warning about names of new records, each with the id that was made of it, that have the surname first."""
    found = [(cell, id_) for cell, id_ in new if given_first(cell.text)]
    if found:
        cell, id_ = found[0]
        others = f" and {count(len(found) - 1, 'other')} like it are" if found[1:] else " is"
        message = f"“{cell.text}”{others} taken as written, with the id `{id_}`"
        hint = f"`--surname-first` makes it “{given_first(cell.text)}”; run `communique import undo` before that"
        yield Problem("name-is-in-order", message, cell.span, "warning", hint)
