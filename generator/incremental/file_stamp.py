"""A file's stamp: says without reading whether a file has changed."""

import os

from generator.project.files import Stamp

FileStamp = Stamp
"""A plain tuple, the fastest to store."""


def stamp_of(found: os.stat_result) -> FileStamp:
    """The stamp from a file's status."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def stamp(path: str | os.PathLike[str]) -> FileStamp | None:
    """The stamp of a file; None if it does not exist."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116 -- ten thousand times a build
    except OSError:
        return None
