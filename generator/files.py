"""The project's folders on disk: what is read, and how changes are written."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem
from generator.source import Source, Span

ARTICLES = "content/articles"
RECORDS = "content/records"
SCHEMA = "content/schema"
FACTS = "content/facts"
MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """All input of a knowledge base as text, in the order of the paths."""

    articles: tuple[Source, ...]
    records: tuple[Source, ...]
    schema: tuple[Source, ...]
    facts: tuple[Source, ...]


def read_project(root: Path) -> tuple[Project, tuple[Problem, ...]]:
    """The input folders of the project at `root`; symbolic links, and files that are no text, are refused."""
    problems: list[Problem] = []

    def folder(name: str, suffix: str) -> tuple[Source, ...]:
        read = [read_source(root, path) for path in _paths(root, name, suffix, problems)]
        problems.extend(problem for _, found in read for problem in found)
        return tuple(source for source, _ in read if source is not None)

    project = Project(
        folder(ARTICLES, ".md"), folder(RECORDS, ".yaml"), folder(SCHEMA, ".yaml"), folder(FACTS, ".jsonl")
    )
    if not project.articles and not project.records and not problems:
        hint = f"write an article in {ARTICLES}: `communique new article my-first-article`"
        problems.append(Problem("content-is-present", "no article and no record", nowhere(ARTICLES), hint=hint))
    return project, tuple(problems)


def read_source(root: Path, path: Path) -> tuple[Source | None, tuple[Problem, ...]]:
    """A file as text, its path told relative to `root`."""
    name = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"can't be read: {error.strerror}"
        return None, (Problem("file-is-readable", message, nowhere(name), hint="check that the file may be read"),)
    if len(data) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES:,} bytes"
        return None, (Problem("file-is-short", message, nowhere(name), hint="split it"),)
    try:
        return Source(name, data.decode()), ()
    except UnicodeDecodeError as error:
        source = Source(name, data.decode(errors="replace"))
        start = len(data[: error.start].decode(errors="replace"))
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        hint = "save the file as UTF-8 in your editor"
        return None, (Problem("file-is-utf8", message, source.span(start, start + 1), hint=hint),)


def nowhere(path: str) -> Span:
    """The place of a problem that concerns a whole file or folder."""
    return Source(path, "").whole()


def _paths(root: Path, name: str, suffix: str, problems: list[Problem]) -> Iterator[Path]:
    """All files of a folder and its folders that end so; what can't be input is told."""
    top = root / name
    for folder, folders, files in os.walk(top):
        folders.sort()
        for entry in (*folders, *sorted(files)):
            path = Path(folder, entry)
            told = nowhere(path.relative_to(root).as_posix())
            if entry.startswith("."):
                continue
            if path.is_symlink():
                problems.append(Problem("file-is-own", "a symbolic link", told, hint="put the file itself here"))
            elif entry in files and path.suffix == suffix:
                yield path
            elif entry in files:
                hint = f"rename it to `{path.stem}{suffix}`, or move it elsewhere"
                problems.append(Problem("file-has-suffix", f"only {suffix} files belong here", told, hint=hint))
        folders[:] = [entry for entry in folders if not entry.startswith(".") and not Path(folder, entry).is_symlink()]
