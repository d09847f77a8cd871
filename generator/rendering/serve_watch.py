"""Watches folders for `mkdocs serve`, including those that are created later."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from mkdocs.livereload import LiveReloadServer


class _Event(Protocol):
    """An event of the server's file observer."""

    is_directory: bool


class FolderWatch:
    """Watches folders while they exist; `changed` is called when one is created or deleted."""

    def __init__(self, server: LiveReloadServer, folders: Iterable[Path], changed: Callable[[], None]) -> None:
        self.server, self.folders, self.changed = server, tuple(folders), changed
        self.watched: set[Path] = set()
        self.parents: set[Path] = set()

    def update(self) -> bool:
        """Watch what exists now, and the parents of missing folders; return whether anything is new."""
        there = {folder for folder in self.folders if folder.is_dir()}
        new = there != self.watched
        for folder in self.folders:  # in their order, which the server tells
            if folder in there - self.watched:
                self.server.watch(str(folder))
        for folder in self.watched - there:
            self.server.unwatch(str(folder))
        self.watched = there
        for parent in {folder.parent for folder in self.folders if folder.parent.is_dir()} - self.parents:
            self.server.observer.schedule(self, str(parent), recursive=False)  # type: ignore[arg-type]
            self.parents.add(parent)
        return new

    def dispatch(self, event: _Event) -> None:
        """Handle an event: a watched folder may have been created or deleted."""
        if event.is_directory and self.update():
            self.changed()
