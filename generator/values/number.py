"""Numbers, such as how many people took part."""

import re

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted

_NUMBER = "[1-9][0-9]{0,3}"
_SHAPE = re.compile(_NUMBER)


def check_number(text: str) -> ValueFault | None:
    """Reject anything but a whole number from 1 to 9999."""
    if _SHAPE.fullmatch(text):
        return None
    return ValueFault(f"{quoted(text)} is not a number from 1 to 9999", "write it in digits: 2")


NUMBER = ValueType(
    "number", check_number, {"type": ["string", "integer"], "minimum": 1, "maximum": 9999, "pattern": whole(_NUMBER)}
)
