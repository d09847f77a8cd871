"""The folder of whole texts: `private/articles/`, which git ignores and no build reads."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.articles.sentence_lines import sentence_lines
from generator.diagnostics.problem import Problem
from generator.project import atomic_write, journal
from generator.project.files import file_span, read_source
from generator.project.journal import Change
from generator.text.source import SourceText

FOLDER = "private"
_ARTICLES = f"{FOLDER}/articles"
_IGNORE = f"{FOLDER}/.gitignore"


def whole_path(article: str) -> str:
    """Where the whole text of an article is, by its id."""
    return f"{_ARTICLES}/{article}.md"


def fingerprint(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_private(root: Path, path: str) -> tuple[SourceText | None, tuple[Problem, ...]]:
    """A file of the folder, None where there is none; a link on the way is refused."""
    for part in (FOLDER, _ARTICLES, path):
        if (root / part).is_symlink():
            hint = "replace the link with the folder or file itself: git does not ignore a link"
            return None, (Problem("file-is-own", "a symbolic link", file_span(part), hint=hint),)
    return read_source(root, path) if os.path.lexists(root / path) else (None, ())


def layout_fingerprint(source: SourceText) -> str:
    """The fingerprint of an article with one sentence a line: `communique fmt` doesn't change it."""
    return fingerprint(sentence_lines(source)[0].text)


def is_as_written(root: Path, article: str, source: SourceText) -> bool:
    """Whether an excerpt is the one that was last made of the whole text, however its sentences are laid out."""
    stored, _ = read_private(root, f"{_ARTICLES}/{article}.sha256")
    known = {word for line in (stored.text.splitlines() if stored else [])[1:] for word in line.split()}
    return fingerprint(source.text) in known or layout_fingerprint(source) in known


def private_files(article: str, path: str, whole: str, excerpt: str) -> dict[str, str]:
    """The whole text, and the fingerprints of it and its excerpt as `sha256sum --check` reads them."""
    rows = ((whole, f"{article}.md"), (excerpt, f"../../{path}"))
    lines = "".join(f"{fingerprint(text)}  {name}\n" for text, name in rows)
    lines += f"# one sentence a line: {layout_fingerprint(SourceText(path, excerpt))}\n"
    return {_IGNORE: "*\n", whole_path(article): whole, f"{_ARTICLES}/{article}.sha256": lines}


def write_excerpts(root: Path, private: Iterable[dict[str, str]], changes: Sequence[Change]) -> tuple[Problem, ...]:
    """Write the whole texts first, then the excerpts, so that no text is lost if the command is killed."""
    texts = {path: text for files in private for path, text in files.items()}
    due = {path: text for path, text in texts.items() if not _holds(root / path, text)}
    try:
        atomic_write.put_all(root, due)
        atomic_write.flush(root / path for path in due)
    except OSError as error:
        shown = Path(str(error.filename or FOLDER))
        path = shown.relative_to(root).as_posix() if shown.is_relative_to(root) else shown.as_posix()
        hint = "allow writing there, then run the command again; the articles are unchanged"
        return (Problem("file-is-writable", f"can't be written: {error.strerror}", file_span(path), hint=hint),)
    return journal.write(root, changes)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
