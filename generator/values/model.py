"""What every value type offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class ValueFault(NamedTuple):
    """Why a text is no value of a type: the cause, the remedy, and the offset in the text where it goes wrong."""

    message: str
    hint: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class ValueType:
    """A type of value: its name in the schema, its check (None: fine), and the JSON Schema that accepts the same."""

    name: str
    check: Callable[[str], ValueFault | None]
    json_schema: Mapping[str, object]
