"""The edits of a YAML text that set, add and remove: they keep the file's layout, comments and line endings."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from generator.records.quoting import quote
from generator.records.yaml_layout import (
    above_comments,
    column,
    comments,
    comments_within,
    dash_before,
    end_of,
    header_comment,
    is_indent,
    line_after,
    line_start,
    newline,
)
from generator.text.source import Edit
from generator.text.yaml_tree import YamlList, YamlMapping, YamlNode, YamlText

NewValue: TypeAlias = str | Mapping[str, str]
"""A text, or an item of a list: a mapping of texts."""
NewEntry: TypeAlias = NewValue | list[NewValue]
"""The value of a new entry: a text, a mapping of texts, or a list."""
_Range: TypeAlias = tuple[int, int]
_UNUSUAL = "the list is written in an unusual way"
_ALONE = "nothing would be left behind the dash"
_DOTS = re.compile(r"(?<=[\r\n])\.\.\.")


class EditRejectedError(Exception):
    """A file can't be changed safely; `reason` completes a sentence after “because”."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def flow_text(value: NewValue) -> str:
    """A list's value in flow style: a text, or an item in braces."""
    if isinstance(value, str):
        return quote(value, flow=True)
    return "{" + ", ".join(f"{name}: {quote(text, flow=True)}" for name, text in value.items()) + "}"


def block_lines(value: NewValue, dash: int, gap: int = 2) -> list[str]:
    """A list's value as lines in block style: the dash in column `dash`, the text `gap` columns further."""
    lead = " " * dash + "-".ljust(gap)
    if isinstance(value, str):
        return [lead + quote(value)]
    first, *others = (f"{name}: {quote(text)}" for name, text in value.items())
    return [lead + first, *(" " * (dash + gap) + line for line in others)]


def entry_lines(name: str, value: NewEntry, indent: int = 2) -> list[str]:
    """An entry of a mapping as lines in block style; the values of a list are indented by `indent`."""
    match value:
        case str():
            return [f"{name}: {quote(value)}"]
        case list():
            return [f"{name}:", *(line for one in value for line in block_lines(one, indent))]
    return [f"{name}:", *(f"  {key}: {quote(text)}" for key, text in value.items())]


def replace_text(text: str, node: YamlText, value: str, *, flow: bool) -> Edit:
    """Replace a text, in the quotes that a person chose for it."""
    needed = quote(node.value, flow=flow)
    chosen = node.style if node.style in ("'", '"') and text[node.start : node.end] != needed else ""
    comment = header_comment(text, node)
    written = quote(value, chosen, flow=flow)
    return Edit(node.start, end_of(text, node), f"{written}  {comment}" if comment else written)


def add_entry(text: str, root: YamlMapping, mapping: YamlMapping, at: int, entry: tuple[str, NewEntry]) -> Edit:
    """Add entry number `at`, a key with its value, to a mapping."""
    name, value = entry
    if mapping.flow:
        ranges = [(key.start, end.end) for key, end in mapping.entries]
        written = f"[{', '.join(map(flow_text, value))}]" if isinstance(value, list) else flow_text(value)
        return _add_in_flow(mapping.start, ranges, at, f"{name}: {written}")
    ranges = [(key.start, end_of(text, end)) for key, end in mapping.entries]
    pad = " " * (column(text, ranges[0][0]) if ranges else 0)
    indent = _list_indent(text, root) if isinstance(value, list) else 2
    return _add_lines(text, ranges, at, [pad + line for line in entry_lines(name, value, indent)])


def add_value(text: str, items: YamlList, at: int, value: NewValue) -> Edit:
    """Add value number `at` to a list, laid out like its neighbours."""
    if items.flow:
        return _add_in_flow(items.start, [(node.start, node.end) for node in items.values], at, flow_text(value))
    ranges = [(_dash(text, node), end_of(text, node)) for node in items.values]
    first, like = ranges[0][0], items.values[0]
    on_one_line = line_start(text, first) == line_start(text, like.start)
    in_braces = all(isinstance(node, YamlMapping) and node.flow for node in items.values)
    dash, gap = column(text, first), like.start - first if on_one_line else 2
    lines = [" " * dash + "-".ljust(gap) + flow_text(value)] if in_braces else block_lines(value, dash, gap)
    return _add_lines(text, ranges, at, lines)


def remove(text: str, root: YamlMapping, parent: YamlMapping | YamlList, step: str | int) -> Edit:
    """Remove the entry of a mapping with the key `step`, or value number `step` of a list that has others, too."""
    if isinstance(parent, YamlList):
        return _remove_value(text, root, parent, int(step))
    return _remove_entry(text, root, parent, [key.value for key, _ in parent.entries].index(str(step)))


def _remove_entry(text: str, root: YamlMapping, mapping: YamlMapping, at: int) -> Edit:
    key, value = mapping.entries[at]
    if mapping.flow:
        return _remove_from_flow([(key.start, value.end) for key, value in mapping.entries], at)
    if is_indent(text, key.start):
        return _remove_lines(text, root, key.start, end_of(text, value))
    if len(mapping.entries) == at + 1:
        raise EditRejectedError(_ALONE)
    return _remove_behind_dash(text, root, (key.start, end_of(text, value)), mapping.entries[at + 1][0].start)


def _remove_value(text: str, root: YamlMapping, items: YamlList, at: int) -> Edit:
    node = items.values[at]
    if items.flow:
        return _remove_from_flow([(node.start, node.end) for node in items.values], at)
    return _remove_lines(text, root, _dash(text, node), end_of(text, node))


def _list_indent(text: str, root: YamlMapping) -> int:
    """How far the first block list of a file is indented from its key; 2 if there is none."""
    for key, value in root.entries:
        dash = dash_before(text, value.values[0]) if isinstance(value, YamlList) and not value.flow else None
        if dash is not None:
            return column(text, dash) - column(text, key.start)
    return 2


def _dash(text: str, node: YamlNode) -> int:
    dash = dash_before(text, node)
    if dash is None:
        raise EditRejectedError(_UNUSUAL)
    return dash


def _add_lines(text: str, ranges: Sequence[_Range], at: int, lines: Sequence[str]) -> Edit:
    """Insert whole lines after neighbour `at - 1`, or before the first one."""
    end = newline(text)
    if ranges:
        offset = line_after(text, ranges[at - 1][1]) if at else above_comments(text, ranges[0][0])
    else:
        offset = _end_of_document(text)
    block = end.join(lines)
    if offset and line_start(text, offset) != offset:
        return Edit(offset, offset, end + block)
    return Edit(offset, offset, block + end)


def _end_of_document(text: str) -> int:
    """The offset for the first line of an empty file: at the end, but before a line of three dots."""
    dots = _DOTS.search(text)
    return dots.start() if dots else len(text)


def _add_in_flow(opening: int, ranges: Sequence[_Range], at: int, words: str) -> Edit:
    if at:
        end = ranges[at - 1][1]
        return Edit(end, end, f", {words}")
    start = ranges[0][0] if ranges else opening + 1
    return Edit(start, start, f"{words}, " if ranges else words)


def _remove_from_flow(ranges: Sequence[_Range], at: int) -> Edit:
    start, end = ranges[at]
    if at + 1 < len(ranges):
        end = ranges[at + 1][0]
    elif at:
        start = ranges[at - 1][1]
    return Edit(start, end, "")


def _remove_lines(text: str, root: YamlMapping, start: int, end: int) -> Edit:
    """Remove the lines from `start` to `end`; each comment among them stays, on a line of its own."""
    first, last = line_start(text, start), line_after(text, end)
    pad, stop = " " * (start - first), newline(text)
    kept = [
        text[line_start(text, at) : to] if is_indent(text, at) else pad + text[at:to]
        for at, to in comments_within(text, root, first, end)
    ]
    return Edit(first, last, "".join(line + stop for line in kept))


def _remove_behind_dash(text: str, root: YamlMapping, entry: _Range, following: int) -> Edit:
    """Remove an entry on the line of the dash: the next entry, or a comment between them, takes its place."""
    start, end = entry
    return Edit(start, next((at for at, _ in comments(text, root) if end <= at < following), following), "")
