"""Drops spans that cross others, because brackets must nest; the less certain of two is dropped."""

import re
from collections.abc import Iterable

from generator.drafting.model import MEETING, PARAPHRASE, QUOTE, TaggedSpan
from generator.drafting.prose import Prose

_RANKS = {"sure": 0, "likely": 1, "unsure": 2}
_WIDE = {QUOTE: 1, PARAPHRASE: 3, MEETING: 2}
_ESCAPED = re.compile(r"\\.|`[^`\n]*`|\]\{[^{}]*\}|\]\([^()\n]*\)", re.DOTALL)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|~~")


def without_overlaps(prose: Prose, spans: Iterable[TaggedSpan]) -> tuple[TaggedSpan, ...]:
    """The spans that nest with one another and with the existing annotations.

    Linear after sorting: one pass over the starts with a stack of open spans.
    """
    existing = [(each.start, each.end, None) for each in prose.existing if each.start < each.end]
    proposed = [(span.start, span.end, span) for span in spans if _fits(prose, span)]
    everything = sorted([*existing, *proposed], key=lambda each: (each[0], -each[1], each[2] is not None))
    dropped: set[int] = set()
    open_: list[tuple[int, int, TaggedSpan | None]] = []
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


def _clash(outer: tuple[int, int, TaggedSpan | None], inner: tuple[int, int, TaggedSpan | None]) -> bool:
    """Whether two ranges cross or are the same."""
    return inner[1] > outer[1] or inner[:2] == outer[:2]


def _rank(span: TaggedSpan | None) -> tuple[int, int]:
    """Existing annotations rank first, then names and dates, then the more certain."""
    return (-1, 0) if span is None else (_WIDE.get(span.kind, 0), _RANKS[span.confidence])


def _fits(prose: Prose, span: TaggedSpan) -> bool:
    """Whether brackets can enclose the range in the file: all Markdown that opens in it closes in it."""
    start, end = prose.file_range(span.start, span.end)
    bare = _ESCAPED.sub(lambda match: "]" if match.group().startswith("]") else "", prose.source.text[start:end])
    depth = 0
    for character in bare:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    runs = [match.group() for match in _EMPHASIS.finditer(bare)]
    return depth == 0 and all(runs.count(run) % 2 == 0 for run in set(runs)) and "\n\n" not in bare
