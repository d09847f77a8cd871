"""A reviewer's changes to the article's new text: only brackets, braces and fences are ever written or taken away."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.articles.attributes import written_braces
from generator.drafting import Proposal
from generator.drafting.apply import with_meeting_roles
from generator.drafting.model import MEETING, PARAPHRASE, QUOTE
from generator.review.model import Existing, NewAnnotation, Pairs, ReviewChanges, ReviewText
from generator.review.text import read_review_text
from generator.text.source import Edit, SourceText, apply

_WITHOUT_ID = frozenset({QUOTE, PARAPHRASE, "unnamed"})
_WIDE = frozenset({MEETING, QUOTE, PARAPHRASE})


class Composed(NamedTuple):
    """The article's new text, and the annotations of the reviewer that no brackets can stand around."""

    source: SourceText
    refused: tuple[NewAnnotation, ...]


class _Piece(NamedTuple):
    """An edit; of those at one offset, what closes goes before what opens, and by `depth`."""

    start: int
    end: int
    text: str
    order: int
    depth: int


def compose(read: ReviewText, changes: ReviewChanges, known: frozenset[str] = frozenset()) -> Composed:
    """The article with a reviewer's changes; it is read again to prove that a reader sees the same text.

    `known` are ids that have a name already: a proposal that gets one of them needs no `name=` of its own.
    """
    added = settled(read, changes.added, known)
    good = _sound(read, changes, added)
    refused = tuple(each for each in changes.added if (each.start, each.end, each.kind) not in _places(good))
    return Composed(_edited(read, changes, good), refused)


def braces(kind: str, id_: str, attributes: Pairs) -> str:
    """The braces of an annotation."""
    return written_braces(kind, None if kind in _WITHOUT_ID else id_, attributes)


def _places(added: Sequence[NewAnnotation]) -> set[tuple[int, int, str]]:
    return {(each.start, each.end, each.kind) for each in added}


def settled(read: ReviewText, added: Sequence[NewAnnotation], known: frozenset[str]) -> tuple[NewAnnotation, ...]:
    """The annotations in the order of the text, each with attributes: those of proposals as they stand together."""
    moved = {index: _moved(read, each, each.proposal) for index, each in enumerate(added) if each.proposal}
    order = sorted(moved, key=lambda index: (moved[index].start, -moved[index].end))
    together = dict(zip(order, with_meeting_roles(read.source, [moved[index] for index in order]), strict=True))
    found = []
    for index, each in enumerate(added):
        attributes = each.attributes
        if attributes is None:
            attributes = together[index].attributes if index in together else ()
            if each.proposal and each.id != each.proposal.id and each.id in known:
                attributes = tuple(pair for pair in attributes if pair[0] != "name")
        found.append(each._replace(attributes=attributes))
    return tuple(sorted(found, key=lambda each: (each.start, -each.end, each.kind not in _WIDE)))


def _moved(read: ReviewText, added: NewAnnotation, proposal: Proposal) -> Proposal:
    """The proposal over the words that the reviewer gave it."""
    start, end = read.prose.file_range(added.start, added.end)
    return replace(proposal, start=start, end=end)


def _sound(read: ReviewText, changes: ReviewChanges, added: Sequence[NewAnnotation]) -> tuple[NewAnnotation, ...]:
    """The annotations that can be written, found by halving where not all can."""
    if not added or _is_sound(read, changes, added):
        return tuple(added)
    if len(added) == 1:
        return ()
    half = len(added) // 2
    one, other = _sound(read, changes, added[:half]), _sound(read, changes, added[half:])
    return (*one, *other) if _is_sound(read, changes, (*one, *other)) else one


def _is_sound(read: ReviewText, changes: ReviewChanges, added: Sequence[NewAnnotation]) -> bool:
    after = read_review_text(_edited(read, changes, added))
    count = len(read.existing) - len(changes.removed) + len(added)
    return after.text == read.text and len(after.existing) == count and after.faults <= read.faults


def _edited(read: ReviewText, changes: ReviewChanges, added: Sequence[NewAnnotation]) -> SourceText:
    edges = _edges(read, changes)
    pieces: list[_Piece] = []
    for depth, each in enumerate(added):
        start, end = _around(read, each, edges)
        pieces.append(_Piece(start, start, "[", 1, depth))
        pieces.append(_Piece(end, end, f"]{braces(each.kind, each.id, each.attributes or ())}", 0, -depth))
    for number in changes.removed:
        pieces += _without(read.source.text, read.existing[number])
    for number, wanted in changes.replaced.items():
        if number not in changes.removed:
            start, end = read.existing[number].braces
            pieces.append(_Piece(start, end, braces(*wanted), 2, 0))
    pieces.sort(key=lambda piece: (piece.start, piece.order, piece.depth))
    return replace(read.source, text=apply(read.source.text, [Edit(*piece[:3]) for piece in pieces]))


def _edges(read: ReviewText, changes: ReviewChanges) -> Mapping[int, Sequence[Existing]]:
    """The inline annotations that stay, by each offset where they begin or end."""
    found: dict[int, list[Existing]] = defaultdict(list)
    for number, each in enumerate(read.existing):
        if number not in changes.removed and not each.is_block:
            found[each.start].append(each)
            found[each.end].append(each)
    return found


def _around(read: ReviewText, added: NewAnnotation, edges: Mapping[int, Sequence[Existing]]) -> tuple[int, int]:
    """Where the brackets of a new annotation go: around the annotations in it that begin or end where it does."""
    start, end = read.prose.file_offsets.range(added.start, added.end)
    for each in (*edges.get(added.start, ()), *edges.get(added.end, ())):
        is_same = (each.start, each.end) == (added.start, added.end)
        if added.start <= each.start and each.end <= added.end and (added.kind in _WIDE or not is_same):
            start = min(start, each.opening[0]) if each.start == added.start else start
            end = max(end, each.closing[1]) if each.end == added.end else end
    return read.prose.with_emphasis(start, end)


def _without(text: str, gone: Existing) -> Iterator[_Piece]:
    """The edits that take an annotation away; a fence goes with its line."""
    for start, end in (gone.opening, gone.closing):
        yield _Piece(*(_line(text, start, end) if gone.is_block else (start, end)), "", 2, 0)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """A fence with its line break where a blank line stands before or behind it; else the blank line parts blocks."""
    after = text[end:].removeprefix("\r")
    if not after.startswith("\n"):
        return start, end
    stop = len(text) - len(after) + 1
    is_apart = text[:start].rstrip(" \t").endswith(("\n\n", "\r\n\r\n")) or text[stop : stop + 2].startswith(
        ("\n", "\r\n")
    )
    return (start, stop) if is_apart else (start, end)
