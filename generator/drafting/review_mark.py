"""The mark of an unreviewed article: `review: draft` in its front matter."""

import re

from generator.articles.front import read_front
from generator.text.source import SourceText

KEY, DRAFT = "review", "draft"
_ENTRY = re.compile(rf"^{KEY}:[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_CLOSING = re.compile(r"(?:\r\n|[\r\n])(?=---[ \t]*(?:\r\n|[\r\n]|\Z))")


def mark_draft(source: SourceText) -> str | None:
    """The article's text with the mark; None if it has no front matter."""
    front, _ = read_front(source)
    head = source.text[: front.body]
    closing = _CLOSING.search(head, 1)
    if not closing:
        return None
    if entry := _ENTRY.search(head, 0, closing.start()):
        return source.text[: entry.start()] + f"{KEY}: {DRAFT}" + source.text[entry.end() :]
    return source.text[: closing.start()] + f"{closing.group()}{KEY}: {DRAFT}" + source.text[closing.start() :]
