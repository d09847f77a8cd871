"""The store of what is kept between builds of a site, opened by one build at a time."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from generator.incremental.cache_folder import ROOT
from generator.incremental.codec import DIGEST, decode, encode
from generator.incremental.difference import Difference, difference, patched
from generator.incremental.finished_build import FinishedBuild
from generator.incremental.manifest import Manifest, MkDocsOutput, SiteDependencies
from generator.project.lock import locked
from generator.project.lock_holder import LockHolder, noted_holder, read_holder

BYTECODE = "templates"
"""The folder in a store that is Jinja's: the bytecode of the templates."""
_SITE = "site"
_NAME = "[0-9a-f]" * 16
"""What a store's folder is called: anything else beside it is not ours to delete."""
_WAIT = 0.1
_MUCH = 4
"""Changes are stored apart while they are smaller than the whole by so much."""
_COMMAND = "mkdocs build"
MANIFEST = "manifest"
_PARTS = {Manifest: MANIFEST, SiteDependencies: "dependencies", MkDocsOutput: "output", FinishedBuild: "finished"}
_Part = TypeVar("_Part", Manifest, SiteDependencies, MkDocsOutput, FinishedBuild)


def store_folder(root: Path, site: Path) -> Path:
    """The store of the site in the folder `site`, in the project at `root`."""
    return root / ROOT / blake2b(os.fsencode(site), digest_size=8).hexdigest()


def read_part(folder: Path, part: type[_Part], key: bytes) -> _Part | None:
    """A part of the store in a folder; None if there is no valid one."""
    try:
        data = (folder / _PARTS[part]).read_bytes()
    except OSError:
        return None
    return decode(data, key, part)


class Store:
    """An open store: `folder` is locked until `close`.

    A part is read only under the key that it was written under. A build that is killed leaves no manifest: `begin`
    puts it aside; `commit`, `rollback` or `drop` ends that.
    """

    def __init__(self, folder: Path, site: Path, lock: ExitStack) -> None:
        self.folder, self.site, self._lock = folder, site, lock
        self._whole: SiteDependencies | None = None

    @classmethod
    def open(cls, root: Path, site: Path, wait: Callable[[LockHolder | None], None]) -> "Store":
        """Wait until no other build has the store open; `wait` is called once if one has, with who it is.

        Builds of other sites delete stores whose site is gone, perhaps this one before it is locked: then it is made
        again.
        """
        folder, has_waited = store_folder(root, site), False
        while (lock := _lock(folder)) is None:
            if not has_waited:
                wait(read_holder(folder))
            has_waited = True
            time.sleep(_WAIT)
        with lock:
            lock.enter_context(noted_holder(folder, _COMMAND))
            _clean(folder, site)
            return cls(folder, site, lock.pop_all())

    def read(self, part: type[_Part], key: bytes) -> _Part | None:
        """A part of the store; None if there is no valid one."""
        return read_part(self.folder, part, key + self._companions() if part is Manifest else key)

    def read_dependencies(self, key: bytes) -> SiteDependencies | None:
        """The dependencies: those that were written as a whole, with all changes since; None if either is damaged."""
        self._whole = self.read(SiteDependencies, key)
        if self._whole is None or not self._changes.exists():
            return self._whole
        found = decode(self._changes.read_bytes(), key + self._mark(), Difference)
        return patched(self._whole, found) if found else None

    def write_dependencies(self, new: SiteDependencies, key: bytes) -> None:
        """Write what changed since the dependencies were written as a whole; again as a whole if that is much."""
        if self._whole is not None:
            data = encode(difference(self._whole, new), key + self._mark())
            if len(data) * _MUCH < (self.folder / _PARTS[SiteDependencies]).stat().st_size:
                self._replace(self._changes, data)
                return
        self._changes.unlink(missing_ok=True)
        self.write(new, key)

    def _mark(self) -> bytes:
        """What tells the whole dependencies from others: changes of others are not read."""
        with (self.folder / _PARTS[SiteDependencies]).open("rb") as file:
            return file.read(DIGEST)

    def _companions(self) -> bytes:
        """What tells the parts that a manifest was written beside from those of another build, as in a mixed copy."""
        found = blake2b(digest_size=DIGEST)
        for path in (*(self.folder / _PARTS[part] for part in (SiteDependencies, MkDocsOutput)), self._changes):
            with suppress(FileNotFoundError), path.open("rb") as file:
                found.update(file.read(DIGEST))
            found.update(b"\0")
        return found.digest()

    @property
    def _changes(self) -> Path:
        return self.folder / "dependencies-changed"

    def write(self, part: Manifest | SiteDependencies | MkDocsOutput | FinishedBuild, key: bytes) -> None:
        """Replace a part in one step."""
        self._replace(self.folder / _PARTS[type(part)], encode(part, key))

    def _replace(self, path: Path, data: bytes) -> None:
        new = path.with_name(f"{path.name}-{os.getpid()}")
        new.write_bytes(data)
        new.replace(path)

    def begin(self) -> bool:
        """Stash the manifest until the build ends; return whether the last build was interrupted."""
        manifest, aside = self.folder / _PARTS[Manifest], self._aside
        (self.folder / _PARTS[FinishedBuild]).unlink(missing_ok=True)
        is_interrupted = aside.exists() and not manifest.exists()
        if manifest.exists():
            manifest.replace(aside)
        else:
            aside.touch()
        return is_interrupted

    def commit(self, manifest: Manifest | None, key: bytes) -> None:
        """Write the build's manifest, or restore the last one if no part of the store changed (None)."""
        if manifest is None:
            self._aside.replace(self.folder / _PARTS[Manifest])
        else:
            self.write(manifest, key + self._companions())
            self._aside.unlink(missing_ok=True)

    def rollback(self) -> None:
        """Restore the last manifest: the build ends before it changed the site."""
        if self._aside.stat().st_size:
            self._aside.replace(self.folder / _PARTS[Manifest])
        else:
            self._aside.unlink()

    def drop(self) -> None:
        """Delete the manifest, so that the next build writes all pages."""
        self._aside.unlink(missing_ok=True)

    @property
    def _aside(self) -> Path:
        return self.folder / "manifest-of-the-last-build"

    def close(self) -> None:
        """Let other builds open it."""
        self._lock.close()


def _clean(folder: Path, site: Path) -> None:
    """Delete remains of killed builds, and the stores of deleted sites."""
    for torn in folder.glob("*-[0-9]*"):
        torn.unlink(missing_ok=True)
    (folder / _SITE).write_text(str(site), "utf-8", errors="surrogateescape")
    for other in sorted({*folder.parent.glob(f"{_NAME}/{_SITE}")} - {folder / _SITE}):
        with suppress(OSError), locked(other.parent) as is_free:
            if is_free and not Path(other.read_text("utf-8", errors="surrogateescape")).exists():
                shutil.rmtree(other.parent, ignore_errors=True)


def _lock(folder: Path) -> ExitStack | None:
    """The lock of a folder; None if another build has it."""
    while True:
        lock = ExitStack()
        with suppress(FileNotFoundError, FileExistsError):  # other builds delete it between two steps
            folder.mkdir(parents=True, exist_ok=True)
            made = folder.stat()
            if not lock.enter_context(locked(folder)):
                lock.close()
                return None
            if os.path.samestat(made, folder.stat()):
                return lock
        lock.close()
