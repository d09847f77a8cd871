"""Run a command in its own process, and measure its time, the memory of all its processes, and its output."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.05  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(NamedTuple):
    """Seconds by the clock and of all processors, and the most memory in bytes.

    Then files and bytes: those that the run wrote, and those that the site holds after it.
    """

    seconds: float
    cpu: float
    memory: int
    files_written: int
    bytes_written: int
    files: int
    bytes: int


def measure(command: Sequence[str], folder: Path, site: Path, environment: Mapping[str, str]) -> Run:
    """Run a command in a folder, where it writes a site. Raises RuntimeError with its last words where it fails.

    Python may keep what it compiled, as it does for everybody, even where this machine's settings forbid it.
    """
    before, spent = _files(site), _spent()
    os.sync()
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 -- the tools that are compared
        command,
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        told, _ = process.communicate()
        seconds = time.perf_counter() - begun
        watch.done.set()
        watch.join()
    if process.returncode:
        message = f"{' '.join(command)}: exit {process.returncode}\n{told[-2000:]}"
        raise RuntimeError(message)
    after = _files(site)
    written = [size for path, (size, stamp) in after.items() if before.get(path) != (size, stamp)]
    held = sum(size for size, _ in after.values())
    return Run(seconds, _spent() - spent, watch.most, len(written), sum(written), len(after), held)


class _Watch(threading.Thread):
    """Looks, again and again, how much memory a process and its children hold together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(_EVERY):
            self.most = max(self.most, sum(_resident(pid) for pid in _tree(self._pid)))


def _spent() -> float:
    """Seconds of processors that all processes started here, and theirs, have used, as far as they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def _resident(pid: int) -> int:
    """Bytes that a process holds; memory that it shares with its children counts once for each of them."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _files(folder: Path) -> dict[str, tuple[int, tuple[int, int]]]:
    """Size, and inode with time of change, of all files below a folder."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = f"{place}/{name}"
            state = os.lstat(path)
            found[path] = (state.st_size, (state.st_ino, state.st_mtime_ns))
    return found
