"""Hands work to a dask cluster, and gives up if it has no worker for long: dask itself would wait for ever."""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from functools import partial
from typing import Any

_FIRST, _AGAIN, LIMIT = 5, 60, 300
"""After so many seconds without a worker that is said, again after so many more, and after so many work ends."""
_PAUSE = 2
"""Seconds between two looks."""


class WorkersError(Exception):
    """The workers that a project names can't be had; the message says why."""


class WorkerAbsence:
    """For how long a cluster has had no worker."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._since: float | None = None
        self._next = 0.0

    def look(self, now: float, *, has_workers: bool) -> str:
        """What to say at a time in seconds, if anything. Raises WorkersError after a long time without workers."""
        if has_workers:
            self._since = None
            return ""
        if self._since is None:
            self._since, self._next = now, now + _FIRST
        if now - self._since >= LIMIT:
            raise WorkersError(f"no worker at {self._address} for {LIMIT // 60} minutes; {self._remedy}")
        if now < self._next:
            return ""
        self._next = now + _AGAIN
        seconds = int(now - self._since)
        return f"no worker at {self._address} for {seconds} seconds; the work waits: {self._remedy}"

    @property
    def _remedy(self) -> str:
        return f"start one with `dask worker {self._address}`, or delete `workers` in mkdocs.yml"


class ClusterExecutor(Executor):
    """An executor whose tasks end with WorkersError if the cluster has no worker for long.

    `has_workers` asks the cluster, which may take a while.
    """

    def __init__(self, executor: Executor, address: str, has_workers: Callable[[], bool]) -> None:
        self._executor, self._absence, self._has_workers = executor, WorkerAbsence(address), has_workers
        self._pending = set[Future[Any]]()
        self._error: WorkersError | None = None
        self._lock, self._ended = threading.Lock(), threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:  # noqa: ANN401 -- the base's
        """Hand a task to a worker."""
        future = Future[Any]()
        with self._lock:
            if self._error:
                raise self._error
            self._pending.add(future)
        self._executor.submit(task, *arguments, **named).add_done_callback(partial(self._end, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- the base's
        """Look for workers no longer; unless it waits for it, dask cancels what is under way."""
        self._ended.set()
        self._executor.shutdown(wait and not cancel_futures)

    def _end(self, future: "Future[Any]", done: "Future[Any]") -> None:
        """Give a future the result of the cluster's, unless it ended already."""
        with self._lock:
            if future not in self._pending:
                return
            self._pending.remove(future)
        if done.cancelled():
            future.set_exception(CancelledError())
        elif error := done.exception():
            future.set_exception(error)
        else:
            future.set_result(done.result())

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            has_workers = False
            with suppress(Exception):  # a scheduler that is gone has no workers, whatever dask raises
                has_workers = self._has_workers()
            try:
                message = self._absence.look(time.monotonic(), has_workers=has_workers)
            except WorkersError as error:
                self._fail(error)
                return
            if message and not self._ended.is_set():
                sys.stderr.write(f"{message}\n")

    def _fail(self, error: WorkersError) -> None:
        with self._lock:
            self._error, pending = error, [*self._pending]
            self._pending.clear()
        for future in pending:
            future.set_exception(error)
