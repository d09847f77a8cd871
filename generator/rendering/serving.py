"""Makes `mkdocs serve` rebuild: on changes in the input folders, and when a full build is due; and survive errors."""

import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.incremental.server_memory import ServerMemory
from generator.project.files import ARTICLES, LINKS, RECORDS, REMOVED, SCHEMA
from generator.rendering.file_observer import with_system_observer
from generator.rendering.guarded_builds import GuardedBuilds
from generator.rendering.serve_watch import FolderWatch
from generator.rendering.served_errors import ServedErrors

_WATCHED = (ARTICLES, LINKS, RECORDS, REMOVED, SCHEMA)
"""What people write; the server polls each file, and those of content/facts change with the records."""
_PAUSE = 1.5
"""Seconds without a save before a server writes what follows from the records that were saved last."""


class Reloader:
    """Touches a file that the server watches, in a temporary folder of its own, to make it build again."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="communique-serve-")
        self._timer: threading.Timer | None = None
        self.trigger = Path(self._folder.name) / "rebuild"
        self.trigger.touch()
        self.aside = Path(self._folder.name) / "pages"

    def watch(self, server: LiveReloadServer, memory: ServerMemory, configuration: Path, templates: str) -> None:
        """Let a server watch the input folders of a project, one that is missing as soon as it is made.

        It shows what could not be built, and goes on with the last site if a build fails.
        """
        root = configuration.parent
        server.builder = GuardedBuilds(server.builder, memory, configuration)
        server.set_app(ServedErrors(server, memory))
        server.observer = with_system_observer(server.observer)  # type: ignore[assignment,arg-type]
        server.watch(str(self.trigger))
        FolderWatch(server, [root / folder for folder in (*_WATCHED, templates)], self.rebuild).update()

    def rebuild(self) -> None:
        """Make the server build again, if it is still there."""
        with suppress(OSError):
            self.trigger.write_bytes(self.trigger.read_bytes() + b".")

    def rebuild_later(self) -> None:
        """Make the server build again after a pause."""
        self._timer = threading.Timer(_PAUSE, self.rebuild)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Cancel the rebuild that is due, because a build begins."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def close(self) -> None:
        """Clean up when the server ends."""
        self.cancel()
        self._folder.cleanup()
