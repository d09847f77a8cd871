"""Collect the text of an element with white space folded, and the marks over its words."""

from generator.importers.markdown import CONTROL, SPACES
from generator.importers.marked_text import NamedWords, TextMark


class InlineText:
    """A text that grows; marks are put around what is added between `open` and `close`."""

    def __init__(self) -> None:
        self.text = ""
        self._open: list[int] = []
        self._marks: list[tuple[int, int, NamedWords]] = []

    def add(self, words: str) -> None:
        """Add words; white space becomes one space, also where it meets that of the words before."""
        folded = SPACES.sub(" ", CONTROL.sub("", words))
        if self.text == "" or self.text[-1] in " \n":
            folded = folded.lstrip(" ")
        self.text += folded

    def line_break(self) -> None:
        """Begin a line that a reader sees."""
        if self.text.strip():
            self.text = f"{self.text.rstrip(' ')}\n"

    def open(self) -> int:
        """Where a mark begins."""
        return len(self.text)

    def close(self, start: int, mention: NamedWords) -> bool:
        """Put a mark over all that was added since its start; False if that has no words."""
        start, end = self._trimmed(start, len(self.text))
        if start >= end:
            return False
        self._marks.append((start, end, mention))
        return True

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def finish(self) -> tuple[str, tuple[TextMark, ...]]:
        """The text without spaces at its end, and its marks: outer ones first."""
        text = self.text.rstrip(" \n")
        order = sorted(range(len(self._marks)), key=lambda n: (self._marks[n][0], -self._marks[n][1], -n))
        return text, tuple(TextMark(*self._marks[number]) for number in order)
