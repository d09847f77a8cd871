"""Opens the workers that the option `workers` names: processes of this machine, or a dask cluster."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from generator.cluster import ClusterExecutor, WorkersError
from generator.diagnostics.problem import Problem
from generator.project.configuration import CONFIGURATION
from generator.project.files import file_span, read_configuration

OPTION = "workers"
CLUSTER = ("tcp://", "tls://")
_SECONDS = 30
_GC_THRESHOLD = 20_000
_Result = TypeVar("_Result")
_Inputs = TypeVar("_Inputs")
_State = TypeVar("_State")


class WorkerDiffersError(Exception):
    """A worker sees another project, configuration or theme than its caller, so that its results would not fit."""


def check_workers(value: object) -> int | str:
    """The value of the option. Raises WorkersError for anything but a number or an address."""
    is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
    is_address = isinstance(value, str) and value.startswith(CLUSTER) and value.count(":") > 1
    if isinstance(value, int | str) and (is_number or is_address):
        return value
    message = f"{value!r} is neither a number of processes, such as 4, nor the address of a dask scheduler, such as"
    raise WorkersError(f"{message} tcp://scheduler:8786")


def configured_workers(root: Path) -> int | str | None:
    """The option in `mkdocs.yml`; None without it, or where only MkDocs knows its value. Raises WorkersError."""
    configuration, _ = read_configuration(root)
    node = configuration.option(OPTION) if configuration else None
    if configuration is None or node is None or not node.tag.startswith("tag:yaml.org"):
        return None
    span = configuration.span(node)
    written = span.source.text[span.start : span.end].strip("\"'")
    return check_workers(int(written) if node.tag.endswith(":int") and written.isdecimal() else written)


def workers_problem(root: Path, error: WorkersError) -> Problem:
    """The problem of a project whose workers can't be had, so that a command works alone."""
    configuration, _ = read_configuration(root)
    node = configuration.option(OPTION) if configuration else None
    span = configuration.span(node) if configuration and node else file_span(CONFIGURATION)
    hint = "correct `workers`, or delete it: then it is up to the machine"
    return Problem("workers-are-available", f"{error}; this process works alone", span, "warning", hint)


@contextmanager
def open_executor(workers: int | str | None, *, with_this_one: bool = False) -> Iterator[tuple[Executor, int] | None]:
    """The workers with their number; None where this process is to work alone.

    `with_this_one`: this process works, too, so that one less is begun.

    Without the option, that is where the system can't fork: other processes read the project anew, which pays only for
    large sites. Raises WorkersError if dask is not installed, or its scheduler can't be reached.
    """
    if isinstance(workers, str):
        with _cluster(workers) as found:
            yield found
        return
    forks, count = can_fork(), workers or os.cpu_count() or 1
    if count == 1 or (workers is None and not forks):
        yield None
        return
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(count - with_this_one, context, _start_worker) as executor:
        yield executor, count


def can_fork() -> bool:
    """A process with other threads, such as the server's, must not fork: their locks could stay locked for ever."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def submit(executor: Executor, task: Callable[..., _Result], *arguments: object) -> Future[_Result]:
    """Hand a task to a worker; if none is left, the result is that error."""
    try:
        return executor.submit(task, *arguments)
    except Exception as error:
        if not _is_lost(error):
            raise
        lost = Future[_Result]()
        lost.set_exception(error)
        return lost


def result(future: Future[_Result], here: Callable[[], _Result]) -> _Result:
    """The result of a task, computed by `here` if the worker is lost or sees another project."""
    try:
        return future.result()
    except Exception as error:
        if not isinstance(error, WorkerDiffersError) and not _is_lost(error):
            raise
        return here()


class WorkerState(Generic[_Inputs, _State]):
    """What a process works with: inherited from the command that forked it, or rebuilt for its first task."""

    def __init__(self, rebuild: Callable[[_Inputs], _State]) -> None:
        self._rebuild = rebuild
        self._known: tuple[_Inputs, _State] | None = None
        self._lock = threading.Lock()

    @contextmanager
    def inherited(self, inputs: _Inputs, state: _State) -> Iterator[None]:
        """Let processes that are forked in this context inherit a state."""
        self._known = inputs, state
        try:
            yield
        finally:
            self._known = None

    def use(self, inputs: _Inputs, task: Callable[[_State], _Result]) -> _Result:
        """The result of a task, one at a time. Raises WorkerDiffersError if the state can't be rebuilt as it was."""
        with self._lock:
            if self._known is None or self._known[0] != inputs:
                self._known = inputs, self._rebuild(inputs)
            return task(self._known[1])


def _is_lost(error: Exception) -> bool:
    """Whether an error says that a worker was killed or is out of reach, and not what went wrong in its work."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__module__.startswith("distributed.")


def _start_worker() -> None:
    """Initialise a process; freeze inherited objects so that the collector scans only new ones."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
    gc.enable()


def _end_with_parent() -> None:
    """End when the command is killed; otherwise workers would wait and hold its lock for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a dask cluster. Raises WorkersError."""
    try:
        from distributed import Client  # noqa: PLC0415 -- distributed is an extra
    except ImportError:
        message = f"`workers: {address}` needs dask: pip install 'communique[cluster]'"
        raise WorkersError(message) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        raise WorkersError(f"no dask scheduler at {address}: {error}") from None
    with client:
        count = len(client.scheduler_info()["workers"])
        executor = ClusterExecutor(
            client.get_executor(pure=False),  # type: ignore[no-untyped-call]
            address,
            lambda: bool(client.scheduler_info()["workers"]),
        )
        try:
            yield executor, max(1, count)
        finally:
            executor.shutdown(wait=False)
