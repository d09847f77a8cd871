"""Coordinates: latitude and longitude in degrees, north and east positive."""

import re

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted

_DECIMALS = r"(?:\.[0-9]{1,10})?"
_LATITUDE = rf"-?(?:90(?:\.0{{1,10}})?|[1-8]?[0-9]{_DECIMALS})"
_LONGITUDE = rf"-?(?:180(?:\.0{{1,10}})?|(?:1[0-7][0-9]|[1-9]?[0-9]){_DECIMALS})"
_SHAPE = re.compile(rf"({_LATITUDE}), ?({_LONGITUDE})")
_NUMBERS = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(, ?)(-?[0-9]+(?:\.[0-9]+)?)")
_LATITUDE_ALONE = re.compile(_LATITUDE)
_HINT = "write latitude and longitude in decimal degrees: 55.752, 37.617"


def read_coordinates(text: str) -> tuple[float, float] | ValueFault:
    """Latitude (-90 to 90) and longitude (-180 to 180) in degrees."""
    found = _SHAPE.fullmatch(text)
    return (float(found.group(1)), float(found.group(2))) if found else _fault(text)


def check_coordinates(text: str) -> ValueFault | None:
    """Reject anything but two decimal numbers within the range of latitude and longitude."""
    return None if _SHAPE.fullmatch(text) else _fault(text)


def _fault(text: str) -> ValueFault:
    numbers = _NUMBERS.fullmatch(text)
    if not numbers:
        return ValueFault(f"{quoted(text)} is not a pair of coordinates", _HINT)
    if _LATITUDE_ALONE.fullmatch(numbers.group(1)):
        return ValueFault("a longitude beyond 180 degrees", "write a number between -180 and 180", numbers.start(3))
    return ValueFault("a latitude beyond 90 degrees", "write a number between -90 and 90; latitude comes first")


COORDINATES = ValueType(
    "coordinates", check_coordinates, {"type": "string", "pattern": whole(f"{_LATITUDE}, ?{_LONGITUDE}")}
)
