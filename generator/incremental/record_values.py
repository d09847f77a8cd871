"""Values that are made of one record or article each, kept for the next build."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from generator.incremental.dependencies import DependencyTracker
from generator.schema.model import Ref
from generator.values.collation import collation_key

_SORT_KEYS = "sort keys"
_Value = TypeVar("_Value")
ValuesByName = Mapping[str, Mapping[str, tuple[Any, tuple[str, ...]]]]
"""By name and owner: a value, and the ids that it was made from."""


class RecordValues:
    """Makes values anew only if they may have changed; `found` are those of this build.

    `known` are those of the last build, `changed` the ids that may have changed since, None for all.
    """

    def __init__(self, known: ValuesByName, changed: AbstractSet[str] | None, tracker: DependencyTracker) -> None:
        self._known: ValuesByName = {} if changed is None else known
        self._sort_keys = known.get(_SORT_KEYS, {})
        self._changed, self._tracker = changed or frozenset[str](), tracker
        self.found: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {}

    def of(self, name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> list[_Value]:
        """The value of each record or article, for a page or file that depends on them all anyway."""
        known, found = self._known.get(name, {}), dict[str, tuple[Any, tuple[str, ...]]]()
        for ref in tuple(refs):
            owner = f"{ref.kind}/{ref.id}"
            kept = known.get(owner)
            if kept is None or not self._changed.isdisjoint(kept[1]):
                kept = self._tracker.watch(make, ref)
            found[owner] = kept
        self.found[name] = found
        return [value for value, _ in found.values()]

    def collate(self, name: str, language: str) -> bytes:
        """The sort key of a name, which depends on nothing else: the tables for it are long to read."""
        owner = f"{language} {name}"
        kept = self._sort_keys.get(owner) or (collation_key(name, language), ())
        self.found.setdefault(_SORT_KEYS, {})[owner] = kept
        key: bytes = kept[0]
        return key
