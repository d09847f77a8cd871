"""Report a comparison as text for people, Markdown for pull requests, JSON for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Literal

from generator.diagnostics.problem import as_json
from generator.diff.model import ArticleChanged, Comparison, FindingChanged, KnowledgeChange
from generator.diff.sentences import MARKDOWN, TEXT, sentence, summary

DiffFormat = Literal["text", "markdown", "json"]

LONGEST = 60_000
"""The most characters of the Markdown form; GitHub allows 65,536 in a comment."""

_TITLE = "What this changes in the knowledge base"


def report(comparison: Comparison, form: DiffFormat) -> str:
    """All changes in a format, with a line break at the end."""
    if form == "json":
        return _json(comparison)
    return _markdown(comparison) if form == "markdown" else _text(comparison)


def _text(comparison: Comparison) -> str:
    lines = [summary(comparison)]
    for heading, changes in _sections(comparison.changes):
        lines += ["", TEXT.plain(heading), *(f"  {sentence(change, TEXT)}" for change in changes)]
    notes = list(_notes(comparison))
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _markdown(comparison: Comparison) -> str:
    """GitHub's Markdown, cut between two changes if it would be too long for a comment."""
    lines = [f"## {_TITLE}", "", summary(comparison)]
    for note in _notes(comparison):
        lines += ["", f"> {note}"]
    room = LONGEST - sum(len(line) + 1 for line in lines)
    left = len(comparison.changes)
    for heading, changes in _sections(comparison.changes):
        head = ["", f"### {MARKDOWN.plain(heading)}", ""]
        for change in changes:
            block = [*head, f"- {sentence(change, MARKDOWN)}"]
            room -= sum(len(line) + 1 for line in block)
            if room < 0:
                more = f"**{left:,} more** of {len(comparison.changes):,}: `communique diff` shows all of them."
                return "\n".join([*lines, "", more]) + "\n"
            lines += block
            head = []
            left -= 1
    return "\n".join(lines) + "\n"


def _sections(changes: Sequence[KnowledgeChange]) -> Iterator[tuple[str, list[KnowledgeChange]]]:
    for heading, group in groupby(changes, key=_heading):
        yield heading, list(group)


def _heading(change: KnowledgeChange) -> str:
    match change:
        case ArticleChanged():
            return "Articles"
        case FindingChanged(new=is_new):
            return "Findings" if is_new else "Settled"
    return change.thing.heading


def _notes(comparison: Comparison) -> Iterator[str]:
    if comparison.stale:
        count = len(comparison.stale)
        yield f"{count:,} file{'s are' if count > 1 else ' is'} behind the articles: run `communique extract`."
    if comparison.unread:
        count = comparison.unread
        yield f"{count:,} file{'s are' if count > 1 else ' is'} in error and not compared."


def _json(comparison: Comparison) -> str:
    rows = [{"change": type(change).__name__, **asdict(change)} for change in comparison.changes]
    whole = {
        "summary": summary(comparison),
        "changes": [_plain(row) for row in rows],
        "stale": comparison.stale,
        "unread": comparison.unread,
    }
    return as_json(whole)


def _plain(value: object) -> object:
    """Convert named tuples to mappings; JSON would make lists of them."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    return {name: _plain(inner) for name, inner in value.items()} if isinstance(value, dict) else value
