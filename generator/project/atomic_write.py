"""Replace files atomically: write the new text beside the file, flush it to disk, then rename it."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW = ".communique-new"
_MANY = 64


def beside(path: Path) -> Path:
    """The temporary path for the new text of a file: hidden, so that nothing reads it as input."""
    return path.with_name(f".{path.name}{_NEW}")


def write_beside(path: Path, text: str) -> None:
    """Write the new text beside a file, with the file's permissions; create folders as needed."""
    with _error_names(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside(path).write_bytes(text.encode())
        if path.exists():
            beside(path).chmod(stat.S_IMODE(path.stat().st_mode))


def replace(path: Path, *, gone: bool) -> None:
    """Replace a file with the text beside it, or delete the file."""
    with _error_names(path):
        if gone:
            path.unlink(missing_ok=True)
        else:
            beside(path).replace(path)


@contextmanager
def _error_names(path: Path) -> Iterator[None]:
    """Make disk errors name the file that people know, not the temporary one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def put(path: Path, text: str) -> None:
    """Write one file atomically, and wait until it is on disk."""
    write_beside(path, text)
    flush([beside(path)])
    replace(path, gone=False)
    flush([path.parent])


class PartlyWrittenError(OSError):
    """Some of several files are new and the others old; each one is complete."""


def put_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write files by their paths in a folder; change none of them if the disk does not accept all.

    Raises OSError; PartlyWrittenError if all are on disk, but some could not replace the old files.
    """
    paths = [root / name for name in texts]
    created = {folder for parent in {path.parent for path in paths} for folder in (parent, *parent.parents)}
    created = {folder for folder in created if not folder.exists()}
    try:
        for path, text in zip(paths, texts.values(), strict=True):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            write_beside(path, text)
    except OSError:
        _forget(paths, created)
        raise
    try:
        for path in paths:
            replace(path, gone=False)
    except OSError as error:
        _forget(paths, ())
        raise PartlyWrittenError(error.errno, error.strerror, error.filename) from error


def _forget(paths: Iterable[Path], folders: Iterable[Path]) -> None:
    """Delete the temporary files, and the folders that were created for them."""
    for path in paths:
        with suppress(OSError):
            beside(path).unlink(missing_ok=True)
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()


def flush(paths: Iterable[Path]) -> None:
    """Wait until files and folder entries are on disk; if they are many, flush everything at once."""
    existing = [path for path in paths if path.exists() and not (os.name == "nt" and path.is_dir())]
    if len(existing) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in existing:
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
