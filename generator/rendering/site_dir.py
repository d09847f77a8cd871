"""The site's folder between two builds: our part of it is set aside while MkDocs cleans, and put back after."""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_ASIDE = ".communique-aside"
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Stamp(NamedTuple):
    """What tells, without reading it, that a file was not written since: bytes, times in ns, and the inode."""

    size: int
    modified: int
    changed: int
    inode: int


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """The stamp of a file, None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def comparable_stamp(place: str, made: Stamp) -> Stamp:
    """What of a file's stamp is the same after it was set aside and put back: a file at the top is itself renamed."""
    return made if "/" in place else made._replace(changed=0)


def stash(site: Path) -> None:
    """Move all of a site's folder where MkDocs leaves it alone."""
    forget(site)
    aside = site / _ASIDE
    entries = [entry for entry in site.iterdir() if not entry.name.startswith(".")]
    aside.mkdir()
    for entry in entries:
        entry.rename(aside / entry.name)


def restore(site: Path, entries: Iterable[str]) -> None:
    """Move the named entries back; what else was set aside goes."""
    for entry in entries:
        if (site / _ASIDE / entry).exists():
            (site / _ASIDE / entry).rename(site / entry)
    forget(site)


def forget(site: Path) -> None:
    """Delete what an earlier build, perhaps one that was killed, left aside."""
    if (site / _ASIDE).is_symlink():
        (site / _ASIDE).unlink()
    shutil.rmtree(site / _ASIDE, ignore_errors=True)


def write(path: str, data: bytes) -> Stamp:
    """Write a file, its folders too; its stamp. A disk that is nearly full takes a part of it and says so next time."""
    try:
        handle = os.open(path, _ANEW, 0o666)
    except FileNotFoundError:
        _make(os.path.dirname(path))
        handle = os.open(path, _ANEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        found = os.fstat(handle)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        os.close(handle)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _make(folder: str) -> None:
    """Make a folder, unless another process just did; the one that it lies in is mostly there."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def remove(site: Path, path: str) -> None:
    """Delete a file of the site, and the folders that it leaves empty."""
    place = site / path
    place.unlink(missing_ok=True)
    while (place := place.parent) != site:
        try:
            place.rmdir()
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT):
                return
            raise
