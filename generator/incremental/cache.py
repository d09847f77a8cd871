"""What is kept on disk of a site's folder from one build to the next, for one build at a time."""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from hashlib import blake2b
from pathlib import Path

from generator.incremental import parse_cache
from generator.incremental.manifest import (
    Manifest,
    Outputs,
    SiteDependencies,
    read_manifest,
    read_outputs,
    read_traces,
    write,
)
from generator.memo import Memo
from generator.project.lock import locked

_FOLDER = ".cache/communique"
_SITE = "site"
_NAME = "[0-9a-f]" * 16
"""What the folder of a site is called: anything else here is not ours to delete."""
_WAIT = 0.1


class Cache:
    """A folder of the project at `root` for what belongs to the folder `site`; what has another `key` is not read."""

    def __init__(self, root: Path, site: Path, key: bytes) -> None:
        self.site, self.key = site, key
        self.folder = root / _FOLDER / blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._held = ExitStack()

    def take(self, wait: Callable[[], None]) -> None:
        """Be the one build of the folder. `wait` is called once where another is under way.

        A build of another folder may sweep this one away until it is held: then it is made again.
        """
        told = False
        while not self._is_held():
            self._held.close()
            if not told:
                wait()
            told = True
            time.sleep(_WAIT)
        self._sweep()

    def _is_held(self) -> bool:
        """Whether the folder that stands in its place now is held by this build."""
        while True:
            self.folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                made = self.folder.stat()
                if not self._held.enter_context(locked(self.folder)):
                    return False
                if os.path.samestat(made, self.folder.stat()):
                    return True
            self._held.close()

    def leave(self) -> None:
        """Let others build."""
        self._held.close()

    def _sweep(self) -> None:
        """Delete what killed builds left, and what was kept of folders that are gone: a server's goes with it."""
        for torn in self.folder.glob("*-[0-9]*"):
            torn.unlink(missing_ok=True)
        (self.folder / _SITE).write_text(str(self.site), "utf-8", errors="surrogateescape")
        for other in sorted({*self.folder.parent.glob(f"{_NAME}/{_SITE}")} - {self.folder / _SITE}):
            with suppress(OSError), locked(other.parent) as is_free:
                if is_free and not Path(other.read_text("utf-8", errors="surrogateescape")).exists():
                    shutil.rmtree(other.parent, ignore_errors=True)

    def forget(self) -> None:
        """Delete all of it: there is no next build."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def again(self) -> Path:
        """The file that a server watches: where it is touched, MkDocs builds again."""
        return self.folder / "again"

    def ask_again(self) -> None:
        """Let the server build again, if it is still there."""
        with suppress(OSError):
            self.again.touch()

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest"

    @property
    def _doubtful(self) -> Path:
        """Where the manifest waits while a build is under way: one that is killed leaves none."""
        return self.folder / "manifest-of-the-last"

    def manifest(self) -> Manifest | None:
        """The manifest of the last build; None where there is none that can be trusted."""
        return read_manifest(self._manifest, self.key)

    def doubt(self) -> None:
        """A build is under way: until its end there is no manifest."""
        if self._manifest.exists():
            self._manifest.replace(self._doubtful)

    def traces(self) -> SiteDependencies | None:
        """The traces of the last build, None like `manifest`."""
        return read_traces(self.folder / "traces", self.key)

    def outputs(self) -> Outputs | None:
        """The pages that MkDocs wrote in the last build, None like `manifest`."""
        return read_outputs(self.folder / "outputs", self.key)

    def said(self) -> Memo:
        """What the input's files said when they were read last; nothing where that can't be trusted."""
        return parse_cache.load(self.folder / "said")

    def keep(self, said: Memo) -> None:
        """Keep what the input's files said."""
        parse_cache.keep(self.folder / "said", said)

    def save(self, manifest: Manifest | None, traces: SiteDependencies | None, html: Mapping[str, str] | None) -> None:
        """Keep a build's results; None is what is the same as it was."""
        if traces is not None:
            write(self.folder / "traces", self.key, traces)
        if html is not None:
            write(self.folder / "outputs", self.key, Outputs(html))
        if manifest is None:
            self._doubtful.replace(self._manifest)
        else:
            write(self._manifest, self.key, manifest)
            self._doubtful.unlink(missing_ok=True)
