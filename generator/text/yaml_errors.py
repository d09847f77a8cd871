"""Explain libyaml's errors to editors: what is wrong, where it begins, and how to fix it."""

import re
from typing import NamedTuple

import yaml

_QUOTE = "put the value in quotes"
_BELOW = "indent all keys of one level equally, with spaces"


class Remedy(NamedTuple):
    """The message and hint for a `problem` of libyaml, with `before` on the line and `found` at the position.

    All three are regular expressions. With `opens`, the mistake is where libyaml began the value, not where it stopped.
    """

    problem: str
    message: str
    hint: str
    before: str = ""
    found: str = ""
    opens: bool = False


_REMEDIES = (
    Remedy("tab character|cannot start", "a tab at the start of a line", "indent with spaces", found=r"\t"),
    Remedy("tab character", "a tab at the start of a line", "indent with spaces"),
    Remedy("node content", "the file ends inside brackets", "add the closing `]` or `}`", found=r"\Z"),
    Remedy("cannot start|node content|keys are not allowed", "a value can't begin with `{found}`", _QUOTE),
    Remedy("alphabetic or numeric", "a value can't begin with `{found}`", _QUOTE, opens=True),
    Remedy("directive", "a line can't begin with `%`", "quote the value, or write `#` for a comment", opens=True),
    Remedy("values are not allowed", "`: ` inside a value", _QUOTE, before=r"[^#]*:[ \t].*"),
    Remedy(
        "values are not allowed",
        "a key is not allowed here: the line above has no colon, or this line is indented too far",
        f"write `key: value` above; {_BELOW}",
    ),
    Remedy(
        "expected ':'",
        "a line without `key: `",
        "write `key: value`; if the line continues the value above, indent it",
        opens=True,
    ),
    Remedy(
        "end of stream|document indicator",
        "a quote that is not closed",
        "add the closing quote after the value",
        opens=True,
    ),
    Remedy(
        "expected key|document start",
        "text after a closing quote",
        "inside '…' write a quote twice: 'it''s'; inside \"…\" write \\\"",
        before=r".*['\"][ \t]*",
    ),
    Remedy("expected key|document start", "`{found}` closes nothing", _QUOTE, found=r"[\]}]"),
    Remedy(
        "expected key|document start", "a line with a different indentation than those above", _BELOW, before=r"[ \t]*"
    ),
    Remedy("'-' indicator", "a line among list items that does not begin with `- `", "indent it below its item's key"),
    Remedy(
        "expected ',' or",
        "`{found}` is not closed, or a comma is missing",
        "close it; quote items that contain `: `, a comma or a bracket",
        opens=True,
    ),
    Remedy("escape|hexdecimal", "a backslash inside double quotes", "use single quotes, or write it twice"),
    Remedy(
        "entries are not allowed", "a list that begins on the line of its key", "begin it on the next line: `- item`"
    ),
    Remedy("comment or line break|indicator equal", "text after `|` or `>`", "begin it on the next line, indented"),
)


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str, int]:
    """Message, hint and offset into the text that libyaml read; libyaml's own message if no remedy matches."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    before = re.split(r"[\r\n]", text[:at])[-1]
    cause = ", ".join(part for part in (error.problem, error.context) if part)
    for remedy in _REMEDIES:
        start = context.index if remedy.opens and context else at
        found = text[start : start + 1]
        fits = re.search(remedy.problem, cause) and re.fullmatch(remedy.before or ".*", before)
        if fits and re.fullmatch(remedy.found or "(?s:.?)", found):
            return remedy.message.format(found=found), remedy.hint, start if found else _last(text)
    return f"not valid YAML: {cause}", _QUOTE, at


def _last(text: str) -> int:
    """The offset of the last visible character: there is no line to show after it."""
    return max(len(text.rstrip()) - 1, 0)
