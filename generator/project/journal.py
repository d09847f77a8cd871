"""Write changes so that a kill leaves every file complete, and the next run finishes the work.

1. Write the journal atomically, with the new text of every file.
2. Write each new text beside its file, and flush it to disk. A failure up to here changes no file.
3. Replace the files one by one, each record before its ledger: a ledger must never list facts that were not written.
4. Delete the journal.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from generator.diagnostics.problem import Problem, failed
from generator.project.atomic_write import beside, flush, put, replace, write_beside
from generator.project.files import FACTS, file_span
from generator.project.lock import FOLDER, LockRefusedError, locked

__all__ = ["FOLDER", "Change", "LockRefusedError", "finish", "locked", "write"]

_JOURNAL = f"{FOLDER}/journal.json"
_TOPS = ("content", "schema")
_SUFFIXES = (".json", ".jsonl", ".md", ".yaml")


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a file: its path relative to the project's root, and its old and new text; None for no file."""

    path: str
    old: str | None
    new: str | None


class _JournalEntry(NamedTuple):
    """A change in the journal: the hash of the old text ("" for no file), and the new text (None for no file)."""

    path: str
    old: str
    new: str | None


_Conflict: TypeAlias = Callable[[str], Problem]


def write(root: Path, changes: Sequence[Change]) -> tuple[Problem, ...]:
    """Write all changes, or none if a file has changed since it was read or the disk does not accept all of them.

    First complete what a killed run left undone. A file that somebody changes while the others are replaced stays as
    that person wrote it. The caller holds the lock of the project (`locked`).
    """
    if not changes:
        return ()
    unfinished = finish(root)
    if failed(unfinished):
        return unfinished
    rows = _in_order(_JournalEntry(change.path, _hash(change.old), change.new) for change in changes)
    try:
        refused = [problem for row in rows for problem in _refused(root, row)]
    except OSError as error:
        return (*unfinished, _unwritable(root, error, "nothing was written"))
    return (*unfinished, *(refused or _write(root, rows)))


def finish(root: Path) -> tuple[Problem, ...]:
    """Complete the journal of a killed run, if there is one: every file that is unchanged since gets its new text.

    A file that somebody has changed since stays as it is, and so does its ledger; a warning reports it.
    """
    try:
        rows, problems = _pending(root)
        if not rows:
            return problems
        _prepare(root, rows)
        return _replace_all(root, rows, _changed_since)
    except OSError as error:
        return (_unwritable(root, error, "the next run completes the rest"),)


def _write(root: Path, rows: Sequence[_JournalEntry]) -> tuple[Problem, ...]:
    try:
        put(root / _JOURNAL, json.dumps([row._asdict() for row in rows], ensure_ascii=False))
        _prepare(root, rows)
    except OSError as error:
        with suppress(OSError):  # the next run cleans up
            _close(root, rows)
        return (_unwritable(root, error, "nothing was written"),)
    try:
        return _replace_all(root, rows, _changed_meanwhile)
    except OSError as error:
        return (_unwritable(root, error, "the next run completes the rest"),)


def _in_order(rows: Iterable[_JournalEntry]) -> list[_JournalEntry]:
    """Each record before its ledger."""
    return sorted(rows, key=lambda row: (_unit(row), row.path.startswith(f"{FACTS}/"), row.path))


def _unit(row: _JournalEntry) -> tuple[str, ...]:
    """What a record and its ledger have in common: the folder of the kind, and the id."""
    path = PurePosixPath(row.path)
    return (*path.parts[2:-1], path.stem)


def _prepare(root: Path, rows: Sequence[_JournalEntry]) -> None:
    """Write the new texts beside their files, and wait until they are on disk."""
    due = [row for row in rows if row.new is not None and _current(root, row) == row.old]
    for row in due:
        write_beside(root / row.path, row.new or "")
    flush(beside(root / row.path) for row in due)


def _replace_all(root: Path, rows: Sequence[_JournalEntry], conflict: _Conflict) -> tuple[Problem, ...]:
    """Replace the files: a record and its ledger together, or neither if somebody changed the record."""
    problems: list[Problem] = []
    for _, unit in groupby(rows, key=_unit):
        for row in unit:
            current = _current(root, row)
            if current == row.old:
                replace(root / row.path, gone=row.new is None)
            elif current != _hash(row.new):
                problems.append(conflict(row.path))
                break
    folders = {(root / row.path).parent for row in rows}
    flush(sorted(folders | {folder.parent for folder in folders}))
    _close(root, rows)
    return tuple(problems)


def _close(root: Path, rows: Sequence[_JournalEntry]) -> None:
    """Delete the journal and all temporary files."""
    for path in (*(root / row.path for row in rows), root / _JOURNAL):
        beside(path).unlink(missing_ok=True)
    (root / _JOURNAL).unlink(missing_ok=True)
    with suppress(OSError):  # the folder does not exist, or is not empty
        (root / FOLDER).rmdir()


def _pending(root: Path) -> tuple[tuple[_JournalEntry, ...], tuple[Problem, ...]]:
    """The entries of the journal; it is untrusted input, so no path may lead out of the content."""
    folder, path = root / FOLDER, root / _JOURNAL
    if folder.is_symlink() or path.is_symlink() or (folder.exists() and not folder.is_dir()):
        return (), (_not_a_folder(),)
    try:
        rows = _rows(json.loads(path.read_bytes().decode()))
        wrong = next((row.path for row in rows if not _is_ours(root, row.path)), None)
    except FileNotFoundError:
        _close(root, ())
        return (), ()
    except (ValueError, RecursionError):
        return (), (_unsound("is damaged"),)
    return (rows, ()) if wrong is None else ((), (_unsound(f"names a file that is not a record or article: {wrong}"),))


def _rows(entries: object) -> tuple[_JournalEntry, ...]:
    """The entries of a parsed journal; raises ValueError for anything else."""
    rows = []
    for row in entries if isinstance(entries, list) else [entries]:
        match row:
            case {"path": str(path), "old": str(old), "new": str() | None as new}:
                rows.append(_JournalEntry(path, old, new))
            case _:
                message = "not an entry of a journal"
                raise ValueError(message)
    return tuple(rows)


def _is_ours(root: Path, path: str) -> bool:
    """Whether a path leads to a visible file of the content, without links on the way."""
    parts = path.split("/")
    sound = parts[0] in _TOPS and path.endswith(_SUFFIXES) and not any(c in path for c in "\\:\0")
    if not sound or len(parts) == 1 or any(part in ("", ".", "..") or part.startswith(".") for part in parts):
        return False
    return not any(root.joinpath(*parts[:count]).is_symlink() for count in range(1, len(parts) + 1))


def _refused(root: Path, row: _JournalEntry) -> Iterator[Problem]:
    """Why a change can't be written, as far as that is known before writing."""
    path = root / row.path
    if not _is_ours(root, row.path):
        yield Problem("file-is-own", "not written: it is a link, or not a file of the content", file_span(row.path))
    elif _current(root, row) != row.old:
        yield _changed_meanwhile(row.path)
    elif path.exists() and not os.access(path, os.W_OK):
        hint = "make it writable, then run the command again; nothing was written"
        yield Problem("file-is-writable", "the file is read-only", file_span(row.path), hint=hint)


def _current(root: Path, row: _JournalEntry) -> str:
    """The hash of the file on disk; "" for no file."""
    try:
        return hashlib.sha256((root / row.path).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _hash(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def _changed_meanwhile(path: str) -> Problem:
    message = "the file changed while the command was running; it stays as it is"
    return Problem("file-is-unchanged", message, file_span(path), hint="run the command again")


def _changed_since(path: str) -> Problem:
    message = "the file changed after a run that was writing it was killed; it stays as it is"
    return Problem("file-is-unchanged", message, file_span(path), "warning", "compare it with `git diff`")


def _unwritable(root: Path, error: OSError, rest: str) -> Problem:
    path = Path(str(error.filename or root / _JOURNAL))
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    hint = f"free some space or allow writing, then run the command again; {rest}"
    return Problem("file-is-writable", f"can't be written: {error.strerror}", file_span(shown), hint=hint)


def _unsound(message: str) -> Problem:
    hint = "delete it, check `git diff`, then run the command again"
    return Problem("journal-is-sound", f"the journal of a killed run {message}", file_span(_JOURNAL), hint=hint)


def _not_a_folder() -> Problem:
    hint = f"delete `{FOLDER}`; it contains nothing of yours"
    return Problem("file-is-own", "a link, or not a folder", file_span(FOLDER), hint=hint)
