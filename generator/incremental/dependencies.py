"""Which things a page was made of: a view of the site that notes every id that is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from hashlib import blake2b
from typing import Any, TypeVar

from generator.knowledge_base import KnowledgeBase
from generator.pages import SiteIndex
from generator.schema.model import Ref

EVERYTHING = "*"
"""What a page rests on that looked at all of something."""
TOLD, GATHERED = "<", "~"
"""What stands behind an id where a page asked what others say of the thing, or what the site gathers for it."""
_OF_OTHERS = frozenset({"links", "mentions", "labels", "evidence", "asserted", "by_article"})
_Asked = set[str]
_Value = TypeVar("_Value")
_SHARED = frozenset({"schema", "catalogue", "language", "title", "once"})


class DependencyTracker:
    """Where the ids that are asked for are noted, a set for one page at a time."""

    __slots__ = ("asked",)

    def __init__(self) -> None:
        self.asked: _Asked = set()

    def begin(self) -> _Asked:
        """A new set, for the next page."""
        self.asked = set()
        return self.asked

    def once(self, function: Callable[..., _Value]) -> Callable[..., _Value]:
        """The function, called once for the same arguments; whoever asks again asks for all that it asked for."""
        known: dict[tuple[Any, ...], tuple[_Value, tuple[str, ...]]] = {}

        def call(*arguments: Any) -> _Value:  # noqa: ANN401 -- those of the function
            found = known.get(arguments)
            if found is None:
                around, own = self.asked, self.begin()
                found = known[arguments] = function(*arguments), tuple(own)
                self.asked = around
            self.asked.update(found[1])
            return found[0]

        return call


class _Mapping(Mapping[Any, Any]):
    """A mapping by ids or things. One by plain words (a role, a direction) holds others, which are watched instead."""

    __slots__ = ("aspect", "inner", "watch")

    def __init__(self, inner: Mapping[Any, Any], watch: DependencyTracker, aspect: str) -> None:
        self.inner, self.watch, self.aspect = inner, watch, aspect

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 -- whatever it holds
        self.watch.asked.add((key[-1] if type(key) is Ref else str(key)) + self.aspect)
        return self.inner[key]

    def get(self, key: object, default: object = None) -> Any:  # noqa: ANN401
        """The value of a key; that there is none is noted, too."""
        self.watch.asked.add((key[-1] if type(key) is Ref else str(key)) + self.aspect)
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.watch.asked.add((key[-1] if type(key) is Ref else str(key)) + self.aspect)
        return key in self.inner

    def __iter__(self) -> Iterator[Any]:
        self.watch.asked.add(EVERYTHING)
        return iter(self.inner)

    def __len__(self) -> int:
        self.watch.asked.add(EVERYTHING)
        return len(self.inner)


class _Sequence(Sequence[Any]):
    __slots__ = ("inner", "watch")

    def __init__(self, inner: tuple[Any, ...], watch: DependencyTracker) -> None:
        self.inner, self.watch = inner, watch

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 -- a number or a slice
        self.watch.asked.add(EVERYTHING)
        return self.inner[index]

    def __len__(self) -> int:
        self.watch.asked.add(EVERYTHING)
        return len(self.inner)


class _Set(AbstractSet[Any]):
    __slots__ = ("inner", "watch")

    def __init__(self, inner: AbstractSet[Any], watch: DependencyTracker) -> None:
        self.inner, self.watch = inner, watch

    def __contains__(self, key: object) -> bool:
        self.watch.asked.add(_id(key) + GATHERED)
        return key in self.inner

    def __iter__(self) -> Iterator[Any]:
        self.watch.asked.add(EVERYTHING)
        return iter(self.inner)

    def __len__(self) -> int:
        self.watch.asked.add(EVERYTHING)
        return len(self.inner)


def tracked(site: SiteIndex, watch: DependencyTracker) -> SiteIndex:
    """The same site, whose every look-up is noted in `watch`: ids of things, of articles, or `EVERYTHING`."""
    made: SiteIndex = _watched(site, watch)
    return made.remembering(watch.once)


def digests(site: SiteIndex) -> dict[str, bytes]:
    """What was gathered for each id, as a digest: where it differs, a page that asked for the id may be another one."""
    found: dict[str, list[bytes]] = {}
    for field in fields(site):
        if field.name not in _SHARED and field.name != "base":
            _digest(getattr(site, field.name), found)
    return {id_: blake2b(b"".join(parts), digest_size=8).digest() for id_, parts in found.items()}


def _watched(value: Any, watch: DependencyTracker, aspect: str = GATHERED) -> Any:  # noqa: ANN401 -- whatever a site is made of
    if isinstance(value, KnowledgeBase):
        names = [field.name for field in fields(value) if field.name not in _SHARED]
        aspects = {name: TOLD if name in _OF_OTHERS else "" for name in names}
        return replace(value, **{name: _watched(getattr(value, name), watch, aspects[name]) for name in names})
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _SHARED]
        return replace(value, **{name: _watched(getattr(value, name), watch) for name in names})
    if isinstance(value, Mapping):
        if _is_shelf(value):
            return {key: _watched(part, watch, aspect) for key, part in value.items()}
        return _Mapping(value, watch, aspect)
    if type(value) is tuple:
        return _Sequence(value, watch)
    return _Set(value, watch) if isinstance(value, AbstractSet) else value


def _is_shelf(value: Mapping[Any, Any]) -> bool:
    """Whether a mapping leads by plain words to mappings, as statements do by `by`, `about` and `topic`."""
    return bool(value) and all(isinstance(key, str) and isinstance(part, Mapping) for key, part in value.items())


def _id(key: object) -> str:
    return key.id if isinstance(key, Ref) else str(key)


def _digest(value: object, found: dict[str, list[bytes]]) -> None:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _digest(getattr(value, field.name), found)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, Mapping) and isinstance(key, str):
                _digest(part, found)
            else:
                found.setdefault(_id(key), []).append(repr(part).encode())
    elif isinstance(value, AbstractSet):
        for key in value:
            found.setdefault(_id(key), []).append(b"held")
