"""JSON whose listed items keep their positions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics.problem import Problem
from generator.importers.json_errors import decode_value, fault
from generator.text.source import SourceText, Span

_HINT = "correct the JSON there, or export it again"
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class JsonItem:
    """A value of a list, and its range in the text."""

    value: Any
    source: SourceText
    start: int
    end: int

    def span(self, *words: str) -> Span:
        """The span of the first of some words that it has, with the rest of its line; of its beginning if none."""
        for word in words:
            at = self.source.text.find(word, self.start, self.end)
            if at >= 0:
                return self.source.span(at, at + len(word))
        return self.source.span(self.start, self.start + 1)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """The top of a JSON text: its plain values, and its lists as items, by the keys on the way to them."""

    values: Mapping[str, Any]
    lists: Mapping[str, tuple[JsonItem, ...]]


def read_json(source: SourceText, open_keys: frozenset[str]) -> tuple[JsonFile | None, tuple[Problem, ...]]:
    """Read a JSON text; `open_keys` are the objects and lists whose items are wanted. A list at the top is `""`.

    `name/*` is for the lists in an object `name`: that of `a` in it is `name/a`.
    """
    text = source.text
    values: dict[str, Any] = {}
    lists: dict[str, tuple[JsonItem, ...]] = {}
    try:
        at = _value(source, _skip(text, text.startswith("\ufeff")), "", open_keys, (values, lists))
        if _skip(text, at) < len(text):
            raise fault("more text behind the value", text, _skip(text, at))
    except json.JSONDecodeError as error:
        at = max(0, min(error.pos, len(text.rstrip()) - 1))
        return None, (Problem("json-is-valid", error.msg, source.span(at, at + 1), hint=_HINT),)
    return JsonFile(values, lists), ()


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _value(
    source: SourceText,
    at: int,
    key: str,
    open_keys: frozenset[str],
    found: tuple[dict[str, Any], dict[str, tuple[JsonItem, ...]]],
) -> int:
    """Read a value that begins at an offset; the offset behind it."""
    text = source.text
    values, lists = found
    if text[at : at + 1] == "[" and (not key or key in open_keys or _family(key) in open_keys):
        items, end = _items(source, at)
        lists[key] = (*lists.get(key, ()), *items)
        return end
    if text[at : at + 1] != "{" or (key and key not in open_keys):
        value, end = decode_value(text, at)
        values[key] = value
        return end
    if key:
        values[key] = {}
    else:
        lists[""] = (JsonItem(None, source, at, len(text)),)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise fault("expected a name in double quotes", text, at)
        name, at = decode_value(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise fault("expected `:`", text, at)
        child = f"{key}/{name}" if f"{key}/*" in open_keys else name
        at = _next(text, _value(source, _skip(text, at + 1), child, open_keys, found), "}")
    return at + 1


def _family(key: str) -> str:
    return f"{key.partition('/')[0]}/*" if "/" in key else key


def _items(source: SourceText, at: int) -> tuple[tuple[JsonItem, ...], int]:
    text = source.text
    items: list[JsonItem] = []
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        value, end = decode_value(text, at)
        items.append(JsonItem(value, source, at, end))
        at = _next(text, end, "]")
    return tuple(items), at + 1


def _next(text: str, at: int, close: str) -> int:
    """The offset of the next entry, or of the closing bracket."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        following = _skip(text, at + 1)
        if text[following : following + 1] == close:
            raise fault("a comma with nothing behind it", text, at)
        return following
    if text[at : at + 1] != close:
        raise fault(f"expected `,` or `{close}`", text, at)
    return at
