"""Read a file to be imported: bounded, and in the encoding that it declares."""

import codecs
from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.importers.encoding import decode
from generator.importers.formats import unusable
from generator.project.files import file_span
from generator.text.source import SourceText, Span

MAX_BYTES = 20_000_000
_ENCODING = "save the file as UTF-8, or name the encoding that it was saved in with `--encoding`"


def read_import(path: Path, encoding: str = "") -> tuple[SourceText | None, tuple[Problem, ...]]:
    """The text of a file, of which never more than the limit is read; None and the problems if it can't be used."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message, hint = f"can't be read: {error.strerror}", "check its path and its permissions"
        return None, (Problem("file-is-readable", message, file_span(name), hint=hint),)
    if len(data) > MAX_BYTES:
        message, hint = f"the file is longer than {MAX_BYTES:,} bytes", "split it, and import the parts one by one"
        return None, (Problem("file-is-short", message, file_span(name), hint=hint),)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return None, (Problem("text-is-present", "the file is empty", file_span(name), hint="export or save it again"),)
    if found := unusable(data):
        what, hint = found
        return None, (Problem("text-is-readable", f"not a text: {what}", file_span(name), hint=hint),)
    return decode_import(name, data, encoding)


def read_beside(folder: Path, given: Path | None, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file in a folder by its name or by the last part of an address; `given` counts before all others.

    None if there is no such file: no other folder is looked at.
    """
    if given is None:
        last = name.rstrip("/").rpartition("/")[2]
        names = (name, last, f"{last}.txt")
        paths = (folder / each for each in names if each and "\0" not in each and "://" not in each)
        inside = (path for path in paths if path.resolve().is_relative_to(folder.resolve()) and path.is_file())
        given = next(inside, None)
        if given is None:
            return None, ()
    source, problems = read_import(given)
    return (source.text.replace("\r\n", "\n") if source else None), problems


def decode_import(name: str, data: bytes, encoding: str = "") -> tuple[SourceText | None, tuple[Problem, ...]]:
    """The text of bytes; a byte that can't be read is an error with its position."""
    found = decode(data, encoding)
    if found.fault:
        return None, (Problem("file-is-utf8", found.fault, _broken(name, data, encoding), hint=_ENCODING),)
    source = SourceText(name, found.text)
    if found.note:
        at = found.text.index("\ufffd")
        return None, (Problem("file-is-utf8", found.note, source.span(at, at + 1), hint=_ENCODING),)
    return source, ()


def _broken(name: str, data: bytes, encoding: str) -> Span:
    """The position of the first byte that can't be read."""
    try:
        codecs.lookup(encoding or "utf-8")
        data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = data.decode(encoding or "utf-8", "replace")
        start = len(data[: error.start].decode(encoding or "utf-8", "replace"))
        return SourceText(name, text).span(start, start + 1)
    except LookupError:
        pass
    return file_span(name)
