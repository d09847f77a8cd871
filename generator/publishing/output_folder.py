"""The folder that a project is published into: a new one, an empty one, or one that only this program wrote."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from generator.project.files import peoples_own

_LIST = ".communique-published.json"
"""Lists what was written, so that a later run knows what it may replace."""
_BUILT = {"site", ".cache"}
"""What the generator itself makes there."""


class PublishError(Exception):
    """Why a site can't be published, and what to do."""


def check_output(folder: Path, root: Path, owned: Iterable[str]) -> None:
    """Raises PublishError where a folder can't be written into; `owned` are people's own folders, within `root`."""
    if folder.is_symlink():
        raise PublishError(f"{folder} is a link; give the folder itself")
    if reason := peoples_own(folder, root, owned):
        raise PublishError(reason)
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise PublishError(f"{path} is no folder; choose another name")
    if not folder.exists():
        return
    listed = _listed(folder)
    for name in _files(folder):
        path = folder / name
        if name not in listed:
            raise PublishError(f"{folder} is not empty, and {name} is none of what this command wrote; choose another")
        if path.is_symlink() or listed[name] != _digest(path):
            raise PublishError(f"{folder}/{name} was edited since it was written; move it away, or choose another")


def _files(folder: Path) -> Iterator[str]:
    """The files in a folder, without those that a generator makes."""
    for path, folders, names in os.walk(folder):
        within = Path(path).relative_to(folder)
        if within == Path():
            folders[:] = sorted({*folders} - _BUILT)
        links = [name for name in folders if (Path(path) / name).is_symlink()]
        yield from sorted(name for each in (*names, *links) if (name := (within / each).as_posix()) != _LIST)


def _listed(folder: Path) -> Mapping[str, str]:
    """What an earlier run wrote into a folder, by digest."""
    try:
        found = json.loads((folder / _LIST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, which is gone in the end whatever happens."""
    beside = next(parent for parent in folder.absolute().parents if parent.is_dir())
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=beside))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    new = made / folder.name
    try:
        new.mkdir()
        yield new
    finally:
        shutil.rmtree(made, ignore_errors=True)


def replace_output(new: Path, folder: Path) -> None:
    """Put a finished folder from `staging` in the place of another, which `check_output` has allowed."""
    digests = {name: _digest(new / name) for name in _files(new)}
    (new / _LIST).write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n", "utf-8")
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name(f"{new.name}.old")
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
