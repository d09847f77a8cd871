"""A file's new text, written beside it, brought to the disk, and put in its place in one step."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW = ".communique-new"
_MANY = 64


def beside(path: Path) -> Path:
    """Where a file's new text stands before it takes the file's place: hidden, so that nothing reads it as input."""
    return path.with_name(f".{path.name}{_NEW}")


def write_beside(path: Path, text: str) -> None:
    """Write a file's new text beside it, with the file's own permissions; folders are made as needed."""
    with _told_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside(path).write_bytes(text.encode())
        if path.exists():
            beside(path).chmod(stat.S_IMODE(path.stat().st_mode))


def replace(path: Path, *, gone: bool) -> None:
    """Put the text beside a file in its place, or take the file away."""
    with _told_of(path):
        if gone:
            path.unlink(missing_ok=True)
        else:
            beside(path).replace(path)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """An error of the disk names the file that people know."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def put(path: Path, text: str) -> None:
    """Write one file whole, and wait until the disk has it."""
    write_beside(path, text)
    flush([beside(path)])
    replace(path, gone=False)
    flush([path.parent])


class PartlyWrittenError(OSError):
    """Of several files some are the new ones, and the others as they were; each is whole."""


def put_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write files below a folder, by their paths in it; none is changed where the disk does not take them all.

    Raises OSError; PartlyWrittenError where the disk has them all, but not all could take their places.
    """
    paths = [root / name for name in texts]
    made = {folder for parent in {path.parent for path in paths} for folder in (parent, *parent.parents)}
    made = {folder for folder in made if not folder.exists()}
    try:
        for path, text in zip(paths, texts.values(), strict=True):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            write_beside(path, text)
    except OSError:
        _forget(paths, made)
        raise
    try:
        for path in paths:
            replace(path, gone=False)
    except OSError as error:
        _forget(paths, ())
        raise PartlyWrittenError(error.errno, error.strerror, error.filename) from error


def _forget(paths: Iterable[Path], folders: Iterable[Path]) -> None:
    """Take away what stands beside files, and folders that were made for them."""
    for path in paths:
        with suppress(OSError):
            beside(path).unlink(missing_ok=True)
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            folder.rmdir()


def flush(paths: Iterable[Path]) -> None:
    """Wait until the disk has files and the entries of folders; one wait for all where they are many."""
    there = [path for path in paths if path.exists() and not (os.name == "nt" and path.is_dir())]
    if len(there) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in there:
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
