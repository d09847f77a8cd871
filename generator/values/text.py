"""Text: one line."""

import re

from generator.values.model import ValueFault, ValueType
from generator.values.pattern import CONTROL, LINE, SPACE, whole

LENGTH = 10_000
_JOIN = "write it on one line; for a long text, use `>-`, which joins several lines"
_LINE = re.compile(LINE)


def check_text(text: str) -> ValueFault | None:
    """Reject empty texts, line breaks, control characters, outer spaces, and more than `LENGTH` characters."""
    if len(text) > LENGTH:
        return ValueFault(f"a text of {len(text):,} characters", f"keep it under {LENGTH:,}", LENGTH)
    return None if _LINE.fullmatch(text) else _fault(text)


def _fault(text: str) -> ValueFault:
    if not text:
        return ValueFault("an empty text", "write the text, or delete the line")
    if found := CONTROL.search(text):
        if found.group() in "\n\r\x85\u2028\u2029":
            return ValueFault("a line break in a text", _JOIN, found.start())
        return ValueFault(f"control character U+{ord(found.group()):04X}", "delete the character", found.start())
    return ValueFault(
        "a space at the start or end of a text", "delete the space", 0 if SPACE.match(text) else len(text) - 1
    )


TEXT = ValueType(
    "text",
    check_text,
    {"type": ["string", "number", "boolean"], "pattern": whole(LINE), "maxLength": LENGTH},
)
