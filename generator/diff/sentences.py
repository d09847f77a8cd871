"""Describe a change in a sentence, in plain text or in GitHub's Markdown."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.diagnostics.problem import visible
from generator.diff.model import (
    ArticleChanged,
    Comparison,
    DisputeBegun,
    FieldLabel,
    FindingChanged,
    IdChanged,
    KnowledgeChange,
    SourcesChanged,
    Thing,
    ThingAdded,
    ThingRemoved,
    ThingsMerged,
    ValueChanged,
)
from generator.pages.escape import escape

_LONGEST_VALUE = 240
_LINKED = re.compile(r"@|#(?=\w)|:(?=//)|\b(?:GH|gh)(?=-\d)|\bwww(?=\.)|:(?=[\w+-]+:)|[0-9a-f]{6}(?=[0-9a-f])")
_GAP = "&#8203;"


@dataclass(frozen=True, slots=True)
class Style:
    """How words of the data are written: a name, a value, and a label or other words."""

    name: Callable[[str], str]
    value: Callable[[str], str]
    plain: Callable[[str], str]


def _short(text: str) -> str:
    """Fold white space, and cut a text to a readable length."""
    folded = " ".join(text.split()) or "…"
    return folded if len(folded) <= _LONGEST_VALUE else f"{folded[: _LONGEST_VALUE - 1]}…"


def defuse(text: str) -> str:
    """Write words as one line of GitHub's Markdown that shows them as typed.

    GitHub looks for mentions, issues, commits, links and emoji in the rendered text, where escapes don't help, so a
    space of no width breaks them.
    """
    parts, at = [], 0
    shown = visible(text)
    for match in _LINKED.finditer(shown):
        parts.append(shown[at : match.end()])
        at = match.end()
    return _GAP.join(str(escape(part)) for part in (*parts, shown[at:]))


TEXT = Style(
    name=lambda text: visible(_short(text)),
    value=lambda text: f"“{visible(_short(text))}”",
    plain=lambda text: visible(_short(text)),
)
MARKDOWN = Style(
    name=lambda text: f"**{defuse(_short(text))}**",
    value=lambda text: f"*{defuse(_short(text))}*",
    plain=lambda text: defuse(_short(text)),
)


def sentence(change: KnowledgeChange, style: Style) -> str:
    """Describe a change in one line."""
    match change:
        case ArticleChanged():
            text = _article(change, style)
        case FindingChanged():
            text = _finding(change, style)
        case ThingAdded():
            text = _added(change, style)
        case ThingRemoved(thing, facts):
            text = f"removes the {_named(thing, style)}{_bracketed([_count(facts, 'fact')])}"
        case IdChanged(thing, old):
            text = f"{style.name(thing.name)}: the id from {style.value(old)} to {style.value(thing.id)}"
        case ThingsMerged(thing, other):
            text = f"merges the {_named(other, style)} into {style.name(thing.name)} ({style.plain(thing.id)})"
        case ValueChanged():
            text = _value(change, style)
        case SourcesChanged(before=before, after=after):
            text = f"{_fact(change, style)} {_sources(before, after)}"
        case DisputeBegun(others=others):
            others_say = ", ".join(map(style.value, others))
            text = f"{_fact(change, style)} is now disputed: articles also say {others_say}"
    return text


def _added(change: ThingAdded, style: Style) -> str:
    unsourced = [f"{_count(change.unsourced, 'fact')} without a source"] if change.unsourced else []
    return f"adds the {_named(change.thing, style)}{_bracketed([*map(style.plain, change.details), *unsourced])}"


def _fact(change: SourcesChanged | DisputeBegun, style: Style) -> str:
    return f"{style.name(change.thing.name)}: the {_where(change.where, style)} {style.value(change.value)}"


def _article(article: ArticleChanged, style: Style) -> str:
    verb = {"add": "adds", "remove": "removes", "change": "changes"}[article.how]
    details = [style.plain(word) for word in (article.publisher, article.date) if word]
    return f"{verb} the article {style.name(article.title)}{_bracketed(details)}"


def _finding(finding: FindingChanged, style: Style) -> str:
    what = "conflict" if finding.conflict else finding.severity
    place = f"{style.plain(finding.file)}, line {finding.line}" if finding.line > 1 else style.plain(finding.file)
    return f"{'new' if finding.new else 'settled'} {what}: {style.plain(finding.message)} ({place})"


def _value(change: ValueChanged, style: Style) -> str:
    thing, where = change.thing, change.where
    if where.slot.field == "name" and change.old and change.new:
        return f"renames the {style.plain(thing.label)} {style.name(change.old)} to {style.name(change.new)}"
    what, unsourced = _where(where, style), ", without a source" if change.sources == 0 else ""
    if change.old and change.new:
        text = f"{what} from {style.value(change.old)} to {style.value(change.new)}{unsourced}"
    elif change.new:
        text = f"adds the {what} {style.value(change.new)}{unsourced}"
    else:
        text = f"removes the {what} {style.value(change.old)}"
    return f"{style.name(thing.name)}: {text}"


def _where(where: FieldLabel, style: Style) -> str:
    """`role`, or for a field of an item `role of the participant “Ann Roe”`."""
    label = style.plain(where.label)
    return f"{label} of the {style.plain(where.group)} {style.value(where.item)}" if where.group else label


def _sources(before: int, after: int) -> str:
    if not before:
        return "now has a source" if after == 1 else f"now has {after:,} sources"
    if not after:
        return "loses its only source" if before == 1 else f"loses all of its {before:,} sources"
    return f"now has {after:,} independent sources" if before == 1 else "has one independent source left"


def _named(thing: Thing, style: Style) -> str:
    return f"{style.plain(thing.label)} {style.name(thing.name)}"


def _bracketed(details: list[str]) -> str:
    return f" ({', '.join(details)})" if details else ""


def summary(comparison: Comparison) -> str:
    """Summarise all changes in one line."""
    return "; ".join(_counts(comparison)) or "changes nothing in the knowledge base"


def _counts(comparison: Comparison) -> Iterator[str]:
    counts = Counter(_sort(change) for change in comparison.changes)
    for sort, noun, verb in _SORTS:
        if count := counts[sort]:
            yield f"{_count(count, noun)} {verb[count > 1]}".rstrip()


_SORTS = (
    ("article add", "article", ("added", "added")),
    ("article change", "article", ("changed", "changed")),
    ("article remove", "article", ("removed", "removed")),
    ("added", "record", ("added", "added")),
    ("removed", "record", ("removed", "removed")),
    ("renamed", "record", ("renamed or merged", "renamed or merged")),
    ("fact", "fact", ("added, changed or removed", "added, changed or removed")),
    ("sourced", "fact", ("gains its first source", "gain their first source")),
    ("lost", "fact", ("loses its only source", "lose their only source")),
    ("weaker", "fact", ("has one source left", "have one source left")),
    ("stronger", "fact", ("gains a second source", "gain a second source")),
    ("disputed", "fact", ("is now disputed", "are now disputed")),
    ("conflict", "new conflict", ("", "")),
    ("finding", "new finding", ("", "")),
    ("settled", "finding", ("settled", "settled")),
)


def _sort(change: KnowledgeChange) -> str:
    match change:
        case ArticleChanged(how=how):
            sort = f"article {how}"
        case FindingChanged(new=is_new, conflict=is_conflict):
            sort = ("conflict" if is_conflict else "finding") if is_new else "settled"
        case ThingAdded():
            sort = "added"
        case ThingRemoved():
            sort = "removed"
        case IdChanged() | ThingsMerged():
            sort = "renamed"
        case ValueChanged(where=where, old=old, new=new):
            sort = "renamed" if where.slot.field == "name" and old and new else "fact"
        case SourcesChanged(before=before, after=after):
            sort = ("weaker" if after else "lost") if after < before else ("stronger" if before else "sourced")
        case DisputeBegun():
            sort = "disputed"
    return sort


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
