"""What every command does on a terminal: print findings and changes, take the project's lock, exit."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import click

from generator.diagnostics.problem import FindingsFormat, Problem, report, visible
from generator.project import atomic_write, journal
from generator.project.files import FACTS, newer_format
from generator.project.find import relative_project
from generator.project.lock_holder import noted_holder, read_holder
from generator.text.count import count


def known_project(context: click.Context, parameter: click.Parameter, root: Path | None) -> Path:  # noqa: ARG001 -- click's
    """The folder of a project, by default of the one that this folder is in.

    Exit if there is none, or if a newer release wrote it.
    """
    return project_of(root)


def project_of(root: Path | None) -> Path:
    """The project folder that somebody gave, or that this folder is in; exit if no command can work there."""
    found = root or relative_project(Path.cwd())
    if found is None:
        message = (
            "no project in this folder or above it; go to one, give its folder with `--root`, or begin one: "
            "`communique init DIR`"
        )
        raise click.UsageError(message)
    if message := newer_format(found):
        stop(message)
    return found


@contextmanager
def project_lock(root: Path) -> Iterator[None]:
    """Hold the lock of a project; exit if another command holds it, or if the disk provides no locks."""
    with ExitStack() as stack:
        try:
            is_mine = stack.enter_context(journal.locked(root))
        except journal.LockRefusedError as error:
            stop(str(error))
        except OSError as error:
            stop(disk_error(error, root))
        if not is_mine:
            stop(f"{_holder(root)} is writing here; wait until it ends, then run the command again")
        stack.enter_context(noted_holder(root, click.get_current_context().command_path))
        yield


def _holder(root: Path) -> str:
    holder = read_holder(root)
    if holder is None:
        return "another command"
    return f"`{visible(holder.command)}` (process {holder.pid}, since {visible(holder.since)})"


def disk_error(error: OSError, path: Path) -> str:
    """The cause and the remedy of a disk error that no finding reports; `path` if the error names no file."""
    cause = f"{error.filename or path}: {error.strerror or error}"
    is_partly = isinstance(error, atomic_write.PartlyWrittenError)
    state = "every file is complete, either old or new" if is_partly else "nothing was written"
    return f"{cause}; free some space or allow writing there, then run the command again; {state}"


def print_findings(problems: Sequence[Problem], form: FindingsFormat) -> None:
    """Print findings: for people on standard error, for programs on standard output."""
    if problems or form == "json":
        click.echo(report(problems, form), err=form == "text", nl=False)


def print_lines(form: FindingsFormat, *lines: str) -> None:
    """Print lines for people; programs get findings only."""
    if form == "text":
        for line in lines:
            click.echo(line)


def change_lines(changes: Sequence[journal.Change], *, is_dry: bool) -> Iterator[str]:
    """One line for each changed file that people read, and the number of changed ledgers."""
    if not changes:
        yield "nothing to change"
        return
    would = "would " if is_dry else ""
    files = [change for change in changes if not change.path.startswith(f"{FACTS}/")]
    ledgers = len(changes) - len(files)
    yield from (f"{would}{_verb(change)} {change.path}" for change in files)
    if is_dry and ledgers:
        yield f"would change {count(ledgers, 'ledger')} in {FACTS}/"
    elif not is_dry:
        counts = [count(number, noun) for number, noun in ((len(files), "file"), (ledgers, "ledger")) if number]
        yield f"{' and '.join(counts)} changed"


def _verb(change: journal.Change) -> str:
    if change.old is None:
        return "add"
    return "delete" if change.new is None else "change"


def stop(message: str) -> NoReturn:
    """Print an error and exit 1."""
    click.echo(f"communique: {message}", err=True)
    sys.exit(1)


def leave(is_wrong: bool) -> NoReturn:  # noqa: FBT001 -- the only argument
    """Exit 1 if anything is wrong, else 0."""
    sys.exit(1 if is_wrong else 0)
