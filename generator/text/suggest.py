"""The candidate that a mistyped word was most likely meant to be."""

from collections.abc import Iterable, Sequence

_LONGEST = 60


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The closest candidate within about a third of the word's length in typing errors, None where none is.

    Else the only one that has the word as one of its parts: `witkoff` is meant to be `steve-witkoff`.

    An error is a letter too many, missing, replaced, or two neighbours swapped. Of equally close candidates the first
    in the alphabet wins, so the order of the candidates does not matter.
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
    """The only candidate that has the word as one of its hyphened parts."""
    whole = [candidate for candidate in candidates if word.casefold() in candidate.split("-")]
    return whole[0] if len(whole) == 1 else None


def _errors(one: str, other: str, allowed: int) -> int | None:
    """The typing errors between two words (optimal string alignment), None beyond `allowed`."""
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
    """Letters that only one of the words has: a cheap floor, as an error changes two of them at most."""
    return len(set(one) ^ set(other))
