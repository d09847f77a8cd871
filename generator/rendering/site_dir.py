"""The site's folder: a build writes into a temporary folder in it, and publishes file by file at the end.

Whenever a build is killed, each file of the site is the old or the new one.
"""

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.incremental.file_stamp import FileStamp, stamp_of
from generator.last_file import UNFINISHED, Content, WrittenFile, blocks

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Published:
    """The result of publishing: new files, `replaced` ones, and deleted ones."""

    written: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]


def write_file(path: str, content: Content) -> None:
    """Write a file and its folders. Raises OSError, also if a full disk takes only a part."""
    if isinstance(content, WrittenFile) and content.path == Path(path):
        return
    try:
        handle = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        handle = os.open(path, _NEW, 0o666)
    try:
        for block in blocks(content):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(handle, rest) :]
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        os.close(handle)


def discard(site: Path) -> bool:
    """Delete what an unfinished build left; return whether there was anything."""
    folder = site / UNFINISHED
    is_left = os.path.lexists(folder)
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return is_left


def publish(
    site: Path,
    kept: Collection[str],
    there: Iterable[str] | None = None,
    *,
    compare: bool,
    before_removal: Callable[[Sequence[str]], None] = lambda _: None,
) -> Published:
    """Move all that a build wrote into the site; what is neither new nor `kept` is deleted, hidden names not.

    `there` are the files of the site, where they are known. The `replaced` are looked for only to `compare`: that
    reads both files.
    """
    source, target = str(site / UNFINISHED), str(site)
    new = sorted(path for path, _ in _files(source, hidden=True))
    there = {path for path, _ in _files(target)} if there is None else {*there}
    removed = sorted(there.difference(new, kept))
    replaced = [path for path in new if compare and _differs(f"{source}/{path}", f"{target}/{path}")]
    before_removal(removed)
    for path in removed:
        _remove(target, path)
    if new:
        _move_all(source, target)
    discard(site)
    return Published(tuple(new), tuple(replaced), tuple(removed))


def scan_site(site: Path) -> dict[str, FileStamp]:
    """The stamps of all files of the site by path; links are files, and hidden names at the top are left out."""
    return {path: stamp_of(entry.stat(follow_symlinks=False)) for path, entry in _files(str(site))}


def _files(folder: str, prefix: str = "", *, hidden: bool = False) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files in a folder, in no order; names at the top that begin with a dot only if `hidden`."""
    try:
        entries = list(os.scandir(f"{folder}/{prefix}"))
    except FileNotFoundError:
        return
    for entry in entries:
        if not (prefix or hidden) and entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def _differs(new: str, old: str) -> bool:
    """Whether a file existed and has changed."""
    try:
        with open(old, "rb") as file:
            before = file.read()
    except OSError:
        return True
    with open(new, "rb") as file:
        return file.read() != before


def _move_all(source: str, target: str) -> None:
    """Move what a folder contains into another; a folder that the other lacks is moved whole."""
    for entry in tuple(os.scandir(source)):
        path = f"{target}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and os.path.isdir(path):
            _move_all(entry.path, path)
        else:
            _move(entry.path, path)


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)
    except (IsADirectoryError, PermissionError):
        shutil.rmtree(target, ignore_errors=True)  # a folder without files of the site
        os.replace(source, target)


def _make_folder(folder: str) -> None:
    """Make a folder, unless another process just did; its parent mostly exists."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _remove(site: str, path: str) -> None:
    """Delete a file of the site, and the folders that it leaves empty."""
    os.unlink(f"{site}/{path}")
    while path := os.path.dirname(path):
        try:
            os.rmdir(f"{site}/{path}")
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT):
                return
            raise
