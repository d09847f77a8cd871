"""The difference between two states of a build: it is stored in place of the second one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """The new values of a mapping and the keys that are gone; a value that was a mapping may be a difference, too."""

    changed: Mapping[str, object]
    removed: tuple[str, ...]


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
        if before is value:
            continue
        if isinstance(before, dict) and isinstance(value, dict):
            within = _difference(before, value)
            if within.changed or within.removed:
                changed[key] = within
        elif before != value:
            changed[key] = value
    return Difference(changed, tuple(key for key in old if key not in new))


def _patched(old: Mapping[str, object], found: Difference) -> dict[str, Any]:
    """The new mapping; its keys are in order if there are new ones."""
    made = dict(old)
    for key in found.removed:
        del made[key]
    for key, change in found.changed.items():
        before = made.get(key)
        made[key] = _patched(before, change) if isinstance(change, Difference) and isinstance(before, dict) else change
    return made if found.changed.keys() <= old.keys() else dict(sorted(made.items()))
