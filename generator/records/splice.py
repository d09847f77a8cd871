"""Changes to a mapping or a list in a record's text: no more than the lines that must change, or a refusal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.records.layout import (
    above_comments,
    column,
    comments,
    dash_before,
    end_of,
    header_comment,
    is_indent,
    line_after,
    line_start,
    newline,
)
from generator.records.quoting import quote
from generator.text.source import Edit
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText

Pairs: TypeAlias = Sequence[tuple[str, str]]
Member: TypeAlias = "str | Pairs"
_DOTS = re.compile(r"(?<=[\r\n])\.\.\.")


@dataclass(frozen=True, slots=True)
class EditRejected:
    """A change that was not made, and why: the words follow on “because”."""

    reason: str


Splice: TypeAlias = Edit | EditRejected


def flow_text(member: Member) -> str:
    """A list's value, or an item in braces, as it stands in flow style."""
    if isinstance(member, str):
        return quote(member, flow=True)
    return "{" + ", ".join(f"{name}: {quote(value, flow=True)}" for name, value in member) + "}"


def block_lines(member: Member, dash: int, gap: int = 2) -> list[str]:
    """A list's value or an item as lines of block style, the dash in column `dash`, the words `gap` further."""
    lead = " " * dash + "-".ljust(gap)
    if isinstance(member, str):
        return [lead + quote(member)]
    lines = [f"{name}: {quote(value)}" for name, value in member]
    return [lead + lines[0], *(" " * (dash + gap) + line for line in lines[1:])]


def replace(text: str, node: YamlText, value: str, *, flow: bool) -> Splice:
    """Another value in place of a node, in the quotes that a person chose for it."""
    as_we_would = quote(node.value, flow=flow)
    chosen = node.style if node.style in ("'", '"') and text[node.start : node.end] != as_we_would else ""
    comment = header_comment(text, node)
    written = quote(value, chosen, flow=flow)
    return Edit(node.start, end_of(text, node), f"{written}  {comment}" if comment else written)


def add_entry(text: str, mapping: YamlMapping, at: int, lines: Sequence[str], braced: str) -> Splice:
    """A new entry as number `at` of a mapping: `lines` without indentation in block style, else `braced`."""
    if mapping.flow:
        return _add_to_flow(mapping.start, [(key.start, value.end) for key, value in mapping.entries], at, braced)
    spans = [(key.start, end_of(text, value)) for key, value in mapping.entries]
    pad = " " * (column(text, spans[0][0]) if spans else 0)
    return _add_lines(text, spans, at, [pad + line for line in lines])


def add_member(text: str, items: YamlList, at: int, member: Member) -> Splice:
    """A new value or item as number `at` of a list, laid out like its neighbours."""
    if items.flow:
        return _add_to_flow(items.start, [(node.start, node.end) for node in items.values], at, flow_text(member))
    spans = [(start, end_of(text, node)) for node in items.values if (start := dash_before(text, node)) is not None]
    if len(spans) < len(items.values):
        return EditRejected("the list is written in an unusual way")
    first, like = spans[0][0], items.values[0]
    on_one_line = line_start(text, first) == line_start(text, like.start)
    braces = all(isinstance(node, YamlMapping) and node.flow for node in items.values)
    dash, gap = column(text, first), like.start - first if on_one_line else 2
    lines = [" " * dash + "-".ljust(gap) + flow_text(member)] if braces else block_lines(member, dash, gap)
    return _add_lines(text, spans, at, lines)


def remove_entry(text: str, root: YamlMapping, mapping: YamlMapping, at: int) -> Splice:
    """Entry number `at` out of a mapping."""
    key, value = mapping.entries[at]
    if mapping.flow:
        spans = [(key.start, value.end) for key, value in mapping.entries]
        return _remove_from_flow(spans, at)
    if is_indent(text, key.start):
        return _remove_lines(text, root, key.start, end_of(text, value))
    if len(mapping.entries) == at + 1:
        return EditRejected("nothing would be left behind the dash")
    return _remove_behind_dash(text, root, (key.start, end_of(text, value)), mapping.entries[at + 1][0].start)


def remove_member(text: str, root: YamlMapping, items: YamlList, at: int) -> Splice:
    """Value or item number `at` out of a list that holds others too."""
    node = items.values[at]
    if items.flow:
        return _remove_from_flow([(node.start, node.end) for node in items.values], at)
    dash = dash_before(text, node)
    if dash is None:
        return EditRejected("the list is written in an unusual way")
    return _remove_lines(text, root, dash, end_of(text, node))


def comments_within(text: str, root: YamlMapping, start: int, end: int) -> list[tuple[int, int]]:
    """The comments from offset `start` to the end of the line that holds `end`."""
    last = line_after(text, end)
    return [span for span in comments(text, root) if start <= span[0] < last]


def list_indent(text: str, root: YamlMapping) -> int:
    """How far a record's own lists stand in from their key; 2 where it has none yet."""
    for key, value in root.entries:
        dash = dash_before(text, value.values[0]) if isinstance(value, YamlList) and not value.flow else None
        if dash is not None:
            return column(text, dash) - column(text, key.start)
    return 2


def _add_lines(text: str, spans: Sequence[tuple[int, int]], at: int, lines: Sequence[str]) -> Edit:
    """Whole lines behind neighbour `at - 1`, or before the first one."""
    end = newline(text)
    if spans:
        offset = line_after(text, spans[at - 1][1]) if at else above_comments(text, spans[0][0])
    else:
        offset = _end_of_document(text)
    block = end.join(lines)
    if offset and line_start(text, offset) != offset:
        return Edit(offset, offset, end + block)
    return Edit(offset, offset, block + end)


def _end_of_document(text: str) -> int:
    """Where the first line of an empty record goes: at the end, but before a line of three dots."""
    dots = _DOTS.search(text)
    return dots.start() if dots else len(text)


def _add_to_flow(opening: int, spans: Sequence[tuple[int, int]], at: int, words: str) -> Edit:
    if at:
        end = spans[at - 1][1]
        return Edit(end, end, f", {words}")
    start = spans[0][0] if spans else opening + 1
    return Edit(start, start, f"{words}, " if spans else words)


def _remove_from_flow(spans: Sequence[tuple[int, int]], at: int) -> Edit:
    start, end = spans[at]
    if at + 1 < len(spans):
        end = spans[at + 1][0]
    elif at:
        start = spans[at - 1][1]
    return Edit(start, end, "")


def _remove_lines(text: str, root: YamlMapping, start: int, end: int) -> Edit:
    """The lines from `start` to `end`, their comments kept on lines of their own."""
    first, last = line_start(text, start), line_after(text, end)
    pad, stop = " " * (start - first), newline(text)
    kept = [
        text[line_start(text, at) : to] if not text[line_start(text, at) : at].strip() else pad + text[at:to]
        for at, to in comments_within(text, root, first, end)
    ]
    return Edit(first, last, "".join(line + stop for line in kept))


def _remove_behind_dash(text: str, root: YamlMapping, entry: tuple[int, int], following: int) -> Edit:
    """An entry that shares its line with the dash: the next one takes its place, or a comment between the two."""
    start, end = entry
    return Edit(start, next((at for at, _ in comments(text, root) if end <= at < following), following), "")
