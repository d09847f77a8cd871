"""Text as Markdown that shows these very words, whatever they are."""

import re
from collections.abc import Sequence
from itertools import groupby

from generator.articles.escaping import escape_markdown
from generator.importers.model import ImportedBlock

SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_SPACELESS = r"[\u0e00-\u0e7f\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
_WRAPPED = re.compile(rf"(?<={_SPACELESS})[ \t]*\r?\n[ \t]*(?={_SPACELESS})")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_HEADING_END = re.compile(r"(?<![^ ])#(?=#*$)")


def to_markdown(blocks: Sequence[ImportedBlock]) -> str:
    """Blocks as Markdown, with an empty line between them, but not between items of a list or rows of a table."""
    parts = []
    for kind, group in groupby(blocks, lambda block: block.kind):
        match kind:
            case "item":
                parts.append("\n".join(f"- {_flow(block.lines, '  ')}" for block in group))
            case "row":
                parts.append(_table([block.lines for block in group]))
            case "quote":
                parts.append("\n>\n".join(f"> {_flow(block.lines, '> ')}" for block in group))
            case "heading":
                parts += (f"## {_HEADING_END.sub(chr(92) + '#', line(' '.join(block.lines)))}" for block in group)
            case _:
                parts += (_flow(block.lines, "") for block in group)
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text on one line, without control characters; a line break in Chinese, Japanese or Thai is no space."""
    return SPACES.sub(" ", _WRAPPED.sub("", CONTROL.sub("", text))).strip()


def line(text: str) -> str:
    """Text as the Markdown of one line that shows it as it is."""
    return escape_markdown(plain(text))


def _flow(lines: Sequence[str], indent: str) -> str:
    """Lines that a reader sees apart, as hard breaks."""
    return f"\\\n{indent}".join(filter(None, map(line, lines)))


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows))
    written = ["| " + " | ".join(line(cell) for cell in (*row, *[""] * (width - len(row)))) + " |" for row in rows]
    return "\n".join((written[0], "|" + " --- |" * width, *written[1:]))
