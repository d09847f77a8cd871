"""Split a sorted list of words into parts by their first letters, so that none is large and each has a name."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple


class PrefixPart(NamedTuple):
    """Words from `start` to `end` that begin with `prefix`.

    A `whole` part holds them all. Of another the longer words are in further parts: it holds the word that the prefix
    itself is, if there is such a word, and what stands for the rest.
    """

    prefix: str
    start: int
    end: int
    whole: bool


def parts(words: Sequence[str], sizes: Sequence[int], most: int) -> Iterator[PrefixPart]:
    """Parts of at most `most` in size, unless a single word is larger; `words` are sorted and unique."""
    sums = (0, *accumulate(sizes))
    waiting = [PrefixPart("", 0, len(words), whole=True)]
    while waiting:
        part = waiting.pop()
        if sums[part.end] - sums[part.start] <= most or part.end - part.start == 1:
            yield part
        else:
            yield part._replace(whole=False)
            waiting += reversed(list(_longer(words, part)))


def _longer(words: Sequence[str], part: PrefixPart) -> Iterator[PrefixPart]:
    depth = len(part.prefix)
    start = part.start + (words[part.start] == part.prefix)
    while start < part.end:
        prefix, end = words[start][: depth + 1], start + 1
        while end < part.end and words[end].startswith(prefix):
            end += 1
        yield PrefixPart(prefix, start, end, whole=True)
        start = end
