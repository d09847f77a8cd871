"""Text as Markdown that shows these very words."""

import re

from generator.articles.sentence_lines import STRUCTURE

_ACTIVE = re.compile(r"[\\`*\[\]{}<|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w)|~(?=~)|(?<=~)~")
_FIRST = re.compile(r"[^\w\s]")


def escape_markdown(line: str) -> str:
    """One line of text, with backslashes before what Markdown or a common dialect would take for more."""
    escaped = _ACTIVE.sub(r"\\\g<0>", line)
    return _FIRST.sub(r"\\\g<0>", escaped, count=1) if STRUCTURE.match(escaped) else escaped
