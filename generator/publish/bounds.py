"""What stops a build with a word: files that are not the project's own, texts that are none, and a disk that fails."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

from mkdocs.exceptions import Abort, PluginError

from generator.files import decode, foreign
from generator.problems import as_text

_LINK = "{}: a link that leads elsewhere, or no file; put the file itself here"
_KEPT = ".cache"
_REMEDIES = {
    errno.ENOENT: "it went while the build was at work: build again",
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "move away what is in its place, then build again"),
}


@contextmanager
def faults_told() -> Iterator[None]:
    """Tell a fault of the disk, or a worker's end, as the build's end: no defect of ours, and no stack to show.

    Raises PluginError.
    """
    try:
        yield
    except OSError as error:
        raise PluginError(fault(error)) from None
    except BrokenProcessPool:
        message = "a process that makes pages was ended from outside, as is done where memory runs short; build again"
        raise PluginError(message) from None


def fault(error: OSError) -> str:
    """The cause and the remedy of a fault of the disk."""
    place = os.fsdecode(error.filename or "") if not isinstance(error.filename, int) else ""
    remedy = _REMEDIES.get(error.errno or 0, "make room or allow reading and writing, then build again")
    if _KEPT in Path(place).parts:
        remedy += "; the option `fast: false` keeps nothing between builds"
    return f"{place or 'the disk'}: {error.strerror or error}; {remedy}"


def tell(error: Exception) -> None:
    """Raises Abort with a word where MkDocs itself met a fault of the disk."""
    if isinstance(error, OSError):
        raise Abort(fault(error)) from None


def check_site(site: Path) -> None:
    """Raises PluginError where something else stands in the place of the site's folder."""
    if (site.exists() or site.is_symlink()) and not site.is_dir():
        message = f"{site}: here is to be the site's folder; move what stands here, or give another `site_dir`"
        raise PluginError(message)


def check_own(folder: Path, root: Path) -> None:
    """Raises PluginError where a folder below `root` is a link, or something in it is not its own."""
    base, place = os.path.realpath(root), os.path.realpath(folder)
    if folder.is_symlink() or (folder.is_relative_to(root) and not Path(place).is_relative_to(base)):
        raise PluginError(_LINK.format(_shown(folder, root)))
    for path in foreign(folder):
        raise PluginError(_LINK.format(_shown(folder / path, root)))


def read_text(path: Path, root: Path) -> str:
    """The text of a file that only people write. Raises PluginError where it is none."""
    with faults_told():
        source, problems = decode(_shown(path, root), path.read_bytes())
    if source is None:
        raise PluginError(as_text(problems[0]))
    return source.text


def same_on_disk(theirs: Iterable[str], ours: Collection[str]) -> Iterator[tuple[str, str]]:
    """Paths that are one file on disks that tell no capitals apart, or no spellings of an accent: one path and another.

    `ours` are known to differ: an id is in lower case.
    """
    first: dict[str, str] = {}
    for path in sorted(theirs):
        key = normalize("NFC", path).casefold()
        other = first.setdefault(key, key if key in ours else path)
        if other != path:
            yield path, other


def _shown(path: Path, root: Path) -> str:
    place = path.relative_to(root) if path.is_relative_to(root) else path
    return place.as_posix().encode(errors="backslashreplace").decode()
