"""Changes to files, so written that a kill leaves every file whole and the next run finishes the work.

1. The journal, with the new text of every file, is put in place whole.
2. Beside each file its new text is written and brought to the disk. What fails up to here changes no file.
3. File by file the new text takes the old one's place, a record before its ledger: a ledger must never tell of facts
   that the machine did not come to write.
4. The journal goes.
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
    """A file to be written: its path from the project's root, its text before and after; None for no file."""

    path: str
    old: str | None
    new: str | None


class _Row(NamedTuple):
    """A change as the journal keeps it: the hash of the text before, "" for no file, and the text after."""

    path: str
    old: str
    new: str | None


_Teller: TypeAlias = Callable[[str], Problem]


def write(root: Path, changes: Sequence[Change]) -> tuple[Problem, ...]:
    """Write all changes, or none where a file is no longer as it was read or the disk does not take them all.

    What a killed run left undone is done first. A file that somebody changes while the others are put in place stays
    as he wrote it. The caller holds the project: `locked`.
    """
    if not changes:
        return ()
    left = finish(root)
    if failed(left):
        return left
    rows = _in_order(_Row(change.path, _hash(change.old), change.new) for change in changes)
    try:
        refused = [problem for row in rows for problem in _refused(root, row)]
    except OSError as error:
        return (*left, _unwritable(root, error, "nothing was written"))
    return (*left, *(refused or _write(root, rows)))


def finish(root: Path) -> tuple[Problem, ...]:
    """Carry out the journal of a killed run, if there is one: each file that is as it was then gets its new text.

    A file that somebody changed since is left as it is, and its ledger too; that is told as a warning.
    """
    try:
        rows, problems = _pending(root)
        if not rows:
            return problems
        _prepare(root, rows)
        return _replace_all(root, rows, _changed_since)
    except OSError as error:
        return (_unwritable(root, error, "the next run finishes what is left"),)


def _write(root: Path, rows: Sequence[_Row]) -> tuple[Problem, ...]:
    try:
        put(root / _JOURNAL, json.dumps([row._asdict() for row in rows], ensure_ascii=False))
        _prepare(root, rows)
    except OSError as error:
        with suppress(OSError):  # then the next run does it
            _close(root, rows)
        return (_unwritable(root, error, "nothing was written"),)
    try:
        return _replace_all(root, rows, _changed_meanwhile)
    except OSError as error:
        return (_unwritable(root, error, "the next run finishes what is left"),)


def _in_order(rows: Iterable[_Row]) -> list[_Row]:
    """Each record with its ledger behind it."""
    return sorted(rows, key=lambda row: (_unit(row), row.path.startswith(f"{FACTS}/"), row.path))


def _unit(row: _Row) -> tuple[str, ...]:
    """What a record and its ledger have in common: the kind's folder and the id."""
    path = PurePosixPath(row.path)
    return (*path.parts[2:-1], path.stem)


def _prepare(root: Path, rows: Sequence[_Row]) -> None:
    """Write the new texts beside their files, and wait until the disk has them."""
    due = [row for row in rows if row.new is not None and _current(root, row) == row.old]
    for row in due:
        write_beside(root / row.path, row.new or "")
    flush(beside(root / row.path) for row in due)


def _replace_all(root: Path, rows: Sequence[_Row], tell: _Teller) -> tuple[Problem, ...]:
    """Put the new texts in place: of a record and its ledger both, or none where somebody changed the record."""
    problems: list[Problem] = []
    for _, unit in groupby(rows, key=_unit):
        for row in unit:
            current = _current(root, row)
            if current == row.old:
                replace(root / row.path, gone=row.new is None)
            elif current != _hash(row.new):
                problems.append(tell(row.path))
                break
    folders = {(root / row.path).parent for row in rows}
    flush(sorted(folders | {folder.parent for folder in folders}))
    _close(root, rows)
    return tuple(problems)


def _close(root: Path, rows: Sequence[_Row]) -> None:
    """Leave nothing of the work but its result."""
    for path in (*(root / row.path for row in rows), root / _JOURNAL):
        beside(path).unlink(missing_ok=True)
    (root / _JOURNAL).unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or something else is in it
        (root / FOLDER).rmdir()


def _pending(root: Path) -> tuple[tuple[_Row, ...], tuple[Problem, ...]]:
    """What a journal says is to be done; it is input like any other, so no path leads out of the content."""
    folder, path = root / FOLDER, root / _JOURNAL
    if folder.is_symlink() or path.is_symlink() or (folder.exists() and not folder.is_dir()):
        return (), (_foreign(),)
    try:
        rows = _rows(json.loads(path.read_bytes().decode()))
        wrong = next((row.path for row in rows if not _is_ours(root, row.path)), None)
    except FileNotFoundError:
        _close(root, ())
        return (), ()
    except (ValueError, RecursionError):
        return (), (_unsound("is not whole"),)
    return (rows, ()) if wrong is None else ((), (_unsound(f"names a file that is no record or article: {wrong}"),))


def _rows(told: object) -> tuple[_Row, ...]:
    """The rows of a journal; ValueError where it holds anything else."""
    rows = []
    for row in told if isinstance(told, list) else [told]:
        match row:
            case {"path": str(path), "old": str(old), "new": str() | None as new}:
                rows.append(_Row(path, old, new))
            case _:
                message = "no row of a journal"
                raise ValueError(message)
    return tuple(rows)


def _is_ours(root: Path, path: str) -> bool:
    """Whether a path leads to a visible file of the content, through no link."""
    parts = path.split("/")
    sound = parts[0] in _TOPS and path.endswith(_SUFFIXES) and not any(c in path for c in "\\:\0")
    if not sound or len(parts) == 1 or any(part in ("", ".", "..") or part.startswith(".") for part in parts):
        return False
    return not any(root.joinpath(*parts[:count]).is_symlink() for count in range(1, len(parts) + 1))


def _refused(root: Path, row: _Row) -> Iterator[Problem]:
    """Why a change can't be written, as far as one can tell before."""
    path = root / row.path
    if not _is_ours(root, row.path):
        yield Problem("file-is-own", "not written: a link, or no file of the content", file_span(row.path))
    elif _current(root, row) != row.old:
        yield _changed_meanwhile(row.path)
    elif path.exists() and not os.access(path, os.W_OK):
        hint = "allow writing it, then run the command again; nothing was written"
        yield Problem("file-is-writable", "the file is read-only", file_span(row.path), hint=hint)


def _current(root: Path, row: _Row) -> str:
    """The hash of a file as it is, "" for none."""
    try:
        return hashlib.sha256((root / row.path).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _hash(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def _changed_meanwhile(path: str) -> Problem:
    message = "the file was changed while the command ran; it stays as it is"
    return Problem("file-is-unchanged", message, file_span(path), hint="run the command again")


def _changed_since(path: str) -> Problem:
    message = "the file was changed since a run was killed that had begun to write it; it stays as it is"
    return Problem("file-is-unchanged", message, file_span(path), "warning", "look at it, and at `git diff`")


def _unwritable(root: Path, error: OSError, rest: str) -> Problem:
    path = Path(str(error.filename or root / _JOURNAL))
    told = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    hint = f"make room or allow writing, then run the command again; {rest}"
    return Problem("file-is-writable", f"can't be written: {error.strerror}", file_span(told), hint=hint)


def _unsound(message: str) -> Problem:
    hint = "delete it, look at `git diff`, then run the command again"
    return Problem("journal-is-sound", f"the journal of a killed run {message}", file_span(_JOURNAL), hint=hint)


def _foreign() -> Problem:
    hint = f"delete `{FOLDER}`; it holds nothing of yours"
    return Problem("file-is-own", "a link, or no folder", file_span(FOLDER), hint=hint)
