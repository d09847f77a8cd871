"""A file's stamp: says without reading whether a file has changed."""

import os
from typing import NamedTuple


class FileStamp(NamedTuple):
    """Bytes, times in ns, and the inode of a file."""

    size: int
    modified: int
    changed: int
    inode: int


def stamp_of(found: os.stat_result) -> FileStamp:
    """The stamp from a file's status."""
    return FileStamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def stamp(path: str | os.PathLike[str]) -> FileStamp | None:
    """The stamp of a file; None if it does not exist."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116 -- ten thousand times a build
    except OSError:
        return None
