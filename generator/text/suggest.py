"""Suggest the word that a mistyped one was most likely meant to be."""

from collections.abc import Iterable, Sequence

_LONGEST = 60


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The closest candidate, or the only one that contains the word as a part: `westoff` suggests `steve-westoff`.

    None if no candidate is within about one typing error for every three letters. An error is an extra, missing or
    replaced letter, or two swapped neighbours. Of equally close candidates, the first in the alphabet wins, so their
    order does not matter.
    """
    candidates = tuple(candidates)
    return _mistyped(word, candidates) or _shortened(word, candidates) if len(word) <= _LONGEST else None


def _mistyped(word: str, candidates: Sequence[str]) -> str | None:
    folded = word.casefold()
    allowed = (len(word) + 1) // 3
    best: str | None = None
    for candidate in candidates:
        errors = _errors(folded, candidate.casefold(), allowed)
        if errors is not None and (errors < allowed or best is None or candidate < best):
            allowed, best = errors, candidate
    return best


def _shortened(word: str, candidates: Sequence[str]) -> str | None:
    """The only candidate that has the word as one of its hyphenated parts."""
    matches = [candidate for candidate in candidates if word.casefold() in candidate.split("-")]
    return matches[0] if len(matches) == 1 else None


def _errors(one: str, other: str, allowed: int) -> int | None:
    """The number of typing errors between two words (optimal string alignment); None above `allowed`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > allowed or _unshared(one, other) > 2 * allowed:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, twin in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != twin))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == twin:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed and min(last) > allowed:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= allowed else None


def _unshared(one: str, other: str) -> int:
    """The number of letters in only one of the words: a cheap lower bound, as each error changes two at most."""
    return len(set(one) ^ set(other))
