"""A lock for one writer at a time; the system releases it when the process ends, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = ".communique"
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockRefusedError(OSError):
    """The disk provides no locks, as some network shares: two commands could write at once."""

    def __str__(self) -> str:
        """The cause and the remedy, for a person."""
        return (
            f"{self.filename}: the disk provides no locks ({self.strerror}), so two commands could write at once; "
            "nothing was written; work on a copy on a local disk, or mount the share with locks"
        )


@contextmanager
def locked(root: Path) -> Iterator[bool]:
    """Hold the lock of the project at `root`; yields False if another process holds it.

    The lock is on the project folder itself, so that no file is needed; if the system can't lock folders, it is on a
    file in `.communique`. Raises LockRefusedError if files can't be locked either, and OSError if the file can't be
    created.
    """
    handles: list[int] = []
    try:
        yield _taken(root, handles)
    finally:
        for handle in handles:
            os.close(handle)


def _taken(root: Path, handles: list[int]) -> bool:
    """Try to take the lock; adds every handle opened for it to `handles`."""
    if sys.platform != "win32":
        handles.append(os.open(root, os.O_RDONLY))
        try:
            _lock(handles[-1])
        except OSError as error:
            if error.errno in _TAKEN:
                return False
        else:
            return True
    (root / FOLDER).mkdir(exist_ok=True)
    handles.append(os.open(root / FOLDER / "lock", os.O_RDWR | os.O_CREAT))
    try:
        _lock(handles[-1])
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        _remove_file(root)
        raise LockRefusedError(error.errno, error.strerror, str(root)) from error
    return True


def _remove_file(root: Path) -> None:
    with suppress(OSError):  # the folder is not empty
        (root / FOLDER / "lock").unlink()
        (root / FOLDER).rmdir()
