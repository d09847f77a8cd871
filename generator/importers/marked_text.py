"""A text in blocks with marks over some of its words, and its Markdown with annotations at these very words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from generator.articles.escaping import escape_markdown
from generator.diagnostics.problem import Problem
from generator.importers.model import Metadata
from generator.text.source import Span

MarkedKind: TypeAlias = Literal["paragraph", "heading", "item", "quote", "row"]
Pairs: TypeAlias = tuple[tuple[str, str], ...]
_NEAR = "_~!*"


@dataclass(frozen=True, slots=True)
class NamedWords:
    """What an annotation of a foreign text names.

    `kind` is the annotation's word, `target` the reference as written ("" for none), `id` the id where the text gives
    it (a date, an address of a record), `label` the words. `braces` is the whole annotation where it is ours already.
    `in_dateline`: it says where or when the text was written, or what it tells of took place.
    """

    kind: str
    label: str
    span: Span
    target: str = ""
    id: str = ""
    attributes: Pairs = ()
    braces: str = ""
    in_dateline: bool = False


@dataclass(frozen=True, slots=True)
class TextMark:
    """A mention over the text of a block, from `start` up to `end`."""

    start: int
    end: int
    mention: NamedWords


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block: its text, where a line feed is a line break that a reader sees, and its marks; a row has cells instead.

    `opens` are mentions whose block annotations begin before it, `closes` is the number of those that end behind it.
    """

    kind: MarkedKind
    text: str
    marks: tuple[TextMark, ...] = ()
    cells: "tuple[MarkedBlock, ...]" = ()
    opens: tuple[NamedWords, ...] = ()
    closes: int = 0


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document to become an article; `notes` counts what was read as text or left out.

    `day` is that of its dateline, "" if it names none. `problems` are what was read with doubt, at its place.
    """

    id: str
    metadata: Metadata
    blocks: tuple[MarkedBlock, ...]
    span: Span
    notes: Mapping[str, int] = field(default_factory=Counter)
    day: str = ""
    problems: tuple[Problem, ...] = ()


Braces: TypeAlias = Callable[[NamedWords], str]
"""The braces of a mention, "" for one that stays text."""


def marked_markdown(blocks: Sequence[MarkedBlock], braces: Braces) -> str:
    """Blocks as Markdown with annotations."""
    parts: list[str] = []
    fences: list[str] = []
    for _, group in groupby(_grouped(blocks), lambda pair: pair[0]):
        several = [block for _, block in group]
        for mention in several[0].opens:
            own = braces(mention)
            fences.append(":::" if own else "")
            parts.append(own and f"::: {own}")
        parts.append(_written(several, braces))
        parts += [fences.pop() for _ in range(several[-1].closes)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _grouped(blocks: Sequence[MarkedBlock]) -> list[tuple[int, MarkedBlock]]:
    """Blocks with the number of the list, table or quotation that they are in together."""
    numbered: list[tuple[int, MarkedBlock]] = []
    for block in blocks:
        before = numbered[-1][1] if numbered else None
        is_same = before and block.kind == before.kind and block.kind in ("item", "row", "quote")
        is_open = is_same and not block.opens and not (before and before.closes)
        number = numbered[-1][0] if numbered else 0
        numbered.append((number if is_open else number + 1, block))
    return numbered


def _written(blocks: Sequence[MarkedBlock], braces: Braces) -> str:
    match blocks[0].kind:
        case "item":
            return "\n".join(f"- {_text(block, braces, '  ')}" for block in blocks)
        case "quote":
            return "\n>\n".join(f"> {_text(block, braces, '> ')}" for block in blocks)
        case "heading":
            return f"## {_text(blocks[0], braces, '')}"
        case "row":
            return _table(blocks, braces)
    return _text(blocks[0], braces, "")


def _table(rows: Sequence[MarkedBlock], braces: Braces) -> str:
    width = max(len(row.cells) for row in rows)
    lines = []
    for row in rows:
        cells = [_text(cell, braces, "").replace("\\\n", " ") for cell in row.cells]
        lines.append("| " + " | ".join((*cells, *[""] * (width - len(cells)))) + " |")
    return "\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))


def _text(block: MarkedBlock, braces: Braces, indent: str) -> str:
    """The text of a block: escaped, with brackets and braces around the words of its marks."""
    written = [
        (mark, own) for mark in block.marks if (own := braces(mark.mention)) and "|" not in own * bool(_is_cell(block))
    ]
    edges = {at for mark, _ in written for at in (mark.start, mark.end)}
    pieces = _escaped(block.text, edges)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for mark, own in sorted(written, key=lambda pair: (pair[0].start, -pair[0].end)):
        opening.setdefault(mark.start, []).append("[")
        closing.setdefault(mark.end, []).insert(0, f"]{own}")
    parts: list[str] = []
    for at in range(len(block.text) + 1):
        parts += closing.get(at, ())
        parts += opening.get(at, ())
        if at < len(block.text):
            parts.append(f"\\\n{indent}" if block.text[at] == "\n" else pieces[at])
    return "".join(parts)


def _is_cell(block: MarkedBlock) -> bool:
    return block.kind == "row"


def _escaped(text: str, edges: set[int]) -> list[str]:
    """Each character of a text as Markdown shows it; beside a bracket, more of them mean something."""
    pieces: list[str] = []
    for line in text.split("\n"):
        escaped = escape_markdown(line)
        at = 0
        for _ in line:
            width = 2 if escaped[at] == "\\" else 1
            pieces.append(escaped[at : at + width])
            at += width
        pieces.append("\n")
    for edge in edges:
        for at in (edge - 1, edge):
            if 0 <= at < len(text) and pieces[at] in _NEAR:
                pieces[at] = f"\\{pieces[at]}"
    if text.endswith("#"):
        pieces[len(text) - 1] = "\\#"
    return pieces
