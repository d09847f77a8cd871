"""Annotations as markdown-it rules: `[label]{kind=id key=value}` in text, `::: {…}` … `:::` around blocks."""

import re
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.articles import blocks
from generator.articles.attributes import UNCLOSED, AnnotationFault
from generator.articles.blocks import DEPTH_AROUND, IS_CELL, KEY, OFFSETS, Flag, Notes, notes_of
from generator.articles.brackets import Brackets
from generator.articles.positions import Offsets, line_starts

_LABEL = re.compile(r"\[(?:[^\\\[\]]|\\.)*\](?!\{)", re.DOTALL)
_OPENING = re.compile(r"\]\{")
_MAY_HOLD_LINKS = False
_IN_CELL = "close it in the same cell: a cell ends at `|`; inside a value, write `\\|`"
_STOPS_TEXT = ["paragraph", "reference"]
_STOPS_QUOTES = [*_STOPS_TEXT, "blockquote"]


def annotated(markdown: MarkdownIt) -> None:
    """A markdown-it plugin: it adds annotations, and the position of each inline token's text in its `meta`.

    Faults are collected in the environment of the call: `faults_of(env)`. A text without `]{` and without a line that
    begins with `::: {` is parsed as without the plugin.
    """
    block = markdown.block.ruler
    block.before("table", "annotation", blocks.annotation, {"alt": _STOPS_QUOTES})
    block.at("table", blocks.table, {"alt": _STOPS_TEXT})
    block.at("heading", blocks.heading, {"alt": _STOPS_QUOTES})
    block.at("lheading", blocks.underlined)
    block.at("paragraph", blocks.paragraph)
    block.at("reference", blocks.reference)
    markdown.inline.ruler.before("link", "annotation", _annotation)
    markdown.core.ruler.at("inline", _inline)
    markdown.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkLabel=_link_label,
    )


def faults_of(env: dict[str, object]) -> tuple[AnnotationFault, ...]:
    """The faults of the text parsed with an environment; in offsets, a line break counts as one character."""
    return tuple(notes_of(env).faults)


def _inline(state: StateCore) -> None:
    """Markdown-it's rule, after finding the brackets of each text."""
    notes = notes_of(state.env)
    for token in state.tokens:
        if token.type == "inline":
            _read(state, notes, token)
        elif token.type == "html_block" and "]{" in token.content:
            notes.faults += _in_html(state.src, token)


def _read(state: StateCore, notes: Notes, token: Token) -> None:
    token.children = children = token.children or []
    if "{" in token.content:
        notes.brackets = brackets = Brackets(token.content)
        depth = token.meta.get(DEPTH_AROUND, 0)
        brackets.read(StateInline(token.content, state.md, state.env, []), depth)
        _note(notes, token, brackets.faults)
    if "]{" not in token.content:
        notes.brackets = None
    state.md.inline.parse(token.content, state.md, state.env, children)
    if notes.brackets and not notes.brackets.faults:
        _note(notes, token, _unread(notes.brackets, children))
    notes.brackets = None


def _note(notes: Notes, token: Token, faults: list[AnnotationFault]) -> None:
    offsets = token.meta.get(OFFSETS, Offsets())
    for fault in faults:
        start, end = offsets.range(fault.start, fault.end)
        hint = _IN_CELL if token.meta.get(IS_CELL) and fault.rule in UNCLOSED else fault.hint
        notes.faults.append(fault._replace(start=start, end=end, hint=hint))


def _unread(brackets: Brackets, children: list[Token]) -> list[AnnotationFault]:
    """Annotations that another construct swallowed: no case is known, but none may disappear silently."""
    seen = {child.meta[KEY].start for child in children if child.type == "annotation_open"}
    hint = "separate it from the Markdown around it"
    message = "this annotation crosses other Markdown"
    missing = (mark for start, mark in brackets.marks.items() if start not in seen)
    return [AnnotationFault("annotation-is-whole", message, hint, mark.start, mark.end) for mark in missing]


def _brackets_of(state: StateInline) -> Brackets | None:
    """The brackets of the current text; the description of an image is a separate text."""
    brackets = notes_of(state.env).brackets
    return brackets if brackets and brackets.text == state.src else None


def _annotation(state: StateInline, silent: Flag) -> bool:
    if state.src[state.pos] != "[":
        return False
    brackets = _brackets_of(state)
    mark = brackets.marks.get(state.pos) if brackets else None
    if not mark:
        return False
    if not silent:
        end = state.posMax
        state.pos, state.posMax = mark.start + 1, mark.label_end
        state.push("annotation_open", "span", 1).meta = {KEY: mark}
        state.md.inline.tokenize(state)
        state.push("annotation_close", "span", -1)
        state.posMax = end
    state.pos = mark.end
    return True


def _link_label(state: StateInline, start: int, alone: Flag = _MAY_HOLD_LINKS) -> int:
    """The end of a link's label, as in markdown-it; but a label may contain annotations, and is never one itself."""
    brackets = _brackets_of(state)
    if not brackets:
        return helpers.parseLinkLabel(state, start, alone)
    if start > state.pos + 1:
        label = _LABEL.match(state.src, start, state.posMax)
        return label.end() - 1 if label else -1
    if start in brackets.marks or (alone and start in brackets.holding):
        return -1
    return brackets.closing.get(start, -1)


def _in_html(text: str, token: Token) -> list[AnnotationFault]:
    first, last = token.map or (0, 0)
    starts = line_starts(text)
    hint = "annotations work only in Markdown: write the paragraph without tags"
    spans = (match.span() for match in _OPENING.finditer(text, starts[first], starts[last]))
    return [AnnotationFault("annotation-is-text", "`]{` inside HTML", hint, *span) for span in spans]
