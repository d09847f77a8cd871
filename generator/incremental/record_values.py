"""Values that are made of one record or article each, kept for the next build."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, TypeVar

from generator.incremental.dependencies import DependencyTracker, tracked_base
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach
from generator.schema.model import Ref
from generator.values.collation import collation_key

_SORT_KEYS = "sort keys"
_Value = TypeVar("_Value")
ValuesByName = Mapping[str, Mapping[str, tuple[Any, tuple[str, ...]]]]
"""By name and owner: a value, and the ids that it was made from."""


class RecordValues:
    """Makes values anew only if they may have changed; `found` are those of this build.

    `known` are those of the last build, `changed` the ids that may have changed since, None for all; `before` are
    values that this build made before it knew all of these.
    """

    def __init__(
        self,
        known: ValuesByName,
        changed: AbstractSet[str] | None,
        tracker: DependencyTracker,
        before: "RecordValues | None" = None,
    ) -> None:
        self._known: ValuesByName = {} if changed is None else known
        self._sort_keys = known.get(_SORT_KEYS, {})
        self._changed, self._tracker = changed or frozenset[str](), tracker
        self.found: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = dict(before.found) if before else {}

    def of(self, name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> list[_Value]:
        """The value of each record or article, for a page or file that depends on them all anyway."""
        return list(self._of(name, refs, make).values())

    def each_of(self, base: KnowledgeBase) -> ForEach:
        """Values that are made of a base alone, before the site is gathered."""
        view = tracked_base(base, self._tracker)

        def for_each(name: str, refs: Iterable[Ref], make: Callable[[KnowledgeBase, Ref], _Value]) -> dict[Ref, _Value]:
            return self._of(name, refs, partial(make, view))

        return for_each

    def _of(self, name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> dict[Ref, _Value]:
        known, found, values = self._known.get(name, {}), dict[str, tuple[Any, tuple[str, ...]]](), dict[Ref, _Value]()
        for ref in tuple(refs):
            owner = f"{ref.kind}/{ref.id}"
            kept = known.get(owner)
            if kept is None or not self._changed.isdisjoint(kept[1]):
                kept = self._tracker.watch(make, ref)
            found[owner] = kept
            values[ref] = kept[0]
        self.found[name] = found
        return values

    def collate(self, name: str, language: str) -> bytes:
        """The sort key of a name, which depends on nothing else: the tables for it are long to read."""
        owner = f"{language} {name}"
        kept = self._sort_keys.get(owner) or (collation_key(name, language), ())
        self.found.setdefault(_SORT_KEYS, {})[owner] = kept
        key: bytes = kept[0]
        return key
