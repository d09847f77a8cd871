"""Values that are made of one record or article each, kept for the next build."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from sys import intern
from typing import Any, TypeVar

from generator.incremental.dependencies import DependencyTracker, tracked_base
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach
from generator.schema.model import Ref

_SORT_KEYS = "sort keys"
_Value = TypeVar("_Value")
ValuesByName = Mapping[str, Mapping[str, tuple[Any, tuple[str, ...]]]]
"""By name and owner: a value, and the ids that it was made from."""
_CURRENT = "."
"""Before the name and owner of a value in the dependencies of a page that looked it up: no id has a dot."""


class RecordValues:
    """Makes values anew only if they may have changed; `found` are those of this build, of which `made` are new.

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
        self._changed, self._tracker = {*(changed or ())}, tracker
        self.made = 0
        self.found: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = dict(before.found) if before else {}
        self._makers: dict[str, Callable[[Ref], Any]] = {}
        self._is_refreshed = False
        self._new: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {}

    def of(self, name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> list[_Value]:
        """The value of each record or article, for a page or file that depends on them all anyway."""
        return list(self._of(name, refs, make).values())

    def of_one(self, name: str, make: Callable[[Ref], _Value]) -> Callable[[Ref], _Value]:
        """A function that gives the value of a record; a page depends on the value, not on what it was made from.

        Raises ValueError after `refresh`: pages that show other values are kept then.
        """
        if self._is_refreshed:
            raise ValueError(name)
        self._makers[name], found = make, dict(self._known.get(name, {}))
        self.found[name] = found
        known: dict[Ref, tuple[str, str]] = {}

        def value(ref: Ref) -> _Value:
            owner, key = known.get(ref) or known.setdefault(ref, _owner_and_key(name, ref))
            kept = found.get(owner)
            if kept is None:
                kept = found[intern(owner)] = self._tracker.watch(make, ref)
                self._new.setdefault(name, {})[owner] = kept
            self._tracker.used.add(key)
            made: _Value = kept[0]
            return made

        return value

    def refresh(self) -> frozenset[str]:
        """Make the values of single records again that may have changed; return what pages call those that did."""
        self._is_refreshed = True
        differing, changed = set[str](), {*self._changed}
        while changed:
            changed = {key for name, make in self._makers.items() for key in self._refreshed(name, make, changed)}
            differing |= changed
        self._changed |= differing
        return frozenset(differing)

    def add(self, made: ValuesByName) -> None:
        """Add values of single records that another process made."""
        for name, values in made.items():
            found = self.found.setdefault(name, {})
            found |= {owner: (value, tuple(map(intern, used))) for owner, (value, used) in values.items()}

    def new(self) -> ValuesByName:
        """The values of single records that were made since the last call."""
        found, self._new = self._new, {}
        return found

    def _refreshed(self, name: str, make: Callable[[Ref], object], changed: AbstractSet[str]) -> Iterator[str]:
        found = self.found[name]
        for owner, (before, used) in tuple(found.items()):
            if not changed.isdisjoint(used):
                kind, _, id_ = owner.partition("/")
                found[owner] = self._tracker.watch(make, Ref(kind, id_))
                if found[owner][0] != before:
                    yield _key(name, owner)

    def each_of(self, base: KnowledgeBase) -> ForEach:
        """Values that are made of a base alone, before the site is gathered."""
        view = tracked_base(base, self._tracker)

        def for_each(name: str, refs: Iterable[Ref], make: Callable[[KnowledgeBase, Ref], _Value]) -> dict[Ref, _Value]:
            return self._of(name, refs, partial(make, view))

        return for_each

    def _of(self, name: str, refs: Iterable[Ref], make: Callable[[Ref], _Value]) -> dict[Ref, _Value]:
        known, found, values = self._known.get(name, {}), dict[str, tuple[Any, tuple[str, ...]]](), dict[Ref, _Value]()
        for ref in tuple(refs):
            owner = intern(f"{ref.kind}/{ref.id}")
            kept = known.get(owner)
            if kept is None or not self._changed.isdisjoint(kept[1]):
                kept = self._tracker.watch(make, ref)
                self.made += 1
            found[owner] = kept
            values[ref] = kept[0]
        self.found[name] = found
        return values

    def collate(self, name: str, language: str) -> bytes:
        """The sort key of a name, which depends on nothing else: the tables for it are long to read."""
        owner = f"{language} {name}"
        kept = self._sort_keys.get(owner)
        if kept is None:
            from generator.values.collation import collation_key  # noqa: PLC0415 -- `check` needs no sort keys

            kept = collation_key(name, language), ()
        self.found.setdefault(_SORT_KEYS, {})[owner] = kept
        key: bytes = kept[0]
        return key


def _owner_and_key(name: str, ref: Ref) -> tuple[str, str]:
    owner = f"{ref.kind}/{ref.id}"
    return owner, intern(_key(name, owner))


def _key(name: str, owner: str) -> str:
    """What a page that looked up a value is said to depend on."""
    return f"{_CURRENT}{name} {owner}"
