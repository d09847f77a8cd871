"""Calls a function in a process of its own while this one does something else."""

import marshal
import os
import threading
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def in_background(function: Callable[..., _Result], *arguments: object) -> Callable[[], _Result]:
    """Begin a call whose result is made of plain values; the function that is returned waits for it.

    Without a fork, or if that process fails, the function is called here, when its result is asked for.
    """
    here = partial(function, *arguments)
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return cache(here)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write(here, writing)
    os.close(writing)
    return cache(partial(_read, reading, child, here))


def _write(call: Callable[[], Any], handle: int) -> None:
    """Write a result and end this process, whatever happens: it is only a copy of another."""
    try:
        with open(handle, "wb") as file:
            marshal.dump(call(), file)
    finally:
        os._exit(0)


def _read(handle: int, child: int, here: Callable[[], _Result]) -> _Result:
    with open(handle, "rb") as file:
        data = file.read()
    os.waitpid(child, 0)
    try:
        found: _Result = marshal.loads(data)  # noqa: S302  # nosec B302 -- our own process wrote it
    except (EOFError, TypeError, ValueError):
        return here()
    return found
