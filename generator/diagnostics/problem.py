"""Problems (what is wrong, where, and how to fix it) and reports of them as text, JSON or GitHub annotations."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.text.source import Span

Severity = Literal["error", "warning", "info"]
FindingsFormat = Literal["text", "json", "github"]

_ORDER: dict[str, int] = {"error": 0, "warning": 1, "info": 2}
_EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `rule` names the desired state (`reference-resolves`); `hint` says what to do."""

    rule: str
    message: str
    span: Span
    severity: Severity = "error"
    hint: str = ""


def failed(problems: Iterable[Problem]) -> bool:
    """Whether any finding is an error."""
    return any(problem.severity == "error" for problem in problems)


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Findings in the order of file, position and rule, without duplicates."""
    unique = {(p.span.source.path, p.span.start, p.rule, p.message): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def report(problems: Sequence[Problem], form: FindingsFormat) -> str:
    """All findings in one of the formats; ends with a line break unless there are none."""
    return _REPORTS[form](problems)


def as_text(problem: Problem) -> str:
    """One finding for a person: position, message, the line with a caret, and the remedy."""
    lines = [headline(problem)]
    excerpt, caret, width = _excerpt(problem.span)
    if excerpt.strip():
        gutter = str(problem.span.line)
        pad = " " * len(gutter)
        lines += [f" {gutter} | {excerpt}", f" {pad} | {' ' * caret}{'^' * max(width, 1)}"]
    if problem.hint:
        lines.append(f"   = {visible(problem.hint)}")
    return "\n".join(lines)


def headline(problem: Problem) -> str:
    """Position and message of a finding in one line."""
    span = problem.span
    position = f"{span.source.path}:{span.line}:{span.column}" if span.source.text else span.source.path
    return f"{visible(position)}: {problem.severity}: {visible(problem.message)} [{visible(problem.rule)}]"


def visible(text: str) -> str:
    """Escape control and format characters, so that text can't move a terminal's cursor or change its direction."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


def as_json(value: object) -> str:
    """A value as indented JSON; characters that a terminal would obey, or that can't be encoded, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"


def _excerpt(span: Span) -> tuple[str, int, int]:
    """The line of a span cut to a readable width, the column of the caret from 0, and the width to underline."""
    line = span.source.line_at(span.start).replace("\t", " ").removeprefix("\ufeff")
    start = span.column - 1
    skip = max(0, start - _EXCERPT // 2)
    shown = line[skip : skip + _EXCERPT]
    before, after = ("…" if skip else ""), ("…" if len(line) > skip + _EXCERPT else "")
    width = min(span.end - span.start, len(shown) - (start - skip))
    caret = len(visible(shown[: start - skip])) + len(before)
    return f"{before}{visible(shown)}{after}", caret, width


def _text(problems: Sequence[Problem]) -> str:
    return "".join(f"{as_text(problem)}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "rule": p.rule,
            "severity": p.severity,
            "message": p.message,
            "hint": p.hint,
            "file": p.span.source.path,
            "line": p.span.line,
            "column": p.span.column,
        }
        for p in problems
    ]
    return as_json(rows)


def _github(problems: Sequence[Problem]) -> str:
    """Workflow commands of GitHub Actions, which show each finding on its line of the pull request."""
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    return "".join(
        f"::{levels[p.severity]} file={_property(p.span.source.path)},line={p.span.line},col={p.span.column},"
        f"title={_property(p.rule)}::{_data(f'{p.message}. {p.hint}' if p.hint else p.message)}\n"
        for p in problems
    )


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_REPORTS = {"text": _text, "json": _json, "github": _github}
