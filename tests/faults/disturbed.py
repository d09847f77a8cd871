"""A small project whose articles change, and `extract` on it, undisturbed or killed."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from support.projects import FRONT

from generator import pipeline
from generator.diagnostics.problem import Problem, failed
from generator.project import atomic_write, journal
from generator.records.model import record_facts
from generator.schema import read_schema

MEETING = "content/records/meetings/2025-12-02-munich.yaml"
WESTOFF = "content/records/persons/steve-westoff.yaml"

BEFORE = {
    "content/articles/a.md": (
        "[[Steve Westoff]{person=steve-westoff role=envoy country=us} met [Marin]{person=vladimir-marin} on "
        "[Tuesday]{date=2025-12-02}]{meeting=2025-12-02-munich status=planned}. [Dario]{person=marco-dario} did not."
    ),
}
AFTER = {
    "content/articles/a.md": (
        '[[Steve Westoff]{person=steve-westoff role="special envoy" country=us} met [Vladimir Marin]'
        "{person=vladimir-marin role=President country=ru} on [Tuesday]{date=2025-12-02}]"
        '{meeting=2025-12-02-munich status=held duration="five hours"}.'
    ),
}
"""Changes three records, adds one, deletes one."""

Files = dict[str, bytes]


def visible(root: Path) -> Files:
    """All files of the content that are not hidden."""
    paths = [path for path in sorted((root / "content").rglob("*")) if path.is_file() and path.name[0] != "."]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def hidden(root: Path) -> list[str]:
    """What a run may leave behind."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob(".*"))


def lay(root: Path, files: Files) -> None:
    """Make the content just these files, and take away what a run left behind."""
    for path in sorted(root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def articles(texts: dict[str, str]) -> Files:
    return {name: f"{FRONT}{text}\n".encode() for name, text in texts.items()}


def extract(root: Path) -> tuple[Problem, ...]:
    """As the command does it."""
    with journal.locked(root) as mine:
        assert mine
        left = journal.finish(root)
        changes, problems = pipeline.extract(root)
        written = journal.write(root, changes) if not failed((*left, *problems)) else ()
    return (*left, *problems, *written)


def stages(root: Path) -> tuple[Files, Files]:
    """The files before the article changed but with the changed article, and after the extraction that follows."""
    lay(root, articles(BEFORE))
    assert not extract(root)
    start = {**visible(root), **articles(AFTER)}
    lay(root, start)
    assert not extract(root)
    return start, visible(root)


def facts(root: Path) -> dict[str, set[tuple[object, str]]]:
    """What every record holds."""
    base, problems = pipeline.build_knowledge(root)
    assert not failed(problems), problems
    kinds = {kind.name: kind for kind in read_schema()[0].kinds}
    return {
        record.source.path: {(fact.slot, fact.value) for fact in record_facts(record, kinds[record.ref.kind])}
        for record in base.records.values()
    }


def child(work: Callable[[], object]) -> int:
    """Start work in a process of its own, made by a fork; its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(0)


def was_killed(pid: int) -> bool:
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def kill_at_line(count: int, work: Callable[[], object]) -> None:
    """Do the work; the process is killed when it is about to run the `count`-th line of the code that writes."""
    watched = {journal.__file__, atomic_write.__file__}
    left = count

    def trace(frame, event, _argument):
        nonlocal left
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    work()
