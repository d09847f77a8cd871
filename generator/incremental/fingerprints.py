"""Fingerprints of a build's input: stamps of files, and a digest of what every page depends on."""

import datetime as dt
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import generator
from generator.incremental.file_stamp import FileStamp, stamp, stamp_of
from generator.project.configuration import CONFIGURATION
from generator.project.files import LINKS, MAX_BYTES, SUFFIXES, configuration_files, own_pages_folder
from generator.project.git_attributes import ATTRIBUTES
from generator.project.packaged import PACKAGED

_RECENT = 2_000_000_000
"""Nanoseconds in which a file system may write twice under one time."""
_AS_IT_IS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
"""How a file is opened that may be a link, which is not followed, or a pipe, which nobody waits for."""
_TOOLS = ("mkdocs", "mkdocs-material", "jinja2", "pyromark", "babel", "markdown-it-py")
_TEXTS = (".j2", ".html", ".yaml")


@dataclass(frozen=True, slots=True)
class InputScan:
    """A scan of the input folders, before anything is read.

    `seen` are the stamps of all files by path. `recent` are the digests of those whose stamp proves nothing: a file
    that is written twice within the smallest step of the clock has the same stamp both times, and a clock that was set
    back can repeat a time, so what is younger than two seconds, or of the future, is compared by its text.
    `conditions` are what findings depend on beside files.
    """

    seen: Mapping[str, FileStamp]
    recent: Mapping[str, bytes]
    doubtful: frozenset[str]
    conditions: str = ""

    @property
    def stamps(self) -> dict[str, FileStamp | None]:
        """The stamps of all files; None if a stamp is not conclusive."""
        return {path: None if path in self.doubtful else made for path, made in self.seen.items()}

    def is_same(self, inputs: Mapping[str, FileStamp | None], recent: Mapping[str, bytes]) -> bool:
        """Whether the files are those of an earlier look: the `stamps` and the `recent` digests of then."""
        now = self.stamps
        doubtful = {path for path, made in inputs.items() if made is None}
        if inputs.keys() != now.keys() or any(now[path] != made for path, made in inputs.items() if made):
            return False
        return doubtful == recent.keys() and text_digests(sorted(doubtful)) == recent

    def unchanged_recent(self) -> dict[str, bytes]:
        """The recent digests that still hold: a file that was written while the build read it keeps none."""
        now = text_digests(self.recent)
        return {path: digest for path, digest in self.recent.items() if now.get(path) == digest}

    def part(self, paths: "InputPaths") -> "InputScan":
        """The part about some of the folders and files, as `scan_folders` would give it."""
        folders, files = tuple(f"{folder}{os.sep}" for folder in paths.folders), frozenset(map(str, paths.files))
        seen = {path: made for path, made in self.seen.items() if path.startswith(folders) or path in files}
        recent = {path: digest for path, digest in self.recent.items() if path in seen}
        return InputScan(seen, recent, self.doubtful & seen.keys(), paths.conditions)


class InputPaths(NamedTuple):
    """The folders and files that pages and findings are made from, and the conditions that findings depend on."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    conditions: str

    def scan(self) -> InputScan:
        """Look at all these files."""
        return replace(scan_folders(self.folders, self.files), conditions=self.conditions)


def input_paths(root: Path, templates: Path, configuration: str) -> InputPaths:
    """The paths and conditions of a project: what `pipeline.find_problems` looks at.

    Findings tell of dates that have not come yet, so the day counts. Pages that people write are read if there are
    notes on addresses elsewhere.
    """
    names = dict.fromkeys((configuration, CONFIGURATION))
    files = dict.fromkeys(path for name in names for path in configuration_files(root, name))
    has_notes = any(_walk(str(root / LINKS)))
    pages = [root / folder] if has_notes and (folder := own_pages_folder(root)) else []
    return InputPaths(
        (*(root / name for name in SUFFIXES), templates, *pages),
        (*files, *(root / folder / ATTRIBUTES for folder in (".", "content"))),
        f"{dt.datetime.now(tz=dt.UTC).date()} {(root / '.git').exists()}",
    )


def scan(root: Path) -> InputScan:
    """Look at all files in the input folders."""
    return scan_folders(root / name for name in SUFFIXES)


def scan_folders(folders: Iterable[Path], files: Iterable[Path] = ()) -> InputScan:
    """Look at all files in some folders, and at some `files`."""
    seen = {path: made for folder in folders for path, made in _walk(str(folder))}
    seen |= {str(path): made for path in files if (made := stamp(path))}
    newest = time.time_ns() - _RECENT
    doubtful = frozenset(path for path, (_, modified, changed, _) in seen.items() if max(modified, changed) >= newest)
    return InputScan(seen, text_digests(sorted(doubtful)), doubtful)


def text_digests(paths: Iterable[str]) -> dict[str, bytes]:
    """The digests of files by path, without what is not a file, too long, or unreadable."""
    return {path: digest for path in paths if (digest := _digest(path))}


def _digest(path: str) -> bytes:
    with suppress(OSError):
        handle = os.open(path, _AS_IT_IS)
        with os.fdopen(handle, "rb") as file:
            if stat.S_ISREG(os.fstat(handle).st_mode) and len(data := file.read(MAX_BYTES + 1)) <= MAX_BYTES:
                return blake2b(data, digest_size=16).digest()
    return b""


def build_key(options: Iterable[object], folders: Iterable[Path]) -> bytes:
    """A digest of all that every page depends on: the tools, the options, and all templates.

    `folders` are those of the project, whose templates go before the program's own.
    """
    made = blake2b(tool_key(), digest_size=16)
    for part in map(repr, options):
        made.update(part.encode(errors="backslashreplace") + b"\0")
    for folder in dict.fromkeys((*folders, PACKAGED)):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file()):
            made.update(os.fsencode(path) + b"\0" + path.read_bytes() + b"\0")
    return made.digest()


def portable_key(options: Iterable[object], templates: Path) -> bytes:
    """Like `build_key`, but the same on every machine: by the contents of the program's files and the templates."""
    made = blake2b(sys.version.encode(), digest_size=16)
    for part in (*map(version, _TOOLS), *map(repr, options)):
        made.update(part.encode(errors="backslashreplace") + b"\0")
    for folder in (Path(generator.__file__).parent, PACKAGED, templates):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", *_TEXTS) and path.is_file()):
            made.update(os.fsencode(path.relative_to(folder)) + b"\0" + path.read_bytes() + b"\0")
    return made.digest()


@cache
def tool_key() -> bytes:
    """A digest of this program, its dependencies, and Python."""
    made = blake2b(sys.version.encode(), digest_size=16)
    for tool in _TOOLS:
        made.update(version(tool).encode() + b"\0")
    package = Path(generator.__file__).parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".yaml")):
        made.update(f"{path.relative_to(package)}{stamp(path)}".encode())
    return made.digest()


def _walk(folder: str) -> Iterator[tuple[str, FileStamp]]:
    """The files below a folder; links are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            with suppress(FileNotFoundError):  # deleted since
                yield entry.path, stamp_of(entry.stat(follow_symlinks=False))
