"""Value types and their faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class ValueFault(NamedTuple):
    """Why a text is not a valid value: the cause, the remedy, and the offset of the fault in the text."""

    message: str
    hint: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class ValueType:
    """A type of value: its name in the schema, its check (None if valid), and an equivalent JSON Schema."""

    name: str
    check: Callable[[str], ValueFault | None]
    json_schema: Mapping[str, object]
