"""One writer at a time: a lock that the system lets go of when its process ends, however it ends."""

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
    """The system gives nobody a lock on a folder, as on some network shares: two writers could not be told apart."""

    def __str__(self) -> str:
        """The cause and the remedy, for a person."""
        return (
            f"{self.filename}: the disk gives no locks ({self.strerror}), and without one two could write at once; "
            "nothing was written; work on a copy on a disk of this machine, or mount the share with locks"
        )


@contextmanager
def locked(root: Path) -> Iterator[bool]:
    """Hold the project for one writer; gives False where another holds it.

    The lock lies on the project's folder itself, so that nothing is made for it; on a file in `.communique` where the
    system locks no folders. Raises LockRefusedError where it locks no files either, and OSError where the file can't
    be made.
    """
    handles: list[int] = []
    try:
        yield _taken(root, handles)
    finally:
        for handle in handles:
            os.close(handle)


def _taken(root: Path, handles: list[int]) -> bool:
    """Whether the lock is ours now; every handle that was opened for it is noted."""
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
        _leave_nothing(root)
        raise LockRefusedError(error.errno, error.strerror, str(root)) from error
    return True


def _leave_nothing(root: Path) -> None:
    with suppress(OSError):  # something else is in it
        (root / FOLDER / "lock").unlink()
        (root / FOLDER).rmdir()
