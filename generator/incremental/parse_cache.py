"""What was parsed of a project's files, for the next build or command: only files that changed are parsed again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.incremental import fingerprints
from generator.incremental.cache_folder import ROOT, is_tracked, link_to
from generator.incremental.codec import decode, encode
from generator.memo import Memo, MemoEntries

_NAME = "parsed"
_MUCH = 10
"""The file is written again where more than one result in so many is new."""
_last: list[object] = []
"""The last memo, beside the list itself: without garbage collection nothing frees a process's values as it ends."""


@contextmanager
def parse_cache(root: Path) -> Iterator[Memo]:
    """A memo with what was parsed before; what is new is kept, if builds keep anything in the project at `root`."""
    folder = root / ROOT
    is_ours = folder.is_dir() and not is_tracked(root) and not link_to(folder / _NAME, root)
    memo = Memo(_read(folder / _NAME) if is_ours else MemoEntries())
    _last[:] = _last, memo
    yield memo
    if is_ours and memo.misses * _MUCH > len(memo):
        _write(folder / _NAME, memo.entries())


def _read(path: Path) -> MemoEntries:
    try:
        data = path.read_bytes()
    except OSError:
        return MemoEntries()
    return decode(data, fingerprints.tool_key(), MemoEntries) or MemoEntries()


def _write(path: Path, entries: MemoEntries) -> None:
    """Replace the file in one step; where that fails, the next command parses again."""
    new = path.with_name(f"{path.name}-{os.getpid()}")
    try:
        for torn in path.parent.glob(f"{path.name}-[0-9]*"):
            torn.unlink(missing_ok=True)
        new.write_bytes(encode(entries, fingerprints.tool_key()))
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
