"""Results of pure functions, kept for the next call: builds call them again with nearly all arguments the same."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any, Protocol, TypeVar

_Result = TypeVar("_Result")
_Key = tuple[Hashable, str]


class Memoize(Protocol):
    """Calls a function; `key` names what it is called for, with the function."""

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """The function's result for the arguments."""


def no_memo(key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:  # noqa: ARG001
    """Call the function every time."""
    return function(*arguments)


@dataclass(frozen=True, slots=True)
class MemoEntries:
    """The last arguments and result for each key and function."""

    known: Mapping[_Key, tuple[tuple[object, ...], Any]] = field(default_factory=dict)


class Memo:
    """Keeps the last result for each key: equal arguments get the very same object again.

    `misses` counts the calls that found no result.
    """

    def __init__(self, entries: MemoEntries = MemoEntries()) -> None:
        self._known = dict(entries.known)
        self._used: set[_Key] = set()
        self.misses = 0

    def __call__(self, key: Hashable, function: Callable[..., _Result], *arguments: object) -> _Result:
        """The function's result for the arguments."""
        slot = _slot(key, function)
        self._used.add(slot)
        known = self._known.get(slot)
        if known is None or known[0] != arguments:
            known = self._known[slot] = arguments, function(*arguments)
            self.misses += 1
        result: _Result = known[1]
        return result

    def knows(self, key: Hashable, function: Callable[..., object], *arguments: object) -> bool:
        """Whether the result for the arguments is kept."""
        known = self._known.get(_slot(key, function))
        return known is not None and known[0] == arguments

    def put(
        self, key: Hashable, function: Callable[..., object], arguments: tuple[object, ...], result: object
    ) -> None:
        """Keep a result that was computed elsewhere."""
        self._known[_slot(key, function)] = arguments, result
        self.misses += 1

    def __len__(self) -> int:
        """How many results are kept."""
        return len(self._known)

    def entries(self) -> MemoEntries:
        """The results that were used since the memo was made."""
        return MemoEntries({slot: known for slot, known in self._known.items() if slot in self._used})


def _slot(key: Hashable, function: Callable[..., object]) -> _Key:
    return key, intern(f"{getattr(function, '__module__', '')}.{function.__qualname__}")
