"""The meeting whose participants a document lists, at the words of its dateline that say when and where it was."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importers.marked_text import MarkedBlock, NamedWords, TextMark

MEETING = "meeting"
PLACE, DATE = "place", "date"


def mark_meeting(blocks: Sequence[MarkedBlock], day: str, *, is_remote: bool) -> tuple[MarkedBlock, ...]:
    """Put marks of the meeting over the date of its day, and the first place, in the datelines of a document.

    People who spoke by telephone were not all at that place: then it gets none.
    """
    if not day or not any(mention.kind == MEETING for block in blocks for mention in block.opens):
        return tuple(blocks)
    dates = (each for each in _in_datelines(blocks) if each[1].mention.kind == DATE)
    date = next(((at, mark) for at, mark in dates if mark.mention.id.startswith(day)), None)
    places = (each for each in _in_datelines(blocks) if each[1].mention.kind == PLACE)
    place = None if is_remote else next(places, None)
    made = list(blocks)
    for at, start, end in _ranges(blocks, [each for each in (place, date) if each]):
        made[at] = _covered(made[at], start, end)
    return tuple(made)


def _in_datelines(blocks: Sequence[MarkedBlock]) -> Iterator[tuple[int, TextMark]]:
    for at, block in enumerate(blocks):
        yield from ((at, mark) for mark in block.marks if mark.mention.in_dateline)


def _ranges(blocks: Sequence[MarkedBlock], said: Sequence[tuple[int, TextMark]]) -> Iterator[tuple[int, int, int]]:
    """The block, start and end of each mark: one for both if nothing else is marked between them."""
    ranges = [(at, mark.start, mark.end) for at, mark in said]
    if len({at for at, _, _ in ranges}) == 1:
        at, start, end = ranges[0][0], min(each[1] for each in ranges), max(each[2] for each in ranges)
        if sum(start < mark.end and mark.start < end for mark in blocks[at].marks) == len(ranges):
            ranges = [(at, start, end)]
    yield from ranges


def _covered(block: MarkedBlock, start: int, end: int) -> MarkedBlock:
    """A block with the mark of the meeting around those that it covers."""
    first = next(place for place, mark in enumerate(block.marks) if mark.end > start)
    covered = [mark.mention for mark in block.marks if start < mark.end and mark.start < end]
    kinds = tuple((each.kind, "") for each in covered)
    words = NamedWords(MEETING, block.text[start:end], covered[0].span, attributes=kinds, in_dateline=True)
    own = TextMark(start, end, words)
    return replace(block, marks=(*block.marks[:first], own, *block.marks[first:]))
