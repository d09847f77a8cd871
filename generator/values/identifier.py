"""Ids: short names of things, used in URLs and file names."""

import re

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import whole
from generator.values.quote import quoted

LENGTH = 120
SHAPE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_RESERVED = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
_PAGES = ("index", "readme")
_SHAPE = re.compile(SHAPE)
_START = re.compile(rf"(?:{SHAPE})?")
_TAKEN = frozenset((*_RESERVED, *_PAGES))
_HINT = "an id has lower-case Latin letters and digits, joined by single hyphens: ann-roe"


def check_id(text: str) -> ValueFault | None:
    """Reject characters other than a-z, 0-9 and single hyphens, ids that are too long, and reserved names."""
    if len(text) > LENGTH:
        return ValueFault(f"an id of {len(text)} characters", f"keep it under {LENGTH + 1}", LENGTH)
    if text in _TAKEN:
        owner = "an index page" if text in _PAGES else "a Windows device"
        return ValueFault(f"`{text}` is reserved for {owner}", "add a word to the id")
    if _SHAPE.fullmatch(text):
        return None
    return _fault(text)


def _fault(text: str) -> ValueFault:
    start = _START.match(text)
    at = start.end() if start else 0
    folded = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    hint = f"write `{folded}`" if text.isascii() and folded and folded not in _TAKEN else _HINT
    return ValueFault(f"{quoted(text)} is not a valid id", hint, at)


IDENTIFIER = f"(?!(?:{'|'.join((*_RESERVED, *_PAGES))})$){SHAPE}"
_SCHEMA = {"type": ["string", "integer", "boolean"], "pattern": whole(IDENTIFIER), "maxLength": LENGTH}
ID = ValueType("id", check_id, _SCHEMA)
