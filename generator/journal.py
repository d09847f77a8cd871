"""Changes to files, so written that a kill leaves every file whole and the next run finishes the work."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.files import nowhere
from generator.problems import Problem

FOLDER = ".communique"
_JOURNAL = "journal.json"
_NEW = ".communique-new"


@dataclass(frozen=True, slots=True)
class Change:
    """A file to be written: its path from the project's root, its text before and after; None for no file."""

    path: str
    old: str | None
    new: str | None


@contextmanager
def locked(root: Path) -> Iterator[bool]:
    """Hold the project for one writer; gives False where another holds it."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def write(root: Path, changes: Sequence[Change]) -> tuple[Problem, ...]:
    """Write all changes, or none where a file is no longer as it was read.

    The journal is whole before the first file is touched. `finish` does what a killed run left undone.
    """
    moved = [change for change in changes if _hash(_current(root, change.path)) != _hash(change.old)]
    if moved:
        return tuple(_changed_meanwhile(change.path) for change in moved)
    blocked = [problem for change in changes for problem in _blocked(root, change)]
    if blocked or not changes:
        return tuple(blocked)
    rows = [{"path": c.path, "old": _hash(c.old), "new": c.new} for c in changes]
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    try:
        _replace(folder / _JOURNAL, json.dumps(rows, ensure_ascii=False))
    except OSError as error:
        return (_unwritable(f"{FOLDER}/{_JOURNAL}", error),)
    return finish(root)


def finish(root: Path) -> tuple[Problem, ...]:
    """Carry out a journal that is there: each file that is still as it was read gets its new text.

    A file that somebody changed since is left as it is, and told.
    """
    path = root / FOLDER / _JOURNAL
    try:
        rows = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    problems = []
    for row in rows:
        current = _hash(_current(root, row["path"]))
        if current == _hash(row["new"]):
            continue
        if current != row["old"]:
            problems.append(_changed_meanwhile(row["path"]))
            continue
        try:
            _put(root / row["path"], row["new"])
        except OSError as error:
            return (*problems, _unwritable(row["path"], error))
    path.unlink()
    return tuple(problems)


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)


def _replace(path: Path, text: str) -> None:
    """Put a file in place whole: written beside, flushed to the disk, renamed."""
    new = path.with_name(f".{path.name}{_NEW}")
    try:
        with new.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _current(root: Path, path: str) -> str | None:
    try:
        return (root / path).read_bytes().decode(errors="surrogateescape")
    except FileNotFoundError:
        return None


def _hash(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _blocked(root: Path, change: Change) -> Iterator[Problem]:
    path = root / change.path
    if path.exists() and not os.access(path, os.W_OK):
        hint = "allow writing it, then run the command again; nothing was written"
        yield Problem("file-is-writable", "the file is read-only", nowhere(change.path), hint=hint)


def _changed_meanwhile(path: str) -> Problem:
    message = "the file was changed while the command ran; it stays as it is"
    return Problem("file-is-unchanged", message, nowhere(path), hint="run the command again")


def _unwritable(path: str, error: OSError) -> Problem:
    message = f"can't be written: {error.strerror}"
    hint = "make room or allow writing, then run the command again: it finishes what is left"
    return Problem("file-is-writable", message, nowhere(path), hint=hint)
