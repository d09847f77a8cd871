"""Regular expressions that mean the same in Python and in JSON Schema."""

import re

_CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_SPACE = r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
CONTROL = re.compile(f"[{_CONTROL}]")
SPACE = re.compile(f"[{_SPACE}]")
LINE = rf"[^{_CONTROL}{_SPACE}](?:[^{_CONTROL}]*[^{_CONTROL}{_SPACE}])?"


def whole(pattern: str) -> str:
    """A pattern that matches a whole text: Python's `$` alone would allow a line break after it."""
    return rf"^(?:{pattern})$(?!\n)"
