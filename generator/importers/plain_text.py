"""Plain text to blocks: paragraphs stand between empty lines, or one on each line."""

import re

from generator.importers.model import Imported, ImportedBlock, Metadata

_EMPTY = re.compile(r"\n[ \t\u00a0]*\n\s*")
_TITLE = 160
_LONG = 120


def read_text(text: str) -> Imported:
    """The paragraphs of a text; a short first one that is no sentence is its title."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").strip()
    parts = [part for part in _EMPTY.split(text) if part.strip()]
    if len(parts) == 1:
        lines = [each for each in text.split("\n") if each.strip()]
        parts = lines if sum(map(len, lines)) > _LONG * len(lines) else parts
    first = parts[0].strip() if parts else ""
    is_title = (
        len(parts) > 1 and "\n" not in first and len(first) <= _TITLE and not first.endswith((".", "。", ":", ","))
    )
    blocks = tuple(ImportedBlock("paragraph", (part,)) for part in parts[is_title:])
    return Imported(Metadata(title=first if is_title else ""), blocks)
