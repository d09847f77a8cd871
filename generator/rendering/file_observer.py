"""Observes files for `mkdocs serve`: with MkDocs' observer, which polls, and with that of the system, which is told."""

import os
import sys
import threading
from collections.abc import Hashable
from contextlib import suppress
from importlib import import_module
from typing import Protocol

from generator.incremental.file_stamp import FileStamp, stamp

_UNCHANGED = frozenset({"opened", "closed", "closed_no_write", "attrib"})
"""The types of events after which a file holds what it held before."""
_UNKNOWN: FileStamp = (-1, -1, -1, -1)


class FileEvent(Protocol):
    """An event of an observer."""

    event_type: str
    is_directory: bool
    src_path: str
    dest_path: str


class Handler(Protocol):
    """What an observer tells of events."""

    def dispatch(self, event: FileEvent) -> None:
        """Handle an event."""


class Observer(Protocol):
    """What MkDocs uses of an observer."""

    def schedule(self, event_handler: Handler, path: str, *, recursive: bool = False) -> Hashable:
        """Tell a handler of what happens below a path."""

    def unschedule(self, watch: Hashable) -> None:
        """Tell no more of it."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def join(self) -> None:
        """Wait for the end."""


class EachChangeOnce:
    """Passes on each change of a file once, although two observers tell of it."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._seen: dict[str, FileStamp | None] = {}
        self._lock = threading.Lock()

    def dispatch(self, event: FileEvent) -> None:
        """Pass on an event, unless it tells of what was passed on before."""
        if event.is_directory:
            self._handler.dispatch(event)
        elif event.event_type not in _UNCHANGED:
            paths = filter(None, (event.src_path, event.dest_path))
            now = {path: stamp(path) for path in map(os.path.realpath, paths)}
            with self._lock:
                is_new = any(self._seen.get(path, _UNKNOWN) != state for path, state in now.items())
                self._seen.update(now)
            if is_new:
                self._handler.dispatch(event)


class TwoObservers:
    """MkDocs' observer, and one that the system tells of a change at once.

    The system tells nothing of some network disks and of what is changed outside of a container, so MkDocs' is needed,
    too.
    """

    def __init__(self, polling: Observer, system: Observer) -> None:
        self._polling, self._system = polling, system
        self._watches: dict[Hashable, Hashable] = {}

    def schedule(self, event_handler: Handler, path: str, *, recursive: bool = False) -> Hashable:
        """Tell a handler of what happens below a path."""
        once = EachChangeOnce(event_handler)
        watch = self._polling.schedule(once, path, recursive=recursive)
        with suppress(OSError):  # the system may observe only so many folders
            self._watches[watch] = self._system.schedule(once, path, recursive=recursive)
        return watch

    def unschedule(self, watch: Hashable) -> None:
        """Tell no more of it."""
        self._polling.unschedule(watch)
        if watch in self._watches:
            self._system.unschedule(self._watches.pop(watch))

    def start(self) -> None:
        """Begin."""
        self._polling.start()
        with suppress(OSError):
            self._system.start()

    def stop(self) -> None:
        """End."""
        self._polling.stop()
        self._system.stop()

    def join(self) -> None:
        """Wait for the end."""
        self._polling.join()
        with suppress(RuntimeError):  # it never began
            self._system.join()


def with_system_observer(polling: Observer) -> Observer:
    """An observer that also learns of changes from the system, where that is Linux; else the same."""
    if sys.platform != "linux":
        return polling
    try:
        system: Observer = import_module("watchdog.observers.inotify").InotifyObserver()  # MkDocs requires it
    except (ImportError, AttributeError, OSError):
        return polling
    return TwoObservers(polling, system)
