"""Opens the workers that a build's `workers` option names: processes of this machine, or a dask cluster."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import PluginError

CLUSTER = ("tcp://", "tls://")
_SECONDS = 30


def check_workers(value: object) -> int | str:
    """The value of the option. Raises ValidationError for anything but a number or an address."""
    is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
    is_address = isinstance(value, str) and value.startswith(CLUSTER) and value.count(":") > 1
    if isinstance(value, int | str) and (is_number or is_address):
        return value
    message = f"{value!r} is neither a number of processes, such as 4, nor the address of a dask scheduler, such as"
    raise ValidationError(f"{message} tcp://scheduler:8786")


@contextmanager
def open_executor(workers: int | str | None, start: Callable[[], None]) -> Iterator[tuple[Executor, int] | None]:
    """The workers with their number; None where this process is to write alone.

    Without the option, that is where the system can't fork: other processes read the project anew, which pays only for
    large sites. `start` initialises a process of this machine.
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
    with ProcessPoolExecutor(count, context, start) as executor:
        yield executor, count


def can_fork() -> bool:
    """A process with other threads, such as the server's, must not fork: their locks could stay locked for ever."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def is_lost(error: Exception) -> bool:
    """Whether an error says that a worker was killed or is out of reach, and not what went wrong in its work."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__module__.startswith("distributed.")


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a dask cluster. Raises PluginError if dask is not installed, or the scheduler can't be reached."""
    try:
        from distributed import Client  # noqa: PLC0415 -- distributed is an extra
    except ImportError:
        message = f"`workers: {address}` needs dask: pip install 'communique[cluster]'"
        raise PluginError(message) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        raise PluginError(f"no dask scheduler at {address}: {error}") from None
    with client:
        count = len(client.scheduler_info()["workers"])
        yield client.get_executor(pure=False), max(1, count)  # type: ignore[no-untyped-call]
