"""The blocks of an article: block annotations between `:::` lines, and the position of the text of every block."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from markdown_it import rules_block
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.articles.attributes import UNCLOSED, AnnotationFault, read_attributes
from generator.articles.brackets import DEPTH, Brackets, Mark, too_deep
from generator.articles.positions import Offsets, cells, of_cell, of_lines

Flag: TypeAlias = bool
BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

KEY = "annotations"
OFFSETS = "offsets"
DEPTH_AROUND = "depth"
IS_CELL = "cell"
_FOR_REAL = False
_OPENING = re.compile(r":::[ \t]*(?=\{)")
_CLOSING = re.compile(r":::[ \t]*")
_NEARLY = re.compile(r"(:{3,}+)[ \t]*+(\{?)[ \t]*+(?:\.[a-z]|[a-z][a-z0-9_-]*=)")
_COLONS = re.compile(r":{3,}[ \t]*")


@dataclass(slots=True)
class Notes:
    """State that the rules share about one text.

    Its faults, the number of open block annotations, and the brackets of the current paragraph.
    """

    faults: list[AnnotationFault] = field(default_factory=list)
    open: int = 0
    brackets: Brackets | None = None


def notes_of(env: EnvType) -> Notes:
    """The notes on the text that is parsed with an environment."""
    if KEY not in env:
        env[KEY] = Notes()
    return cast("Notes", env[KEY])


def annotation(state: StateBlock, start: int, end: int, silent: Flag) -> bool:
    """The rule for `::: {…}` … `:::`; both lines terminate other blocks."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", at) or state.is_code_block(start):
        return False
    notes = notes_of(state.env)
    opening = _OPENING.match(state.src, at, state.eMarks[start])
    if silent:
        return bool(opening) or (notes.open > 0 and _closes(state, start))
    if not opening or state.level >= state.md.options.maxNesting - 2:
        return False
    _read(state, notes, opening.end(), start, end)
    return True


def reference(state: StateBlock, start: int, end: int, silent: Flag) -> bool:
    """Markdown-it's rule for link definitions; an annotation in the same lines takes precedence."""
    env = state.env
    state.env = {KEY: notes_of(env)}
    done = rules_block.reference(state, start, end, silent)
    state.env = env
    annotated = done and "]{" in state.src[state.bMarks[start] : state.eMarks[state.line - 1]]
    state.line = start
    return done and not annotated and rules_block.reference(state, start, end, silent)


def _read(state: StateBlock, notes: Notes, braces: int, start: int, end: int) -> None:
    """Read a block annotation whose braces open at an offset, up to its closing line."""
    at, line_end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    attributes = read_attributes(state.src, braces, line_end)
    if isinstance(attributes, AnnotationFault):
        notes.faults.append(_on_one_line(attributes))
    elif rest := state.src[attributes.end : line_end].strip(" \t"):
        after = state.src.index(rest, attributes.end)
        hint = "begin the text on the next line"
        notes.faults.append(AnnotationFault("fence-is-alone", "text after the braces", hint, after, after + len(rest)))
    if notes.open >= DEPTH:
        notes.faults.append(too_deep(at, line_end))
    token = state.push("annotation_block_open", "div", 1)
    notes.open += 1
    closed = _read_inside(state, start + 1, end)
    notes.open -= 1
    token.map = [start, state.line]
    if closed and not isinstance(attributes, AnnotationFault):
        last = state.line - 1
        stop = state.bMarks[last] + state.tShift[last] + len(":::")
        token.meta = {KEY: Mark(at, line_end, stop, attributes)}
    elif not closed:
        hint = "write `:::` on its own line after the last paragraph, with the same indentation as this line"
        notes.faults.append(
            AnnotationFault("fence-is-closed", "the block opened here is never closed", hint, at, line_end)
        )
    state.push("annotation_block_close", "div", -1)


def _on_one_line(fault: AnnotationFault) -> AnnotationFault:
    if fault.rule in UNCLOSED:
        return fault._replace(hint="close it on the same line: the braces of a block don't continue on the next line")
    return fault


def _read_inside(state: StateBlock, line: int, end: int) -> bool:
    """Read blocks up to and including the closing line; False if the text or its container ends first."""
    rules = state.md.block.ruler.getRules("")
    while True:
        state.line = line = min(state.skipEmptyLines(line), end)
        if line >= end or state.sCount[line] < state.blkIndent:
            return False
        if _closes(state, line):
            state.line = line + 1
            return True
        any(rule(state, line, end, _FOR_REAL) for rule in rules)
        line = state.line


def _closes(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return not state.is_code_block(line) and bool(_CLOSING.fullmatch(state.src, start, state.eMarks[line]))


def _with_positions(rule: BlockRule, note: Callable[[StateBlock, list[Token]], None]) -> BlockRule:
    """A markdown-it rule that also notes the position of its tokens' text."""

    def read(state: StateBlock, start: int, end: int, silent: Flag) -> bool:
        first = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            note(state, state.tokens[first:])
        return done

    return read


def _note(state: StateBlock, token: Token, offsets: Offsets) -> None:
    token.meta = {OFFSETS: offsets, DEPTH_AROUND: notes_of(state.env).open}


def _note_lines(state: StateBlock, tokens: list[Token]) -> None:
    token = tokens[1]
    first, end = token.map or (0, 0)
    starts = [state.bMarks[line] + state.tShift[line] for line in range(first, end)]
    _note(state, token, of_lines(token.content, state.src, starts))
    if ":::" in token.content:
        notes_of(state.env).faults += (
            fault for line, at in enumerate(starts, first) if (fault := _nearly(state.src, at, state.eMarks[line]))
        )


def _note_heading(state: StateBlock, tokens: list[Token]) -> None:
    opening, token = tokens[:2]
    line = (opening.map or (0,))[0]
    start = state.bMarks[line] + state.tShift[line] + len(opening.markup)
    _note(state, token, of_lines(token.content, state.src, [start]))


def _note_cells(state: StateBlock, tokens: list[Token]) -> None:
    row: list[tuple[int, int]] = []
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            row = cells(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
            end = state.eMarks[line]
        elif token.type == "inline":
            start, stop = row.pop(0) if row else (end, end)
            _note(state, token, of_cell(token.content, state.src, start, stop))
            token.meta[IS_CELL] = True
        elif token.type == "tr_close":
            notes_of(state.env).faults += (
                AnnotationFault(
                    "cell-has-column", "a cell beyond the table's columns", "delete it, or add a column", *cell
                )
                for cell in row
                if "{" in state.src[slice(*cell)]
            )


def _nearly(text: str, start: int, end: int) -> AnnotationFault | None:
    """Why a line of a paragraph that looks like a `:::` line is none."""
    if _COLONS.fullmatch(text, start, end):
        hint = "delete it, or open a block with `::: {…}` before it; in a list or quote, both lines belong inside"
        return AnnotationFault("fence-is-opened", "a closing `:::` without a block to close", hint, start, end)
    match = _NEARLY.match(text, start)
    if not match:
        return None
    if not match[2]:
        hint = "write the braces: `::: {meeting=…}`"
        return AnnotationFault("annotation-has-braces", "a block annotation without braces", hint, start, end)
    hint = "write exactly three colons, indent them by at most three spaces, and use fewer nested lists"
    return AnnotationFault("fence-is-plain", "a block annotation can't begin like this", hint, start, end)


paragraph = _with_positions(rules_block.paragraph, _note_lines)
underlined = _with_positions(rules_block.lheading, _note_lines)
heading = _with_positions(rules_block.heading, _note_heading)
table = _with_positions(rules_block.table, _note_cells)
