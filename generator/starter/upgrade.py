"""What a newer release changes in the files that it wrote for a project."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from generator.project.files import read_source
from generator.starter.files import KEPT, STAMPED, read_text, requirements
from generator.starter.stamp import is_unedited, stamped


class Upgrade(NamedTuple):
    """A file that would change: its path, its text before and after; `is_edited` where a person changed it."""

    path: str
    old: str
    new: str
    is_edited: bool = False

    def diff(self) -> str:
        """What changes, line by line."""
        old, new = self.old.splitlines(keepends=True), self.new.splitlines(keepends=True)
        lines = unified_diff(old, new, self.path, self.path)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def plan_upgrade(root: Path) -> Iterator[Upgrade]:
    """The files of a project that a newer release writes otherwise; a person's lines stay, and so do edited files."""
    texts = {path: read_text(name) for path, name in STAMPED.items()} | {"requirements.txt": requirements()}
    for path, text in texts.items():
        old = _read(root, path)
        if old is not None and old.replace("\r\n", "\n") != stamped(text):
            yield Upgrade(path, old, stamped(text), is_edited=not is_unedited(old))
    for path, name in KEPT.items():
        old = _read(root, path)
        lacking = [line for line in read_text(name).splitlines() if line not in (old or "").splitlines()]
        if lacking:
            yield Upgrade(path, old or "", _appended(old or "", lacking))


def _read(root: Path, path: str) -> str | None:
    """The text of a file, None where there is none that can be read."""
    source, _ = read_source(root, path) if (root / path).is_file() else (None, ())
    return source.text if source else None


def _appended(text: str, lines: list[str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    return text + (end if text and not text.endswith("\n") else "") + "".join(f"{line}{end}" for line in lines)
