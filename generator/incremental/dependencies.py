"""Tracks which ids a page depends on: a view of the site that records every lookup."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar

from generator.knowledge_base import KnowledgeBase
from generator.schema.model import Ref

if TYPE_CHECKING:  # `check` needs no pages
    from generator.pages import SiteIndex

EVERYTHING = "*"
"""The dependency of a page that looked at all of something, or says that it depends on the whole site."""
BY_OTHERS, GATHERED, FRONT = "<", "~", "="
"""The suffix of an id where a page looked up what others say, what the site gathers, or an article's front matter."""
_OF_OTHERS = frozenset(
    {"links", "mentions", "labels", "evidence", "asserted", "by_article", "corrections", "same_report"}
)
_Value = TypeVar("_Value")
_SHARED = frozenset({"schema", "catalogue", "language", "title", "once", "shared"})


class _Names(dict[Any, str]):
    """What a page is said to depend on that looks up a key, by key: one string for all pages."""

    __slots__ = ("aspect",)

    def __init__(self, aspect: str) -> None:
        super().__init__()
        self.aspect = aspect

    def __missing__(self, key: object) -> str:
        name = self[key] = intern(_id(key) + self.aspect)
        return name


_MOST = 4096
"""The most values of a function that are kept from one batch of pages to the next."""


class DependencyTracker:
    """Collects the ids that a page looks up, one page at a time."""

    __slots__ = ("_brief", "names", "used")

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._brief: list[dict[tuple[Any, ...], Any]] = []
        self.names = {aspect: _Names(aspect) for aspect in ("", BY_OTHERS, GATHERED, FRONT)}

    def begin(self) -> set[str]:
        """A new set, for the next page."""
        self.used = set()
        return self.used

    def once(self, function: Callable[..., _Value]) -> Callable[..., _Value]:
        """The function, called once for the same arguments; each later caller depends on all that the call used."""
        return self._remembering(function, {})

    def briefly(self, function: Callable[..., _Value]) -> Callable[..., _Value]:
        """The same, but of very many values none is kept from one batch of pages to the next."""
        self._brief.append({})
        return self._remembering(function, self._brief[-1])

    def _remembering(
        self, function: Callable[..., _Value], known: dict[tuple[Any, ...], tuple[_Value, tuple[str, ...]]]
    ) -> Callable[..., _Value]:
        def call(*arguments: Any) -> _Value:  # noqa: ANN401 -- those of the function
            found = known.get(arguments)
            if found is None:
                found = known[arguments] = self.watch(function, *arguments)
            self.used.update(found[1])
            return found[0]

        return call

    def twice(self, function: Callable[..., _Value]) -> Callable[..., _Value]:
        """The function, called once for two callers with the same arguments; the second one depends on the same."""
        waiting: dict[tuple[Any, ...], tuple[_Value, tuple[str, ...]]] = {}

        def call(*arguments: Any) -> _Value:  # noqa: ANN401 -- those of the function
            found = waiting.pop(arguments, None)
            if found is None:
                found = waiting[arguments] = self.watch(function, *arguments)
            self.used.update(found[1])
            return found[0]

        return call

    def forget(self) -> None:
        """Let go of very many values that are remembered briefly: all of them are as long as the site."""
        for known in self._brief:
            if len(known) > _MOST:
                known.clear()

    def watch(
        self,
        function: Callable[..., _Value],
        *arguments: Any,  # noqa: ANN401 -- those of the function
    ) -> tuple[_Value, tuple[str, ...]]:
        """The function's result, and the ids that it looked up."""
        page, own = self.used, self.begin()
        result = function(*arguments)
        self.used = page
        return result, tuple(own)


class _Mapping(Mapping[Any, Any]):
    """A mapping by ids or references. One by plain words (a role, a direction) holds others, which are tracked."""

    __slots__ = ("inner", "names", "tracker")

    def __init__(self, inner: Mapping[Any, Any], tracker: DependencyTracker, aspect: str) -> None:
        self.inner, self.tracker, self.names = inner, tracker, tracker.names[aspect]

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 -- whatever it holds
        self.tracker.used.add(self.names[key])
        return self.inner[key]

    def get(self, key: object, default: object = None) -> Any:  # noqa: ANN401
        """The value of a key; a failed lookup is recorded, too."""
        self.tracker.used.add(self.names[key])
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.tracker.used.add(self.names[key])
        return key in self.inner

    def __iter__(self) -> Iterator[Any]:
        self.tracker.used.add(EVERYTHING)
        return iter(self.inner)

    def __len__(self) -> int:
        self.tracker.used.add(EVERYTHING)
        return len(self.inner)


class _Sequence(Sequence[Any]):
    __slots__ = ("inner", "tracker")

    def __init__(self, inner: tuple[Any, ...], tracker: DependencyTracker) -> None:
        self.inner, self.tracker = inner, tracker

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 -- a number or a slice
        self.tracker.used.add(EVERYTHING)
        return self.inner[index]

    def __len__(self) -> int:
        self.tracker.used.add(EVERYTHING)
        return len(self.inner)


class _Set(AbstractSet[Any]):
    __slots__ = ("inner", "names", "tracker")

    def __init__(self, inner: AbstractSet[Any], tracker: DependencyTracker) -> None:
        self.inner, self.tracker, self.names = inner, tracker, tracker.names[GATHERED]

    def __contains__(self, key: object) -> bool:
        self.tracker.used.add(self.names[key])
        return key in self.inner

    def __iter__(self) -> Iterator[Any]:
        self.tracker.used.add(EVERYTHING)
        return iter(self.inner)

    def __len__(self) -> int:
        self.tracker.used.add(EVERYTHING)
        return len(self.inner)


def tracked(site: "SiteIndex", tracker: DependencyTracker) -> "SiteIndex":
    """The same site; `tracker` records each lookup: the id of a record or article, or `EVERYTHING`."""
    view: SiteIndex = _tracked(site, tracker)
    return view.remembering(tracker.once, tracker.twice, tracker.briefly)


def tracked_base(base: KnowledgeBase, tracker: DependencyTracker) -> KnowledgeBase:
    """The same base; `tracker` records each lookup."""
    view: KnowledgeBase = _tracked(base, tracker)
    return view


def gathered_digests(site: "SiteIndex") -> dict[str, bytes]:
    """A digest of what was gathered for each id: if it differs, pages that looked up the id may differ."""
    found: dict[str, list[bytes]] = {}
    known: dict[int, bytes] = {}
    for field in fields(site):
        if field.name not in _SHARED and field.name != "base":
            _digest(getattr(site, field.name), found, known, field.name.encode())
    return {id_: blake2b(b"\0".join(parts), digest_size=8).digest() for id_, parts in found.items()}


def _tracked(value: Any, tracker: DependencyTracker, aspect: str = GATHERED) -> Any:  # noqa: ANN401 -- whatever a site is made of
    if isinstance(value, KnowledgeBase):
        names = [field.name for field in fields(value) if field.name not in _SHARED]
        aspects = {name: BY_OTHERS if name in _OF_OTHERS else FRONT if name == "fronts" else "" for name in names}
        return replace(value, **{name: _tracked(getattr(value, name), tracker, aspects[name]) for name in names})
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _SHARED]
        return replace(value, **{name: _tracked(getattr(value, name), tracker) for name in names})
    if isinstance(value, Mapping):
        if _is_nested(value):
            return {key: _tracked(part, tracker, aspect) for key, part in value.items()}
        return _Mapping(value, tracker, aspect)
    if type(value) is tuple:
        return _Sequence(value, tracker)
    return _Set(value, tracker) if isinstance(value, AbstractSet) else value


def _is_nested(value: Mapping[Any, Any]) -> bool:
    """Whether a mapping leads by plain words to mappings, as statements do by `by`, `about` and `topic`."""
    return bool(value) and all(isinstance(key, str) and isinstance(part, Mapping) for key, part in value.items())


def _id(key: object) -> str:
    return key.id if isinstance(key, Ref) else str(key)


def _digest(value: object, found: dict[str, list[bytes]], known: dict[int, bytes], name: bytes) -> None:
    """Add what is gathered for each id under a name: the same participation can be confirmed or not.

    `known` are digests of values that are gathered for several, by identity.
    """
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _digest(getattr(value, field.name), found, known, field.name.encode())
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, Mapping) and isinstance(key, str):
                _digest(part, found, known, name + b"." + key.encode())
            elif type(part) is tuple:
                found.setdefault(_id(key), []).append(name + b"".join([_digest_of(each, known) for each in part]))
            else:
                found.setdefault(_id(key), []).append(name + repr(part).encode(errors="surrogatepass"))
    elif isinstance(value, AbstractSet):
        for key in value:
            found.setdefault(_id(key), []).append(name)


def _digest_of(value: object, known: dict[int, bytes]) -> bytes:
    made = known.get(id(value))
    if made is None:
        text = repr(value).encode(errors="surrogatepass")
        made = known[id(value)] = blake2b(text, digest_size=8).digest()
    return made
