"""What a project still holds of a removed record outside its content, with the commands that show it."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.diff import holding
from generator.project.configuration import CONFIGURATION
from generator.project.files import ARTICLES, HISTORY, LINKS, MAX_BYTES, RECORDS, read_source
from generator.project.journal import Change
from generator.refactor.masking import occurrences
from generator.refactor.removing import Removed
from generator.text.count import count

_PAGES = "content/pages"
_WHOLE = "private"
_BUILT = (".cache", ".communique", "site")
_SHOWN = 3


class Remainder(NamedTuple):
    """A place that still holds something, and a command that shows it; "" where none can."""

    what: str
    command: str = ""


def remainders(root: Path, removed: Removed) -> Iterator[Remainder]:
    """What git, private texts, caches and the built site hold, as far as this machine knows."""
    ids = removed.tombstone.ids
    words = (*ids, *removed.names.words)
    flags = " ".join(f"-e {shlex.quote(word)}" for word in words)
    if commits := sum(holding.count_commits(root, id_) for id_ in ids):
        command = "; ".join(f"git log --oneline --all -S{shlex.quote(id_)} -- content" for id_ in ids)
        yield Remainder(f"git's history: {count(commits, 'commit')}", command)
    if refs := holding.refs_with(root, ids):
        named = " ".join(shlex.quote(ref) for ref in refs)
        what = f"git's branches and tags: {_several(refs)}"
        yield Remainder(what, f"git grep -l -w -F {flags} {named} -- content")
    if whole := tuple(_files_with(root, (_WHOLE,), words)):
        yield Remainder(f"whole texts of excerpts: {_several(whole)}", f"grep -rlwF {flags} {_WHOLE}")
    if built := tuple(_files_with(root, _BUILT, words)):
        folders = " ".join(folder for folder in _BUILT if any(path.startswith(f"{folder}/") for path in built))
        what = f"caches and the site as it was last built: {count(len(built), 'file')}; build it again"
        yield Remainder(what, f"grep -rlwF {flags} {folders}")
    yield Remainder("what others have: downloads, feeds, forks, search engines and web archives; ask them to renew it")


def names_left(root: Path, removed: Removed, changes: Iterable[Change]) -> Iterator[Problem]:
    """The first place of a name in each file that still shows one: pages by hand, titles, texts, the configuration."""
    after = {change.path: change.new for change in changes}
    after |= {f"{RECORDS}/{removed.folder}/{id_}.yaml": None for id_ in removed.tombstone.namesakes}
    for path in _content(root):
        source, _ = read_source(root, path)
        text = after.get(path, source.text if source else None)
        if source is None or text is None:
            continue
        found = [*occurrences(text, removed.names), *_ids_in(text, removed.tombstone.ids)]
        if found:
            start, end = min(found)
            shown = type(source)(path, text).span(start, end)
            more = f", and {count(len(found) - 1, 'more time')}" if len(found) > 1 else ""
            message = f"the removed record is still named here{more}"
            hint = "`--mask` masks names in articles and records; take out the others by hand"
            yield Problem("name-is-not-removed", message, shown, "info", hint)


def _ids_in(text: str, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
    for id_ in ids:
        yield from (match.span() for match in re.finditer(rf"(?<![a-z0-9]){re.escape(id_)}(?![a-z0-9])", text))


def _content(root: Path) -> Iterator[str]:
    """The files that the site shows, and its configuration, by their paths."""
    yield from ([CONFIGURATION] if (root / CONFIGURATION).is_file() else [])
    for folder, suffix in (
        (ARTICLES, ".md"),
        (_PAGES, ".md"),
        (RECORDS, ".yaml"),
        (HISTORY, ".yaml"),
        (LINKS, ".yaml"),
    ):
        yield from (path.relative_to(root).as_posix() for path in _files(root / folder) if path.suffix == suffix)


def _files_with(root: Path, folders: Iterable[str], words: Sequence[str]) -> Iterator[str]:
    needles = tuple(word.encode() for word in words)
    for folder in folders:
        for path in _files(root / folder):
            data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
            if any(needle in data for needle in needles):
                yield path.relative_to(root).as_posix()


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir() and not folder.is_symlink():
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _several(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + rest
