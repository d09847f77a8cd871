"""Find positions in a YAML text: lines, indentation, comments, the dash before a node and its last character."""

import re
from collections.abc import Iterator

from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_BREAKS = "\r\n\x85\u2028\u2029"
_COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_COMMENT_LINE = re.compile(r"[ \t]*#")
_HEADER = re.compile(r"[|>][^\s#]*[ \t]+(#[^\r\n\x85\u2028\u2029]*)")
BYTE_ORDER_MARK = "\ufeff"


def newline(text: str) -> str:
    """The line ending that a text uses; a line feed if it has none."""
    match = _BREAK.search(text)
    return match.group() if match and match.group() in ("\r\n", "\r") else "\n"


def line_start(text: str, at: int) -> int:
    """The offset of the first character of the line of `at`, after a byte order mark."""
    start = max(text.rfind(character, 0, at) for character in _BREAKS) + 1
    return 1 if start == 0 and text.startswith(BYTE_ORDER_MARK) else start


def line_after(text: str, at: int) -> int:
    """The offset after the line of `at` and its line ending."""
    match = _BREAK.search(text, at)
    return match.end() if match else len(text)


def column(text: str, at: int) -> int:
    """The number of characters before `at` on its line."""
    return at - line_start(text, at)


def is_indent(text: str, at: int) -> bool:
    """Whether there is only white space before `at` on its line."""
    return not text[line_start(text, at) : at].strip()


def above_comments(text: str, at: int) -> int:
    """The offset to insert before the line of `at`: above the comments on it, but below those that open the file."""
    start = above = line_start(text, at)
    lines = [line_start(text, 0), *(match.end() for match in _BREAK.finditer(text, 0, start))]
    for line in reversed(lines[:-1]):
        if not _COMMENT_LINE.match(text, line):
            return above
        above = line
    return start


def end_of(text: str, node: YamlNode) -> int:
    """The offset after a node's last character, without the blank lines and comments that follow it."""
    match node:
        case YamlText(style="|" | ">"):
            return node.start + len(text[node.start : node.end].rstrip(" \t" + _BREAKS))
        case YamlList(values=(*_, last), flow=False) | YamlMapping(entries=(*_, (_, last)), flow=False):
            return end_of(text, last)
    return node.end


def comments(text: str, root: YamlNode) -> tuple[tuple[int, int], ...]:
    """The ranges of all comments, each from its `#` to the end of its line."""
    return tuple(_comments(text, root))


def comments_within(text: str, root: YamlNode, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the comments from `start` to the end of the line of `end`."""
    last = line_after(text, end)
    return [found for found in comments(text, root) if start <= found[0] < last]


def dash_before(text: str, node: YamlNode) -> int | None:
    """The offset of the dash before a list's value; None if it is not the first on its line."""
    starts = {match.end(): match.start() for match in _COMMENT.finditer(text, 0, node.start)}
    end = len(text[: node.start].rstrip())
    while end in starts:
        end = len(text[: starts[end]].rstrip())
    dash = end - 1
    return dash if text[dash] == "-" and is_indent(text, dash) else None


def header_comment(text: str, node: YamlText) -> str:
    """The comment after the `|` or `>` that opens a block of text, "" for none."""
    match = _HEADER.match(text, node.start)
    return match.group(1) if match else ""


def _comments(text: str, root: YamlNode) -> Iterator[tuple[int, int]]:
    at = 0
    for leaf in _leaves(root):
        yield from (match.span() for match in _COMMENT.finditer(text, at, leaf.start))
        if header := _HEADER.match(text, leaf.start):
            yield header.span(1)
        at = leaf.end
    yield from (match.span() for match in _COMMENT.finditer(text, at))


def _leaves(node: YamlNode) -> Iterator[YamlText]:
    match node:
        case YamlText():
            yield node
        case YamlList():
            for value in node.values:
                yield from _leaves(value)
        case YamlMapping():
            for key, value in node.entries:
                yield key
                yield from _leaves(value)
