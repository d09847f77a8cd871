"""The braces of an annotation: `{kind=id key=value key="quoted value"}` or `{.kind key=value}`."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_BARE = re.compile(r"[A-Za-z0-9:_~-]+")
_QUOTED = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SOLID = re.compile(r"[^ \t\n]")
_RUN = re.compile(r"[^\s{}]+|.", re.DOTALL)
_WORD = re.compile(r"[^\s={}]+")
_SPACED_EQUALS = re.compile(r"[ \t\n]+=")
_BREAK = re.compile(r"(?:(?<![ \t])[ \t]*)?\n[ \t]*")
_QUOTED_OTHERWISE = re.compile(r"['“”„«‘]([^'“”„«»‘’{}\n]+)['“”»‘’]")
_QUOTATION_MARKS = "'\"“”„«»‘’"
UNCLOSED = frozenset({"annotation-is-closed", "value-is-closed"})
EXAMPLE = "`{person=vladimir-marin}`"


class AnnotationFault(NamedTuple):
    """A fault in the text from `start` up to `end`: the rule, a message, and a remedy."""

    rule: str
    message: str
    hint: str
    start: int
    end: int


class AttributePair(NamedTuple):
    """`key=value` from `start` up to `end`; the value with its quotes begins at `value_start`; None after a dot."""

    key: str
    value: str | None
    start: int
    end: int
    value_start: int


class Attributes(NamedTuple):
    """The head, the other pairs in order, and the offset after the closing brace."""

    head: AttributePair
    facts: tuple[AttributePair, ...]
    end: int


def read_attributes(text: str, start: int, end: int) -> Attributes | AnnotationFault:
    """Parse the braces that open at `start` and close before `end`, or return their first fault."""
    pairs: list[AttributePair] = []
    at = start + 1
    while True:
        word = _after_space(text, at, end)
        if word >= end:
            hint = "write `}` after the last value; braces end before the next blank line"
            return AnnotationFault(
                "annotation-is-closed", "the brace opened here is never closed", hint, start, start + 1
            )
        if text[word] == "}":
            return _whole(pairs, start, word + 1)
        if pairs and word == at:
            hint = "write a space between the two"
            return AnnotationFault("attributes-are-spaced", "no space after the previous value", hint, word, word + 1)
        pair = _pair(text, word, end, pairs)
        if isinstance(pair, AnnotationFault):
            return pair
        pairs.append(pair)
        at = pair.end


def written_braces(kind: str, id_: str | None, pairs: Iterable[tuple[str, str]]) -> str:
    """The braces that say this: without an id after a dot, and with quotation marks only where a value needs them."""
    head = f".{kind}" if id_ is None else f"{kind}={quoted_value(id_)}"
    return "{" + " ".join((head, *(f"{key}={quoted_value(value)}" for key, value in pairs))) + "}"


def quoted_value(value: str) -> str:
    """A value as written in braces: bare if possible, else on one line in double quotes."""
    if _BARE.fullmatch(value):
        return value
    return '"' + " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _after_space(text: str, at: int, end: int) -> int:
    match = _SOLID.search(text, at, end)
    return match.start() if match else end


def _run(text: str, at: int, end: int) -> str:
    """The characters up to the next space or brace, or that character; "" at the end."""
    match = _RUN.match(text, at, end)
    return match.group() if match else ""


def _whole(pairs: Sequence[AttributePair], start: int, end: int) -> Attributes | AnnotationFault:
    if pairs:
        return Attributes(pairs[0], tuple(pairs[1:]), end)
    hint = f"say what the text in brackets names: {EXAMPLE}; or write `\\{{` for a literal brace"
    return AnnotationFault("annotation-has-head", "the braces are empty", hint, start, end)


def _pair(text: str, at: int, end: int, before: Sequence[AttributePair]) -> AttributePair | AnnotationFault:
    if text[at] == ".":
        return _dotted(text, at, end, before)
    match = _KEY.match(text, at, end)
    if not match or not text.startswith("=", match.end(), end):
        return _no_pair(text, at, end, before)
    key, value_start = match.group(), match.end() + 1
    if any(pair.key == key for pair in before):
        return AnnotationFault("key-is-unique", f"duplicate attribute `{key}`", "keep one of the two", at, match.end())
    value = _quoted(text, value_start, end) if text.startswith('"', value_start, end) else None
    value = value or _bare(text, key, value_start, end)
    return value if isinstance(value, AnnotationFault) else AttributePair(key, value[0], at, value[1], value_start)


def _dotted(text: str, at: int, end: int, before: Sequence[AttributePair]) -> AttributePair | AnnotationFault:
    match = _KEY.match(text, at + 1, end)
    run = _run(text, at, end)
    if before and before[0].value is None:
        return AnnotationFault("kind-is-single", f"`{run}` is a second kind", "keep one of the two", at, at + len(run))
    if before:
        hint = f"write `{{{run} …}}`, with one kind only"
        return AnnotationFault("kind-is-first", f"`{run}` is a kind, and the kind comes first", hint, at, at + len(run))
    if not match or match.group() != run[1:]:
        hint = "write `{.quote by=…}` for a kind without an id, `{person=…}` for one with an id"
        return AnnotationFault("kind-is-word", f"`{run}` is not a kind", hint, at, at + len(run))
    return AttributePair(match.group(), None, at, match.end(), match.end())


def _bare(text: str, key: str, at: int, end: int) -> tuple[str, int] | AnnotationFault:
    """A value without quotes, and the offset after it."""
    run = _run(text, at, end)
    if run.isspace() or run in "{}":
        hint = f"write `{key}=…` without a space, or delete `{key}=`"
        return AnnotationFault("value-is-present", f"`{key}=` has no value", hint, at - len(key) - 1, at)
    match = _BARE.match(text, at, end)
    if match and match.group() == run:
        return run, match.end()
    quoted = _QUOTED_OTHERWISE.match(text, at, end)
    if quoted:
        hint = f'put it in straight double quotes: `{key}="{quoted[1]}"`'
        message = f"the value of `{key}` contains {_shown(run[0])}"
        return AnnotationFault("value-is-quoted", message, hint, at, quoted.end())
    plain = run.strip(_QUOTATION_MARKS)
    strange = next(c for c in run if not _BARE.match(c))
    hint = f'put it in straight double quotes: `{key}="{plain}"`'
    return AnnotationFault(
        "value-is-quoted", f"the value of `{key}` contains {_shown(strange)}", hint, at, at + len(run)
    )


def _shown(character: str) -> str:
    return "a backtick" if character == "`" else f"`{character}`"


def _quoted(text: str, at: int, end: int) -> tuple[str, int] | AnnotationFault:
    """The content of a value in double quotes, and the offset after them."""
    match = _QUOTED.match(text, at, end)
    if not match or _runs_away(match[1], text[match.end() : match.end() + 1]):
        hint = 'write `"` after the value'
        return AnnotationFault("value-is-closed", "the quotation mark opened here is never closed", hint, at, at + 1)
    for escape in _ESCAPE.finditer(match[1]):
        if escape[1] not in '"\\':
            start = at + 1 + escape.start()
            hint = r"write `\\` for a backslash; only `\"` and `\\` are escapes"
            return AnnotationFault("escape-is-known", f"`\\{escape[1]}` is not an escape", hint, start, start + 2)
    value = _ESCAPE.sub(r"\1", _BREAK.sub(" ", match[1]))
    if not value.strip():
        return AnnotationFault(
            "value-is-present", "the value is empty", "write the value, or delete it", at, match.end()
        )
    return value, match.end()


def _runs_away(content: str, follows: str) -> bool:
    """Whether a quoted value includes the end of its own braces, because its closing quote is missing."""
    return "]{" in content or ("}" in content and follows not in {" ", "\t", "\n", "}"})


def _no_pair(text: str, at: int, end: int, before: Sequence[AttributePair]) -> AnnotationFault:
    """Why the word at an offset is not `key=value`."""
    match = _WORD.match(text, at, end)
    word = match.group() if match else _run(text, at, end)
    stop = at + len(word)
    if word.startswith("#"):
        kind = before[0].key if before else "person"
        hint = f"write the id after its kind: `{{{kind}={word[1:]}}}`"
        return AnnotationFault("attribute-is-pair", f"`{word}` is not `key=value`", hint, at, stop)
    if _SPACED_EQUALS.match(text, stop, end):
        return AnnotationFault("attribute-is-tight", "a space before `=`", f"write `{word}=…` without spaces", at, stop)
    if text.startswith("=", stop, end):
        message = f"`{word}` is not a key: keys have lower-case letters, digits, `-` and `_`"
        return AnnotationFault("key-is-word", message, f"write `{_as_key(word)}=…`", at, stop)
    if not before:
        return _no_head(word, at, stop)
    hint = f"write `{_as_key(word)}=…`, or close the braces before it"
    last = before[-1]
    if last.value is not None and text[last.end - 1] != '"':
        hint = f'close the braces before it, or quote a value with spaces: `{last.key}="{last.value} {word}"`'
    return AnnotationFault("attribute-is-pair", f"`{word}` is not `key=value`", hint, at, stop)


def _no_head(word: str, at: int, stop: int) -> AnnotationFault:
    if _KEY.fullmatch(word):
        hint = f"write `{{.{word} …}}` for a kind without an id, `{{{word}=… …}}` for one with an id"
        return AnnotationFault(
            "annotation-has-head", f"`{word}` has neither a dot before it nor an id after it", hint, at, stop
        )
    hint = f"begin with the kind and the id: {EXAMPLE}; or write `\\{{` for a literal brace"
    return AnnotationFault("annotation-has-head", f"`{word}` is not a kind", hint, at, stop)


def _as_key(word: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", word.lower()).strip("-") or "key"
