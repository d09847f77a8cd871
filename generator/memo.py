"""What pure functions gave for a file: a server asks again and again, with nearly all files the same."""

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

_Result = TypeVar("_Result")


class Memoize(Protocol):
    """Calls a function; `key` names what it is called for, with the function."""

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """What the function gives for the arguments."""


def no_memo(key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:  # noqa: ARG001
    """Remember nothing."""
    return function(*arguments)


class Memo:
    """Remembers the last result for each key: for equal arguments it is given again, the very same object.

    `fresh` counts the results that had to be made.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, object], tuple[tuple[object, ...], Any]] = {}
        self._asked: set[tuple[Hashable, object]] = set()
        self.fresh = 0

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """What the function gives for the arguments."""
        self._asked.add((key, function))
        known = self._known.get((key, function))
        if known is None or known[0] != arguments:
            known = self._known[key, function] = arguments, function(*arguments)
            self.fresh += 1
        result: _Result = known[1]
        return result

    def __len__(self) -> int:
        """How many results are remembered."""
        return len(self._known)

    def forget_others(self) -> None:
        """Forget what nobody has asked for since this was called last."""
        self._known = {key: known for key, known in self._known.items() if key in self._asked}
        self._asked, self.fresh = set(), 0
