"""Plain text to blocks: paragraphs stand between empty lines, or one on each line."""

import re
from collections.abc import Sequence

from generator.importers.dateline import dateline_of
from generator.importers.model import Imported, ImportedBlock, Metadata

_EMPTY = re.compile(r"\n[ \t\u00a0]*\n\s*")
_TITLE = 160
_LONG = 120


def read_text(text: str) -> Imported:
    """The paragraphs of a text; a short first one, or one behind a dateline, is its title if it is no sentence."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").strip()
    parts = [part for part in _EMPTY.split(text) if part.strip()]
    if len(parts) == 1:
        lines = [each for each in text.split("\n") if each.strip()]
        parts = lines if sum(map(len, lines)) > _LONG * len(lines) else parts
    at = int(len(parts) > 1 and bool(dateline_of(parts[0], text)[0]) and "\n" not in parts[0].strip())
    title = parts[at].strip() if _may_be_title(parts[at:]) else ""
    rest = (*parts[:at], *parts[at + bool(title) :])
    return Imported(Metadata(title=title), tuple(ImportedBlock("paragraph", (part,)) for part in rest))


def _may_be_title(parts: Sequence[str]) -> bool:
    """Whether the first of some paragraphs is the title of the others: one short line that is no sentence."""
    first = parts[0].strip() if len(parts) > 1 else ""
    return bool(first) and "\n" not in first and len(first) <= _TITLE and not first.endswith((".", "。", ":", ","))
