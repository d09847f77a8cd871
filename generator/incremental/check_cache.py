"""What `check` found in single records and articles, for the next run: only what may have changed is checked again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.incremental import invalidation
from generator.incremental.cache_file import CacheFile
from generator.incremental.dependencies import DependencyTracker
from generator.incremental.manifest import SiteDependencies
from generator.incremental.record_values import RecordValues
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach

_NAME = "checked"
_MUCH = 10
"""The file is written again where more than one value in so many is new: until then it tells of an earlier state."""
_last: list[object] = []
"""See `parse_cache`."""


@contextmanager
def check_cache(root: Path) -> Iterator[Callable[[KnowledgeBase], ForEach]]:
    """Gives what makes values of single records of a base, those that were made before where nothing changed."""
    file = CacheFile(root, _NAME, SiteDependencies)
    last = file.read()
    found: list[tuple[SiteDependencies, RecordValues]] = []

    def keep(base: KnowledgeBase) -> ForEach:
        now = invalidation.state(base, last)
        changed = invalidation.changed_ids(last, now) if last else None
        values = RecordValues(last.values if last else {}, changed, DependencyTracker())
        found.append((now, values))
        return values.each_of(base)

    _last[:] = _last, last, found
    yield keep
    for now, values in found:
        if values.made * _MUCH > sum(map(len, values.found.values())):
            file.write(replace(now, values=values.found))
