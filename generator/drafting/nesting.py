"""Stretches that lie in one another or apart, as brackets must: where two cross, the less sure one goes."""

import re
from collections.abc import Iterable

from generator.drafting.model import MEETING, PARAPHRASE, QUOTE, Span
from generator.drafting.prose import Prose

_RANKS = {"sure": 0, "likely": 1, "unsure": 2}
_WIDE = {QUOTE: 1, PARAPHRASE: 3, MEETING: 2}
_ESCAPED = re.compile(r"\\.|`[^`\n]*`|\]\{[^{}]*\}|\]\([^()\n]*\)", re.DOTALL)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|~~")


def laminar(prose: Prose, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that can all be brackets at once, together with the annotations that stand.

    Linear but for sorting: one pass over the starts with a stack of what is open.
    """
    standing = [(each.start, each.end, None) for each in prose.standing if each.start < each.end]
    offered = [(span.start, span.end, span) for span in spans if _fits(prose, span)]
    everything = sorted([*standing, *offered], key=lambda each: (each[0], -each[1], each[2] is not None))
    dropped: set[int] = set()
    open_: list[tuple[int, int, Span | None]] = []
    for each in everything:
        while open_ and open_[-1][1] <= each[0]:
            open_.pop()
        while open_ and _clash(open_[-1], each):
            if _rank(open_[-1][2]) <= _rank(each[2]):
                dropped.add(id(each[2]))
                break
            dropped.add(id(open_.pop()[2]))
        else:
            open_.append(each)
    return tuple(span for _, _, span in everything if span is not None and id(span) not in dropped)


def _clash(outer: tuple[int, int, Span | None], inner: tuple[int, int, Span | None]) -> bool:
    """Whether two stretches cross, or are one and the same."""
    return inner[1] > outer[1] or inner[:2] == outer[:2]


def _rank(span: Span | None) -> tuple[int, int]:
    """What stands goes before everything, then names and dates, then the sure before the unsure."""
    return (-1, 0) if span is None else (_WIDE.get(span.kind, 0), _RANKS[span.confidence])


def _fits(prose: Prose, span: Span) -> bool:
    """Whether the stretch of the file is one that brackets can stand around: Markdown in it opens and closes in it."""
    start, end = prose.place(span.start, span.end)
    bare = _ESCAPED.sub(lambda match: "]" if match.group().startswith("]") else "", prose.source.text[start:end])
    depth = 0
    for character in bare:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    runs = [match.group() for match in _EMPHASIS.finditer(bare)]
    return depth == 0 and all(runs.count(run) % 2 == 0 for run in set(runs)) and "\n\n" not in bare
