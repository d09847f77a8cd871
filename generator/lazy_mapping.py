"""A mapping whose values are made when they are asked for first."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, overload

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Default = TypeVar("_Default")
_NOT_MADE: Any = object()


class LazyMapping(Mapping[_Key, _Value]):
    """Makes the value of each key of `sources` from its source when somebody asks for it, once."""

    __slots__ = ("_made", "_make", "_sources")

    def __init__(self, sources: Mapping[_Key, Any], make: Callable[[Any], _Value]) -> None:
        self._sources, self._make = sources, make
        self._made: dict[_Key, _Value] = {}

    def __getitem__(self, key: _Key) -> _Value:
        """The value of a key, made now if nobody asked before."""
        try:
            return self._made[key]
        except KeyError:
            made = self._made[key] = self._make(self._sources[key])
            return made

    @overload
    def get(self, key: _Key, /) -> _Value | None: ...

    @overload
    def get(self, key: _Key, /, default: _Value | _Default) -> _Value | _Default: ...

    def get(self, key: _Key, /, default: object = None) -> object:
        """The value of a key; `default` if there is none."""
        made = self._made.get(key, _NOT_MADE)
        if made is not _NOT_MADE:
            return made
        return self[key] if key in self._sources else default

    def __contains__(self, key: object) -> bool:
        """Whether a key has a value."""
        return key in self._sources

    def __iter__(self) -> Iterator[_Key]:
        """The keys; no value is made."""
        return iter(self._sources)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._sources)

    def replacing(self, key: _Key, value: _Value) -> "LazyMapping[_Key, _Value]":
        """The mapping with another value of one of its keys."""
        other = LazyMapping(self._sources, self._make)
        other._made = {**self._made, key: value}
        return other


def replacing(mapping: Mapping[_Key, _Value], key: _Key, value: _Value) -> Mapping[_Key, _Value]:
    """The mapping with another value of one of its keys; what is not made yet stays so."""
    return mapping.replacing(key, value) if isinstance(mapping, LazyMapping) else {**mapping, key: value}
