"""What stops a build with a word: files that are not the project's own, texts that are none, and a disk that fails."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from unicodedata import normalize

from mkdocs.exceptions import Abort, PluginError

from generator.diagnostics.problem import as_text
from generator.project.files import decode, outside_links
from generator.project.lock import LockRefusedError

_LINK = "{}: a link that leads elsewhere, or no file; put the file itself here"
_KEPT = ".cache"
_KEEP_NOTHING = "the option `fast: false` keeps nothing between builds"
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
    if isinstance(error, LockRefusedError):
        return f"{error}; {_KEEP_NOTHING}, and needs none"
    if _KEPT in Path(place).parts:
        remedy += f"; {_KEEP_NOTHING}"
    return f"{place or 'the disk'}: {error.strerror or error}; {remedy}"


def abort_on_disk_error(error: Exception) -> None:
    """Raises Abort with a word where MkDocs itself met a fault of the disk."""
    if isinstance(error, OSError):
        raise Abort(fault(error)) from None


def check_site(site: Path, root: Path, others: Iterable[Path]) -> None:
    """Raises PluginError where the site's folder is to be made of something else.

    MkDocs empties the folder: below `root` it may be no link, which a stranger can have made, and nowhere may it hold
    one of `others` or be in one.
    """
    if (site.exists() or site.is_symlink()) and not site.is_dir():
        message = f"{site}: here is to be the site's folder; move what stands here, or give another `site_dir`"
        raise PluginError(message)
    if link := _link(site, root):
        message = f"{_shown(link, root)}: a link, and a build empties the site's folder; delete the link"
        raise PluginError(f"{message}, and give the folder itself as `site_dir`")
    place = Path(os.path.realpath(site))
    for other in others:
        kept = Path(os.path.realpath(other))
        if place.is_relative_to(kept) or kept.is_relative_to(place):
            message = f"{site}: a build empties the site's folder, and this would empty {_shown(other, root)}"
            raise PluginError(f"{message}; give another `site_dir`")


def check_kept(folder: Path, root: Path) -> None:
    """Raises PluginError where what is kept between builds would come to stand elsewhere, by a link below `root`."""
    if link := _link(folder, root):
        message = f"{_shown(link, root)}: a link, and nothing is kept outside of the project; {_REMEDIES[errno.EEXIST]}"
        raise PluginError(f"{message}; {_KEEP_NOTHING}")


def _link(place: Path, root: Path) -> Path | None:
    """The link below `root` through which a place is reached, if there is one."""
    base = Path(os.path.realpath(root))
    links = (each for each in (place, *place.parents) if each.is_symlink())
    return next((link for link in links if Path(os.path.realpath(link.parent)).is_relative_to(base)), None)


def check_names(folder: Path, root: Path) -> None:
    """Raises PluginError where something in a folder has a name that is no text: a page of that name has no address."""
    for path in sorted(folder.rglob("*")):
        if not _is_text(path.name):
            message = f"{_shown(path, root)}: the name is not UTF-8; give it another name"
            raise PluginError(message)


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8: a byte that is none comes as half of a pair."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def check_own(folder: Path, root: Path) -> None:
    """Raises PluginError where a folder below `root` is a link, or something in it is not its own."""
    base, place = os.path.realpath(root), os.path.realpath(folder)
    if folder.is_symlink() or (folder.is_relative_to(root) and not Path(place).is_relative_to(base)):
        raise PluginError(_LINK.format(_shown(folder, root)))
    for path in outside_links(folder):
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
    return os.fsencode(place.as_posix()).decode(errors="backslashreplace")
