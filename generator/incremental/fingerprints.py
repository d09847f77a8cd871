"""What a build rests on: stamps of its input, and a digest of all that every page needs."""

import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import generator
from generator.project.files import MAX_BYTES, SUFFIXES
from generator.project.packaged import PACKAGED
from generator.rendering.preflight import check_own, read_text
from generator.rendering.site_dir import Stamp, stamp

_LATELY = 2_000_000_000
"""Nanoseconds in which a file system may write twice under one time."""
_AS_IT_IS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
"""How a file is opened that may be a link, which is not followed, or a pipe, which nobody waits for."""
_TOOLS = ("mkdocs", "mkdocs-material", "jinja2", "pyromark", "babel", "markdown-it-py")


def scan(root: Path) -> dict[str, Stamp]:
    """The stamps of all files in the input folders, by path."""
    return {path: made for name in SUFFIXES for path, made in _walk(str(root / name))}


def inputs(found: Mapping[str, Stamp]) -> dict[str, Stamp | None]:
    """The stamps that can be relied on; None for a file that was written just now.

    A file that is written twice within the smallest step of the clock has the same stamp both times, and a clock that
    was set back can repeat a time: what is younger than two seconds, or of the future, is not trusted.
    """
    newest = time.time_ns() - _LATELY
    return {path: made if max(made.changed, made.modified) < newest else None for path, made in found.items()}


def texts(paths: Iterable[str]) -> dict[str, bytes]:
    """The digests of files by path, without those that are none, too long, or not to be read."""
    return {path: digest for path in paths if (digest := _text(path))}


def unchanged(digests: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of some digests that are right: a file that was written while a build read it has none that is."""
    now = texts(digests)
    return {path: digest for path, digest in digests.items() if now.get(path) == digest}


def _text(path: str) -> bytes:
    with suppress(OSError):
        handle = os.open(path, _AS_IT_IS)
        with os.fdopen(handle, "rb") as file:
            if stat.S_ISREG(os.fstat(handle).st_mode) and len(data := file.read(MAX_BYTES + 1)) <= MAX_BYTES:
                return blake2b(data, digest_size=16).digest()
    return b""


def inputs_unchanged(
    before: Mapping[str, Stamp | None], now: Mapping[str, Stamp | None], lately: Mapping[str, bytes]
) -> bool:
    """Whether two looks at the input saw the same files; those without a stamp `before` have the digests of then."""
    doubtful = {path for path, made in before.items() if made is None}
    if before.keys() != now.keys() or any(now[path] != made for path, made in before.items() if made):
        return False
    return doubtful == lately.keys() and texts(sorted(doubtful)) == lately


def digest_of(options: Iterable[object], folders: Iterable[Path]) -> bytes:
    """The tool, the tools that it works with, the options, and the text of all templates, as a digest.

    `folders` are those of the project, whose templates go before the program's own.

    Raises PluginError where a folder holds what is not its own, or no text.
    """
    made = blake2b(digest_size=16)
    for part in (*map(repr, options), *(version(tool) for tool in _TOOLS)):
        made.update(part.encode(errors="backslashreplace") + b"\0")
    for path in sorted(path for path in Path(generator.__file__).parent.rglob("*") if path.suffix in (".py", ".yaml")):
        made.update(f"{path.name}{stamp(path)}".encode())
    for folder in dict.fromkeys((*folders, PACKAGED)):
        if folder != PACKAGED:  # an installer may link what it installs
            check_own(folder, folder.parent)
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".j2", ".html", ".yaml")):
            made.update(os.fsencode(path) + b"\0" + read_text(path, folder.parent).encode())
    return made.digest()


def _walk(folder: str) -> Iterable[tuple[str, Stamp]]:
    """The files below a folder, links not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            with suppress(FileNotFoundError):  # deleted since
                found = entry.stat(follow_symlinks=False)
                yield entry.path, Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
