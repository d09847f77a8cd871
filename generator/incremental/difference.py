"""The difference between two states of a build: it is stored in place of the second one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol, TypeVar, runtime_checkable

_Value = TypeVar("_Value")
_NOTHING = object()
_LONG = 64
"""The length of a tuple of which only a part is stored if a part changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The new values of a mapping and the keys that are gone; of mappings and tuples among them, what is new again."""

    changed: Mapping[str, object]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The new values of a long tuple behind the `first` and before the `last` old ones."""

    first: int
    last: int
    values: tuple[object, ...]


@runtime_checkable
class _Named(Protocol):
    """A named tuple."""

    def _asdict(self) -> dict[str, Any]:
        """Its values by name."""


def difference(old: _Value, new: _Value) -> Difference:
    """The difference between two values of a dataclass, whose fields are compared mapping by mapping."""
    return _difference(_named(old), _named(new))


def patched(old: _Value, found: Difference) -> _Value:
    """The value that differs so from an old one."""
    return type(old)(**_patched(_named(old), found))


def _named(value: Any) -> dict[str, Any]:  # noqa: ANN401 -- a dataclass
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _difference(old: Mapping[str, object], new: Mapping[str, object]) -> Difference:
    changed: dict[str, object] = {}
    for key, value in new.items():
        before = old.get(key, _NOTHING)
        if before is not value:
            change = _change(before, value)
            if change is not _NOTHING:
                changed[key] = change
    return Difference(changed, tuple(key for key in old if key not in new))


def _change(before: object, value: object) -> object:
    """What to store of a value: `_NOTHING` if it is the same, else the smallest part of it that is another."""
    if isinstance(before, dict) and isinstance(value, dict):
        found = _difference(before, value)
        return found if found.changed or found.removed else _NOTHING
    if before == value:
        return _NOTHING
    if isinstance(before, _Named) and isinstance(value, _Named) and type(before) is type(value):
        return _difference(before._asdict(), value._asdict())
    if isinstance(before, tuple) and isinstance(value, tuple) and min(len(before), len(value)) > _LONG:
        return _replaced(before, value)
    return value


def _replaced(before: tuple[object, ...], value: tuple[object, ...]) -> Replaced:
    short = min(len(before), len(value))
    pairs = zip(before, value, strict=False)
    first = next((number for number, (one, other) in enumerate(pairs) if one != other), short)
    pairs = zip(reversed(before), reversed(value), strict=False)
    last = next((number for number, (one, other) in enumerate(pairs) if one != other), short)
    last = min(last, short - first)
    return Replaced(first, last, value[first : len(value) - last])


def _patched(old: Mapping[str, object], found: Difference) -> dict[str, Any]:
    """The new mapping; its keys are in order if there are new ones."""
    made = dict(old)
    for key in found.removed:
        del made[key]
    for key, change in found.changed.items():
        made[key] = _changed(made.get(key), change)
    return made if found.changed.keys() <= old.keys() else dict(sorted(made.items()))


def _changed(before: Any, change: object) -> object:  # noqa: ANN401 -- what the change was made from
    if isinstance(change, Replaced):
        return (*before[: change.first], *change.values, *before[len(before) - change.last :])
    if not isinstance(change, Difference):
        return change
    if isinstance(before, _Named):
        return type(before)(**_patched(before._asdict(), change))
    return _patched(before, change)
