"""The input folders of a project, and how their files are read."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeAlias

from generator.diagnostics.problem import Problem
from generator.memo import Memoize, no_memo
from generator.project.configuration import (
    CONFIGURATION,
    DEFAULT_LANGUAGE,
    SiteConfiguration,
    find_configuration,
    format_words,
    pages_folder,
    site_language,
)
from generator.text.source import SourceText, Span

WRITTEN_BY_PEOPLE = ("content", "site_templates", "private")
"""The folders of a project that no command writes generated pages into."""
ARTICLES = "content/articles"
RECORDS = "content/records"
SCHEMA = "content/schema"
FACTS = "content/facts"
REMOVED = "content/removed"
HISTORY = "content/history"
LINKS = "content/links"
SUFFIXES = {
    ARTICLES: ".md",
    RECORDS: ".yaml",
    SCHEMA: ".yaml",
    FACTS: ".jsonl",
    REMOVED: ".yaml",
    HISTORY: ".yaml",
    LINKS: ".yaml",
}
"""The input folders in the order of `Project`, each with the suffix of its files."""
MAX_BYTES = 4_000_000
Stamp: TypeAlias = tuple[int, int, int, int]
"""The bytes of a file, when it was modified and changed in ns, and its inode."""
Stamps: TypeAlias = Mapping[str, Stamp | None]
"""By path; None for a file that was written too lately to tell it by its stamp."""
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Project:
    """The text of all input files, in the order of their paths."""

    articles: tuple[SourceText, ...]
    records: tuple[SourceText, ...]
    schema: tuple[SourceText, ...]
    facts: tuple[SourceText, ...]
    language: str = DEFAULT_LANGUAGE
    removed: tuple[SourceText, ...] = ()
    history: tuple[SourceText, ...] = ()
    links: tuple[SourceText, ...] = ()


def peoples_own(out: Path, root: Path, folders: Iterable[str] = WRITTEN_BY_PEOPLE) -> str:
    """Why nothing may be written into a folder: it is in one of these of a project, where people write; else ""."""
    for name in folders:
        if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(root / name)):
            return f"{out}: people write in {name}; choose a folder outside of it"
    return ""


def read_project(
    root: Path, remember: Memoize = no_memo, stamps: Stamps = MappingProxyType({})
) -> tuple[Project, tuple[Problem, ...]]:
    """Read the input folders of the project at `root`; symbolic links and files that are not text are refused.

    `stamps` tell whether a file is the one that `remember` has the text of; without a stamp, it is read.
    """
    problems: list[Problem] = []

    def read(path: str, _: Stamp | None) -> tuple[SourceText | None, tuple[Problem, ...]]:
        return read_source(root, path)

    def folder(name: str, suffix: str) -> tuple[SourceText, ...]:
        if links := [each for each in (str(PurePosixPath(name).parent), name) if (root / each).is_symlink()]:
            problems.extend(refuse(links[0], "", is_link=True))
            return ()
        own = str(root / name)
        made = ((path, stamps.get(f"{own}{path[len(name) :]}")) for path in _paths(root, name, suffix, problems))
        texts = [remember(path, read, path, stamp) if stamp else read(path, None) for path, stamp in made]
        problems.extend(problem for _, found in texts for problem in found)
        return tuple(source for source, _ in texts if source is not None)

    project = gather_project(folder, _language(root))
    if not project.articles and not project.records and not problems:
        hint = f"write an article in {ARTICLES}: `communique new article my-first-article`"
        problems.append(
            Problem("content-is-present", "there is no article and no record", file_span(ARTICLES), "info", hint)
        )
    return project, tuple(problems)


def read_own_pages(root: Path) -> tuple[SourceText, ...]:
    """The pages that people write; links and files that are not text are left out, for a build refuses them."""
    folder = own_pages_folder(root)
    parts = PurePosixPath(folder).parts
    if not folder or any(root.joinpath(*parts[: depth + 1]).is_symlink() for depth in range(len(parts))):
        return ()
    return tuple(source for name in _paths(root, folder, ".md", []) if (source := read_source(root, name)[0]))


def own_pages_folder(root: Path) -> str:
    """The folder of the pages that people write, from the project's root; "" if it is outside, or all of it."""
    return pages_folder(read_configuration(root)[0])


def gather_project(read: Callable[[str, str], tuple[SourceText, ...]], language: str) -> Project:
    """A project whose input files `read` gives, by folder and suffix."""
    found = (read(name, suffix) for name, suffix in SUFFIXES.items())
    articles, records, schema, facts, removed, history, links = found
    return Project(articles, records, schema, facts, language, removed, history, links)


def _language(root: Path) -> str:
    """The site's language; problems with `mkdocs.yml` are reported where its options are read."""
    return site_language(read_configuration(root)[0]) if not (root / CONFIGURATION).is_symlink() else DEFAULT_LANGUAGE


def read_configuration(root: Path, name: str = CONFIGURATION) -> tuple[SiteConfiguration | None, tuple[Problem, ...]]:
    """The file that says which plugins a site has: `name` in `root`, or one that it inherits from."""
    return find_configuration(root / name, partial(_configuration_file, root))


def configuration_files(root: Path, name: str) -> tuple[Path, ...]:
    """The files that `read_configuration` reads."""
    path, found = root / name, list[Path]()
    if path.is_file() and b"INHERIT" not in path.read_bytes():  # parsing takes longer
        return (path,)

    def read(path: Path) -> tuple[SourceText | None, tuple[Problem, ...]] | None:
        found.append(path)
        return _configuration_file(root, path)

    find_configuration(path, read)
    return tuple(found)


def newer_format(root: Path, name: str = CONFIGURATION) -> str:
    """Why this release cannot read a project, which a newer release wrote; "" if it can."""
    return format_words(read_configuration(root, name)[0])


def _configuration_file(root: Path, path: Path) -> tuple[SourceText | None, tuple[Problem, ...]] | None:
    """The text of a file, None if there is none; a file outside the project is named relative to its own folder."""
    try:
        if not path.is_file():
            return None
    except OSError:  # a name that the file system rejects
        return None
    inside = path.resolve().is_relative_to(root.resolve()) and path.is_relative_to(root)
    own = root if inside else path.parent
    return read_source(own, path.relative_to(own).as_posix())


def read_source(root: Path, name: str) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """Read a file as text, by its path relative to `root`."""
    try:
        data = _data(f"{root}/{name}")
    except OSError as error:
        return None, (_unreadable(name, error),)
    return decode(name, data)


def _unreadable(name: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        hint = "somebody moved, renamed or removed it meanwhile: put it back, or name another one"
        return Problem("file-is-readable", "there is no such file", file_span(name), hint=hint)
    message = f"can't be read: {error.strerror}"
    return Problem("file-is-readable", message, file_span(name), hint="check its permissions")


def _data(path: str) -> bytes:
    """The bytes of a file, one more than the most that is accepted at most.

    Room is made for what the file holds: room for the most, ten thousand times, costs more than all the rest.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 -- a path object costs more
        data = file.read(min(os.fstat(file.fileno()).st_size, MAX_BYTES) + 1)
        while len(data) <= MAX_BYTES and (more := file.read(_PIECE)):
            data += more
    return data


def decode(name: str, data: bytes) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """Decode the bytes of a file; a problem if there are too many, or if they are not UTF-8."""
    if len(data) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES:,} bytes"
        return None, (Problem("file-is-short", message, file_span(name), hint="split it"),)
    try:
        return SourceText(name, data.decode()), ()
    except UnicodeDecodeError as error:
        source = SourceText(name, data.decode(errors="replace"))
        start = len(data[: error.start].decode(errors="replace"))
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        hint = "save the file as UTF-8 in your editor"
        return None, (Problem("file-is-utf8", message, source.span(start, start + 1), hint=hint),)


def refuse(name: str, suffix: str, *, is_link: bool) -> tuple[Problem, ...]:
    """Why a file in an input folder is refused, if it is: a link, or the wrong suffix for the folder."""
    if is_link:
        return (
            Problem("file-is-own", "a symbolic link", file_span(name), hint="replace the link with the file itself"),
        )
    path = PurePosixPath(name)
    if path.suffix == suffix:
        return ()
    hint = f"rename it to `{path.stem}{suffix}`, or move it elsewhere"
    return (Problem("file-has-suffix", f"only {suffix} files belong here", file_span(name), hint=hint),)


def outside_links(folder: Path) -> Iterator[str]:
    """Paths in a folder that are not regular files of its own: links to folders or out of it, and special files."""
    base = f"{os.path.realpath(folder)}{os.sep}"
    for parent, folders, names in os.walk(folder):
        for name in sorted((*folders, *names)):
            path = Path(parent, name)
            is_within = path.is_file() and os.path.realpath(path).startswith(base)
            if not is_within if path.is_symlink() else name in names and not path.is_file():
                yield path.relative_to(folder).as_posix()


def file_span(path: str) -> Span:
    """The span of a problem that concerns a whole file or folder."""
    return SourceText(path, "").whole()


def _paths(root: Path, name: str, suffix: str, problems: list[Problem]) -> Iterator[str]:
    """All files with the suffix in a folder and its subfolders, relative to `root`; adds problems for other files.

    Files come before the folders beside them, both in the order of their names.
    """
    try:
        with os.scandir(root / name) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda each: each.name)
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"the folder can't be read: {error.strerror}"
        hint = "check that it is a folder, and its permissions; a folder that can't be read does not count as empty"
        problems.append(Problem("folder-is-readable", message, file_span(name), hint=hint))
        return
    folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    for entry in entries:
        path, is_link = f"{name}/{entry.name}", entry.is_symlink()
        if entry.is_dir(follow_symlinks=False):
            continue
        if not is_link and not entry.is_file(follow_symlinks=False):
            problems.append(Problem("file-is-own", "neither a file nor a folder", file_span(path), hint="delete it"))
        elif not is_link and entry.name.endswith(suffix) and entry.name != suffix:
            yield path
        else:
            problems += refuse(path, suffix, is_link=is_link)
    for entry in folders:
        yield from _paths(root, f"{name}/{entry.name}", suffix, problems)
