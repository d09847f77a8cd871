"""Parse YAML into a tree of strings, lists and mappings with their positions.

The parser uses libyaml's events. Types come from the schema, so `NO`, `0123` and `12:30` stay strings.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml import events

from generator.diagnostics.problem import Problem
from generator.text.source import SourceText
from generator.text.yaml_errors import explain

DEPTH = 12
LENGTH = 2_000_000
ENTRIES = 5_000
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_FOLD = r"(?:(?<![ \t])[ \t]*)?(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*[ \t]*"
_PIECES = {
    "": re.compile(rf"{_FOLD}|."),
    "'": re.compile(rf"{_FOLD}|''|."),
    '"': re.compile(rf"\\(?:x..|u.{{4}}|U.{{8}}|\r?\n[ \t]*|.)|{_FOLD}|."),
}
_BREAK = re.compile(r"\r\n?|\n")


class YamlText(NamedTuple):
    """A scalar: its value, its position including quotes, and its style: empty if plain, otherwise ', ", | or >."""

    value: str
    start: int
    end: int
    style: str


class YamlList(NamedTuple):
    """A list. In block style, its end may include comments that follow it."""

    values: tuple["YamlNode", ...]
    start: int
    end: int
    flow: bool


class YamlMapping(NamedTuple):
    """A mapping, with its entries in the order of the file and no duplicate keys."""

    entries: tuple[tuple[YamlText, "YamlNode"], ...]
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> "YamlNode | None":
        """The value of a key."""
        for name, value in self.entries:
            if name[0] == key:
                return value
        return None


YamlNode = YamlText | YamlList | YamlMapping
_Event = Any  # PyYAML's stubs declare neither marks nor the attributes of each event
EMPTY = YamlMapping((), 0, 0, flow=False)


class _RefusedError(Exception):
    def __init__(self, rule: str, message: str, position: tuple[int, int], hint: str) -> None:
        self.rule, self.message, self.position, self.hint = rule, message, position, hint


def read(source: SourceText, first: str = "name: …") -> tuple[YamlMapping | None, tuple[Problem, ...]]:
    """Parse a file as a mapping, with offsets into its text; an empty file is an empty mapping.

    Everything else is a problem: values other than strings, lists and mappings; duplicate keys, empty values, anchors,
    aliases, tags, merge keys and second documents; nesting deeper than `DEPTH`, text longer than `LENGTH`, lists and
    mappings longer than `ENTRIES`; control characters. `first` is how such a file begins, for the remedy.
    """
    try:
        return _tree(source.text, first), ()
    except _RefusedError as refused:
        start, end = refused.position
        return None, (Problem(refused.rule, refused.message, source.span(start, end), hint=refused.hint),)


def plain(node: YamlNode) -> "str | list[object] | dict[str, object]":
    """Convert a node to plain Python values: str, list, dict."""
    match node:
        case YamlText():
            return node.value
        case YamlList():
            return [plain(value) for value in node.values]
        case YamlMapping():
            return {key.value: plain(value) for key, value in node.entries}


def may_have(text: str, name: str) -> bool:
    """Whether a name may be in a YAML text: only after a backslash it stands there in another form."""
    return name in text or "\\" in text


def inside(text: str, node: YamlText, at: int) -> tuple[int, int]:
    """The range in the file of a scalar's value from its character `at` on, without quotes.

    Escapes and folded lines are taken into account; for a block scalar (| or >) it is the whole node.
    """
    quotes = 1 if node.style in ("'", '"') else 0
    start, end = node.start + quotes, node.end - quotes
    pieces = _PIECES.get(node.style)
    if pieces is None:
        return node.start, node.end
    for piece in pieces.finditer(text, start, end):
        if at <= 0:
            return piece.start(), end
        at -= _width(piece.group())
    return end, end


def _width(piece: str) -> int:
    """The number of characters in the value that a piece of the source text stands for."""
    breaks = len(_BREAK.findall(piece))
    if piece.startswith("\\"):
        return 0 if breaks else 1
    return max(breaks - 1, 1)


def _tree(text: str, first: str) -> YamlMapping:
    skip = 1 if text.startswith("\ufeff") else 0
    _refuse_unreadable(text, skip)
    try:
        root = _Reader(text, skip).document()
    except yaml.MarkedYAMLError as error:
        message, hint, at = explain(error, text[skip:])
        raise _RefusedError("yaml-is-valid", message, (at + skip, at + skip), hint) from None
    if not isinstance(root, YamlMapping):
        form = "a list" if isinstance(root, YamlList) else "a text"
        message, hint = f"expected `key: value` lines, got {form}", f"begin with `{first}`"
        raise _RefusedError("yaml-is-mapping", message, (root.start, root.start), hint)
    return root


def _refuse_unreadable(text: str, skip: int) -> None:
    if len(text) > LENGTH:
        raise _RefusedError("yaml-is-short", f"the file is longer than {LENGTH:,} characters", (0, 0), "split it")
    if clash := _CONFLICT.search(text):
        hint = "keep one side or combine both, delete the three marker lines, then run the command again"
        raise _RefusedError("merge-is-resolved", "git's conflict markers are still here", clash.span(), hint)
    if control := _CONTROL.search(text, skip):
        name = "line separator" if control.group() in "\x85\u2028\u2029" else "control character"
        message = f"{name} U+{ord(control.group()):04X}"
        raise _RefusedError("yaml-is-plain", message, control.span(), "delete the character")


class _Reader:
    """Builds the tree from libyaml's events, and refuses what the dialect excludes."""

    __slots__ = ("next", "skip", "text")

    def __init__(self, text: str, skip: int) -> None:
        self.text, self.skip = text, skip
        self.next: Callable[[], _Event] = yaml.CSafeLoader(text[skip:]).get_event

    def document(self) -> YamlNode:
        self.next()
        if type(self.next()) is events.StreamEndEvent:
            return EMPTY
        root = self.node(self.next(), 1) or EMPTY
        self.next()
        after = self.next()
        if type(after) is not events.StreamEndEvent:
            self.refuse("yaml-is-plain", "a second document", after, "keep one record in each file")
        return root

    def node(self, event: _Event, depth: int) -> YamlNode | None:
        """The node that begins with an event; None for an empty plain scalar."""
        kind = type(event)
        if event.anchor is not None or event.tag is not None:
            self.refuse_marked(event)
        if kind is events.ScalarEvent:
            value, style = event.value, event.style
            if value in _EMPTY and not style:
                return None
            return YamlText(value, event.start_mark.index + self.skip, event.end_mark.index + self.skip, style)
        if depth > DEPTH:
            self.refuse("yaml-is-shallow", f"nested deeper than {DEPTH}", event, "flatten the value")
        return self.items(event, depth + 1) if kind is events.SequenceStartEvent else self.mapping(event, depth + 1)

    def items(self, begin: _Event, depth: int) -> YamlList:
        values: list[YamlNode] = []
        event = self.next()
        while type(event) is not events.SequenceEndEvent:
            value = self.node(event, depth)
            if value is None:
                self.refuse("value-is-present", "an empty list item", event, "write the value, or delete the line")
            values.append(value)
            self.bound(len(values), event)
            event = self.next()
        return YamlList(tuple(values), *self.position(begin, event), begin.flow_style)

    def mapping(self, begin: _Event, depth: int) -> YamlMapping:
        entries: dict[str, tuple[YamlText, YamlNode]] = {}
        event = self.next()
        while type(event) is not events.MappingEndEvent:
            key = self.node(event, depth)
            if type(key) is not YamlText or (key.value == "<<" and not key.style):
                self.refuse_key(event, key)
            name = key.value
            if name in entries:
                self.refuse_second(event, entries[name][0])
            value = self.node(self.next(), depth)
            if value is None:
                self.refuse("value-is-present", f"`{name}` has no value", event, "write the value, or delete the line")
            entries[name] = key, value
            self.bound(len(entries), event)
            event = self.next()
        return YamlMapping(tuple(entries.values()), *self.position(begin, event), begin.flow_style)

    def bound(self, count: int, event: _Event) -> None:
        if count > ENTRIES:
            self.refuse(
                "yaml-is-short", f"more than {ENTRIES:,} entries in one list or mapping", event, "split the file"
            )

    def refuse_key(self, event: _Event, key: YamlNode | None) -> NoReturn:
        if isinstance(key, YamlText):
            self.refuse("yaml-is-plain", "a merge key (<<)", event, "write the values out")
        self.refuse("key-is-word", "a key that is not a plain word", event, "write `key: value`, or quote the value")

    def refuse_marked(self, event: _Event) -> NoReturn:
        if type(event) is events.AliasEvent:
            self.refuse("yaml-is-plain", "an alias (*name)", event, "write the value out, or quote it")
        what = "an anchor (&name)" if event.anchor is not None else f"a tag ({event.tag})"
        self.refuse("yaml-is-plain", what, event, "delete it, or quote the value")

    def refuse_second(self, event: _Event, first: YamlText) -> NoReturn:
        line = len(_BREAK.findall(self.text, 0, first.start)) + 1
        hint = f"keep one; the other is on line {line}"
        self.refuse("key-is-unique", f"duplicate key `{first.value}`", event, hint)

    def refuse(self, rule: str, message: str, event: _Event, hint: str) -> NoReturn:
        raise _RefusedError(rule, message, self.position(event, event), hint)

    def position(self, first: _Event, last: _Event) -> tuple[int, int]:
        return first.start_mark.index + self.skip, last.end_mark.index + self.skip
