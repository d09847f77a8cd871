"""YAML text to a tree of strings, lists and mappings, each with its place. No types, no surprises.

Built on libyaml's events. Types come from the schema, so `NO`, `0123` and `12:30` are what they look like.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import yaml
from yaml import events

from generator.problems import Problem
from generator.source import Source

DEPTH = 12
LENGTH = 2_000_000
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HINT = "quote the value if the character belongs to it"


class Text(NamedTuple):
    """A scalar: its value, its place with any quotes, and its style: '' plain, or one of ' \" | >."""

    value: str
    start: int
    end: int
    style: str


class Items(NamedTuple):
    """A list. The end of one in block style may lie beyond comments that follow it."""

    values: tuple["Node", ...]
    start: int
    end: int
    flow: bool


class Mapping(NamedTuple):
    """A mapping, entries in the order of the file, no key twice."""

    entries: tuple[tuple[Text, "Node"], ...]
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> "Node | None":
        """The value of a key."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Text | Items | Mapping
EMPTY = Mapping((), 0, 0, flow=False)


class _RefusedError(Exception):
    def __init__(self, rule: str, message: str, start: int, end: int, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.start, self.end, self.hint = rule, message, start, end, hint


def read(source: Source) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The mapping that a source holds, with offsets into its text; an empty file is an empty mapping.

    Refused, with the place: anything but strings, lists and mappings; a key twice, an empty value, an anchor, alias,
    tag, merge key or second document, nesting beyond `DEPTH`, text beyond `LENGTH`, a control character.
    """
    try:
        return _tree(source.text), ()
    except _RefusedError as refused:
        span = source.span(refused.start, max(refused.start, refused.end))
        return None, (Problem(refused.rule, refused.message, span, hint=refused.hint),)


def plain(node: Node) -> "str | list[object] | dict[str, object]":
    """The node as ordinary Python values: str, list, dict."""
    match node:
        case Text():
            return node.value
        case Items():
            return [plain(value) for value in node.values]
        case Mapping():
            return {key.value: plain(value) for key, value in node.entries}


def _tree(text: str) -> Mapping:
    if len(text) > LENGTH:
        raise _RefusedError("yaml-is-short", f"the file is longer than {LENGTH:,} characters", 0, 0, "split the record")
    skip = 1 if text.startswith("\ufeff") else 0
    if clash := _CONFLICT.search(text):
        hint = "choose one side or join both, delete the three marker lines, then run the command again"
        raise _RefusedError("merge-is-resolved", "git's conflict markers are still here", *clash.span(), hint)
    if control := _CONTROL.search(text, skip):
        message = f"control character U+{ord(control.group()):04X}"
        raise _RefusedError("yaml-is-plain", message, *control.span(), "delete the character")
    try:
        root = _document(_events(text[skip:], skip), skip)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index + skip, len(text)) if mark else 0
        cause = " ".join(part for part in (error.problem, error.context) if part)
        raise _RefusedError("yaml-is-valid", f"not valid YAML: {cause}", at, at, _HINT) from None
    if not isinstance(root, Mapping):
        raise _RefusedError("yaml-is-mapping", "expected `key: value` lines", root.start, root.start, "write `name: …`")
    return root


def _events(text: str, skip: int) -> Iterator[events.Event]:
    """The events of one document; what the dialect excludes is refused here."""
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start = event.start_mark.index + skip
        end = event.end_mark.index + skip
        if isinstance(event, events.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError("yaml-is-plain", "a second document", start, end, "one record a file")
        elif isinstance(event, events.AliasEvent):
            raise _RefusedError("yaml-is-plain", "an alias (*name)", start, end, "write the value out, or quote it")
        elif isinstance(event, events.NodeEvent):
            if event.anchor:
                raise _RefusedError("yaml-is-plain", "an anchor (&name)", start, end, "delete it, or quote the value")
            if event.tag:
                raise _RefusedError(
                    "yaml-is-plain", f"a tag ({event.tag})", start, end, "delete it, or quote the value"
                )
            yield event
        elif isinstance(event, events.CollectionEndEvent):
            yield event


def _document(stream: Iterator[events.Event], skip: int) -> Node:
    first = next(stream, None)
    return EMPTY if first is None or _is_null(first) else _node(first, stream, skip, 1)


def _node(event: events.Event, stream: Iterator[events.Event], skip: int, depth: int) -> Node:
    start = event.start_mark.index + skip
    if isinstance(event, events.ScalarEvent):
        return Text(event.value, start, event.end_mark.index + skip, event.style or "")
    if depth > DEPTH:
        raise _RefusedError("yaml-is-shallow", f"nested deeper than {DEPTH}", start, start, "flatten the value")
    if isinstance(event, events.SequenceStartEvent):
        return _items(event, stream, skip, depth)
    return _mapping(event, stream, skip, depth)


def _items(begin: events.Event, stream: Iterator[events.Event], skip: int, depth: int) -> Items:
    values: list[Node] = []
    for event in stream:
        if isinstance(event, events.SequenceEndEvent):
            end = event.end_mark.index + skip
            return Items(tuple(values), begin.start_mark.index + skip, end, bool(getattr(begin, "flow_style", False)))
        if _is_null(event):
            at = event.start_mark.index + skip
            raise _RefusedError("value-is-present", "an empty list item", at, at, "delete the line, or write ''")
        values.append(_node(event, stream, skip, depth + 1))
    raise AssertionError


def _mapping(begin: events.Event, stream: Iterator[events.Event], skip: int, depth: int) -> Mapping:
    entries: dict[str, tuple[Text, Node]] = {}
    for event in stream:
        if isinstance(event, events.MappingEndEvent):
            end = event.end_mark.index + skip
            flow = bool(getattr(begin, "flow_style", False))
            return Mapping(tuple(entries.values()), begin.start_mark.index + skip, end, flow)
        key = _node(event, stream, skip, depth + 1)
        if not isinstance(key, Text):
            raise _RefusedError("key-is-word", "a key that is no word", key.start, key.start, "write `key: value`")
        if key.value == "<<" and not key.style:
            raise _RefusedError("yaml-is-plain", "a merge key (<<)", key.start, key.end, "write the values out")
        if key.value in entries:
            first = entries[key.value][0]
            hint = f"keep one; the other is {key.start - first.start} characters before"
            raise _RefusedError("key-is-unique", f"`{key.value}` is given twice", key.start, key.end, hint)
        value = next(stream)
        if _is_null(value):
            message = f"`{key.value}` has no value"
            raise _RefusedError("value-is-present", message, key.start, key.end, "delete the line, or write ''")
        entries[key.value] = key, _node(value, stream, skip, depth + 1)
    raise AssertionError


def _is_null(event: events.Event) -> bool:
    return isinstance(event, events.ScalarEvent) and not event.style and event.value in _EMPTY
