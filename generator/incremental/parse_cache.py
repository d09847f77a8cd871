"""What was parsed of a project's files, for the next build or command: only files that changed are parsed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.incremental.cache_file import CacheFile
from generator.memo import Memo, MemoEntries

_NAME = "parsed"
_MUCH = 10
"""The file is written again where more than one result in so many is new."""
_last: list[object] = []
"""The last memo, beside the list itself: without garbage collection nothing frees a process's values as it ends."""


@contextmanager
def parse_cache(root: Path, *, is_last_step: bool = True) -> Iterator[Memo]:
    """A memo with what was parsed before; what is new is kept, if builds keep anything in the project at `root`.

    A process for which this is not the last step frees what nobody needs any more: ledgers and trees of a large site.
    """
    file = CacheFile(root, _NAME, MemoEntries)
    memo = Memo(file.read() or MemoEntries())
    if is_last_step:
        _last[:] = _last, memo
    yield memo
    if memo.misses * _MUCH > len(memo):
        file.write(memo.entries())
