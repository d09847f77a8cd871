"""Remember results of pure functions: while serving, nearly all files stay the same from build to build."""

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

_Result = TypeVar("_Result")


class Memoize(Protocol):
    """Calls a function; the key and the function together identify the call."""

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """Return the function's result for the arguments."""


def no_memo(key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:  # noqa: ARG001
    """Call the function and remember nothing."""
    return function(*arguments)


class Memo:
    """Remembers the last result for each key, and returns the same object for equal arguments.

    `fresh` counts the results that had to be computed.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, object], tuple[tuple[object, ...], Any]] = {}
        self._asked: set[tuple[Hashable, object]] = set()
        self.fresh = 0

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """Return the function's result for the arguments."""
        self._asked.add((key, function))
        known = self._known.get((key, function))
        if known is None or known[0] != arguments:
            known = self._known[key, function] = arguments, function(*arguments)
            self.fresh += 1
        result: _Result = known[1]
        return result

    def __len__(self) -> int:
        """The number of remembered results."""
        return len(self._known)

    def forget_others(self) -> None:
        """Forget results that nobody has used since the last call of this method."""
        self._known = {key: known for key, known in self._known.items() if key in self._asked}
        self._asked, self.fresh = set(), 0
