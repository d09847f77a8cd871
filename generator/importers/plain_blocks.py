"""A plain text in blocks, with the way from its offsets to theirs: marks keep to their words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from generator.importers.markdown import CONTROL, SPACES
from generator.importers.marked_text import MarkedBlock, NamedWords, TextMark

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t\r]*\n).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its range in the text, its text with white space folded, and the folded offset of each offset."""

    start: int
    end: int
    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextRange:
    """Words from `start` up to `end` in a text, and what they name."""

    start: int
    end: int
    words: NamedWords


class PlainBlocks:
    """The paragraphs of a text, which blank lines part; a single line break stays one."""

    def __init__(self, text: str) -> None:
        found = (_folded(text, *_solid(text, *match.span())) for match in _PARAGRAPH.finditer(text))
        self._paragraphs = [each for each in found if each.text]
        self._starts = [each.start for each in self._paragraphs]
        self._ends = [each.end for each in self._paragraphs]

    def crosses(self, start: int, end: int) -> bool:
        """Whether a range begins or ends within a paragraph and goes beyond it."""
        touched = [self._paragraphs[number] for number in self._touched(start, end)]
        return len(touched) > 1 and not (start <= touched[0].start and end >= touched[-1].end)

    def _touched(self, start: int, end: int) -> range:
        """The numbers of the paragraphs that have words in a range."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def marked(self, ranges: list[TextRange]) -> tuple[MarkedBlock, ...]:
        """The blocks with the marks of ranges, of which none crosses another or the end of a paragraph."""
        blocks = [MarkedBlock("paragraph", each.text) for each in self._paragraphs]
        for each in sorted(ranges, key=lambda one: (one.start, -one.end)):
            touched = self._touched(each.start, each.end)
            if len(touched) == 1:
                (number,) = touched
                mark = self._mark(self._paragraphs[number], each)
                blocks[number] = replace(blocks[number], marks=(*blocks[number].marks, *mark))
            elif touched:
                first, last = touched[0], touched[-1]
                blocks[first] = replace(blocks[first], opens=(*blocks[first].opens, each.words))
                blocks[last] = replace(blocks[last], closes=blocks[last].closes + 1)
        return tuple(blocks)

    def _mark(self, paragraph: _Paragraph, one: TextRange) -> tuple[TextMark, ...]:
        start = paragraph.offsets[max(one.start, paragraph.start) - paragraph.start]
        end = paragraph.offsets[min(one.end, paragraph.end) - paragraph.start]
        while start < end and paragraph.text[start].isspace():
            start += 1
        while end > start and paragraph.text[end - 1].isspace():
            end -= 1
        return (TextMark(start, end, one.words),) if start < end else ()


def _solid(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _folded(text: str, start: int, end: int) -> _Paragraph:
    folded: list[str] = []
    offsets: list[int] = []
    for character in text[start:end]:
        offsets.append(len(folded))
        if character == "\n":
            if folded and folded[-1] == " ":
                folded.pop()
            folded.append("\n")
        elif SPACES.fullmatch(character):
            if folded and folded[-1] not in " \n":
                folded.append(" ")
        elif not CONTROL.fullmatch(character):
            folded.append(character)
    offsets.append(len(folded))
    return _Paragraph(start, end, "".join(folded), tuple(min(at, len(folded)) for at in offsets))
