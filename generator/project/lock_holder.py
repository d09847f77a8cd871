"""Which command holds the project's lock: a note beside the lock, so that whoever has to wait knows for what."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from generator.project.lock import FOLDER

_FILE = f"{FOLDER}/lock-holder.json"
_LONGEST = 1_000


class LockHolder(NamedTuple):
    """The process that holds a lock: its command, its process id, and since when, as `2025-12-04 14:32`."""

    command: str
    pid: int
    since: str


@contextmanager
def noted_holder(root: Path, command: str) -> Iterator[None]:
    """Note that this process holds the lock of the project at `root`, and remove the note at the end.

    The note is a courtesy: if the disk refuses it, the command runs without.
    """
    with suppress(OSError, OverflowError, ValueError):
        _write(root, LockHolder(command, os.getpid(), f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M}"))
    try:
        yield
    finally:
        with suppress(OSError):
            _remove(root)


def read_holder(root: Path) -> LockHolder | None:
    """The holder of the lock of the project at `root`; None if no readable note names it."""
    try:
        with (root / _FILE).open("rb") as file:
            match json.loads(file.read(_LONGEST).decode()):
                case {"command": str(command), "pid": int(pid), "since": str(since)}:
                    return LockHolder(command, pid, since)
    except (OSError, ValueError, RecursionError):
        pass
    return None


def _write(root: Path, holder: LockHolder) -> None:
    (root / FOLDER).mkdir(exist_ok=True)
    if (root / FOLDER).is_symlink():
        return
    (root / _FILE).unlink(missing_ok=True)
    with (root / _FILE).open("x", encoding="utf-8") as file:
        json.dump(holder._asdict(), file)


def _remove(root: Path) -> None:
    if not (root / FOLDER).is_symlink():
        (root / _FILE).unlink(missing_ok=True)
        (root / FOLDER).rmdir()
