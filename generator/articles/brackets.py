"""Match the brackets of a paragraph, and find annotations and text that only looks like one.

This is CommonMark's algorithm, one pass with a stack, extended by annotations. Code, escapes, URLs and links are
recognised by markdown-it's own rules, so that both always agree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.rules_inline import StateInline, autolink, backtick, escape, html_inline, image, link

from generator.articles.attributes import AnnotationFault, Attributes, read_attributes

DEPTH = 8
_SILENT = True
_SPECIAL = re.compile(r"[\\`<\[\]{]")
_GAP = re.compile(r"[ \t\n]+(?=\{)")
_LOOKS_LIKE = r"\{[ \t\n]*(?:\.[a-z]|[a-z][a-z0-9_-]*(?:=|[ \t\n]+[a-z][a-z0-9_-]*=))"
_BRACES = re.compile(rf"(?={_LOOKS_LIKE})\{{[^{{}}\n]*\}}?")
_ATTACHED = re.compile(r"[^\W_]|[*}”’»]")
_LITERAL_BRACE = "or write `\\{` for a literal brace"


class Mark(NamedTuple):
    """An annotation from `[` up to `end`, after `}`; its label ends at `label_end`. A block ends after its fence."""

    start: int
    label_end: int
    end: int
    attributes: Attributes


@dataclass(slots=True)
class Brackets:
    """The result of one pass over a text: matching offsets of `[` and `]`, annotations by their start, and faults."""

    text: str
    closing: dict[int, int] = field(default_factory=dict)
    holding: set[int] = field(default_factory=set)
    marks: dict[int, Mark] = field(default_factory=dict)
    faults: list[AnnotationFault] = field(default_factory=list)
    _openers: list[tuple[int, bool]] = field(default_factory=list)
    _linked: int = 0
    _floor: int = 0
    _awaited: tuple[int, bool] = (-1, False)

    def read(self, state: StateInline, depth: int) -> None:
        """Find all brackets of the text. `state` is a scratch state for it; `depth` blocks are open around it."""
        at = 0
        while match := _SPECIAL.search(self.text, at):
            at = self._step(state, match.start())
        self.faults += _too_deep(self.marks, depth)

    def _step(self, state: StateInline, at: int) -> int:
        """Read what begins with the special character at an offset; return where to continue."""
        match self.text[at]:
            case "[":
                self._openers.append((at, at > self._floor and self.text[at - 1] == "!"))
                return at + 1
            case "]":
                return self._close(state, at)
            case "{":
                self._brace(at)
                return at + 1
        return self._literal(state, at)

    def _literal(self, state: StateInline, at: int) -> int:
        """Skip code, an escape, a URL or a tag as a whole."""
        state.pos = at
        if not any(rule(state, _SILENT) for rule in _LITERALS[self.text[at]]):
            return at + 1
        if self.text[at] == "<":
            self._refuse_inside(at, state.pos)
        elif self.text.startswith("\\]{", at):
            hint = "write `]{…}` to annotate, or `]\\{` for literal brackets"
            self.faults.append(
                AnnotationFault("annotation-is-whole", "`\\]{` is only half an escape", hint, at, at + 3)
            )
            state.pos += 1
        self._floor = state.pos
        return state.pos

    def _close(self, state: StateInline, at: int) -> int:
        annotates = self.text.startswith("{", at + 1)
        if not self._openers:
            if annotates:
                hint = "write `[` before the annotated words, or `]\\{` for literal brackets"
                self.faults.append(AnnotationFault("annotation-is-whole", "`]{` closes no `[`", hint, at, at + 2))
            return at + 1 + annotates
        start, pictured = self._openers.pop()
        self.closing[start] = at
        if len(self._openers) < self._linked:
            self._linked = len(self._openers)
            self.holding.add(start)
        return self._annotate(start, at) if annotates else self._link(state, start, at, pictured=pictured)

    def _annotate(self, start: int, label_end: int) -> int:
        attributes = read_attributes(self.text, label_end + 1, len(self.text))
        if isinstance(attributes, AnnotationFault):
            self.faults.append(attributes)
            return label_end + 2
        if not self.text[start + 1 : label_end].strip():
            hint = "put the annotated words between the brackets"
            self.faults.append(
                AnnotationFault("annotation-has-label", "the brackets are empty", hint, start, label_end + 1)
            )
        self.marks[start] = Mark(start, label_end, attributes.end, attributes)
        self._floor = attributes.end
        return attributes.end

    def _link(self, state: StateInline, start: int, label_end: int, *, pictured: bool) -> int:
        """Try the brackets as a link or an image."""
        state.pos = start - pictured
        if not (image if pictured else link)(state, _SILENT):
            self._await(label_end + 1, is_link=False)
            return label_end + 1
        end = state.pos
        self._refuse_inside(label_end, end)
        if pictured:
            self._refuse_pictured(start)
        else:
            self._linked = len(self._openers)
        self._floor = end
        self._await(end, is_link=True)
        return end

    def _refuse_inside(self, start: int, end: int) -> None:
        at = self.text.find("]{", start, end)
        if at >= 0:
            hint = "annotate the words around it; if the URL really contains `]{`, write `%5D%7B`"
            self.faults.append(AnnotationFault("annotation-is-text", "`]{` inside a URL or a tag", hint, at, at + 2))

    def _refuse_pictured(self, start: int) -> None:
        """Refuse annotations in the description of an image that opens at `start`."""
        inside = []
        while self.marks and next(reversed(self.marks.values())).start > start:
            inside.append(self.marks.popitem()[1])
        hint = "annotate the whole image, `[![…](…)]{…}`, or words of the text"
        message = "an annotation in the description of an image"
        self.faults += (AnnotationFault("annotation-is-text", message, hint, mark.start, mark.end) for mark in inside)

    def _await(self, at: int, *, is_link: bool) -> None:
        """Remember where braces would seem to belong to the bracket or link that ends at an offset."""
        gap = _GAP.match(self.text, at)
        self._awaited = (gap.end() if gap else at, is_link)

    def _brace(self, at: int) -> None:
        """Report braces that look like an annotation but belong to no brackets."""
        braces = _BRACES.match(self.text, at)
        if not braces:
            return
        end = braces.end()
        awaited, is_link = self._awaited
        if at == awaited and is_link:
            hint = f"put the link in brackets: `[[…](…)]{{…}}`; {_LITERAL_BRACE}"
            self.faults.append(AnnotationFault("annotation-is-attached", "the braces follow a link", hint, at, end))
        elif at == awaited:
            hint = f"delete the space; {_LITERAL_BRACE}"
            self.faults.append(AnnotationFault("annotation-is-attached", "a space before the brace", hint, at, end))
        elif at and _ATTACHED.match(self.text, at - 1):
            hint = f"put the words in brackets: `[…]{{…}}`; {_LITERAL_BRACE}"
            self.faults.append(
                AnnotationFault("annotation-is-attached", "the braces follow no brackets", hint, at, end)
            )


_LITERALS = {"\\": (escape,), "`": (backtick,), "<": (autolink, html_inline)}


def _too_deep(marks: dict[int, Mark], depth: int) -> Iterator[AnnotationFault]:
    """Annotations with `DEPTH` others around them."""
    ends: list[int] = []
    for start in sorted(marks):
        mark = marks[start]
        while ends and ends[-1] <= start:
            ends.pop()
        ends.append(mark.end)
        if depth + len(ends) > DEPTH:
            yield too_deep(start, mark.label_end)


def too_deep(start: int, end: int) -> AnnotationFault:
    """The fault of an annotation inside too many others."""
    hint = "end one of the annotations around it before this one"
    return AnnotationFault("annotation-is-shallow", f"an annotation inside {DEPTH} others", hint, start, end)
