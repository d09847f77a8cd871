"""Read a project from a git revision without touching the working tree; no other module runs git."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.project.configuration import CONFIGURATION, find_configuration, site_language
from generator.project.files import SUFFIXES, Project, decode, file_span, gather_project, refuse
from generator.text.source import SourceText

_LINK = "120000"
_LOG = (
    *("--literal-pathspecs", "-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "core.quotePath=false"),
    *("log", "-c", "--full-history", "--topo-order", "--reverse", "--relative", "--no-renames", "--raw", "--no-abbrev"),
    *("--no-color", "--format=%x01%H %as %s"),
)
_OBJECT = re.compile(r"[0-9a-f]{40,64}")


class _Entry(NamedTuple):
    """A file of a revision: its mode, the id of its content, and its path from the project's root."""

    mode: str
    content: str
    path: str


class _GitError(Exception):
    """A failure of git as a problem, with a remedy."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(rule, message, file_span("git"), hint=hint)


def read_revision(root: Path, revision: str) -> tuple[Project | None, tuple[Problem, ...]]:
    """Read the project at `root` from a revision of its repository; no project if git can't read it.

    `revision` is anything that git accepts as a commit: a branch, a tag, an id, `HEAD^1`.
    """
    try:
        commit = _commit(root, revision)
        entries = sorted(_entries(root, commit), key=lambda entry: _walk_order(entry.path))
        contents = _contents(root, tuple(entry.content for entry in entries))
    except _GitError as error:
        return None, (error.problem,)
    problems: list[Problem] = []

    def folder(name: str, suffix: str) -> tuple[SourceText, ...]:
        return _folder(name, suffix, entries, contents, problems)

    return gather_project(folder, _language(root, commit)), tuple(problems)


class RecordCommit(NamedTuple):
    """A commit, its day and first line, and the files that it changed.

    A file is its path, its object before and after ("" for none), and those before on the other branches of a merge.
    """

    id: str
    day: str
    subject: str
    files: tuple[tuple[str, str, str, tuple[str, ...]], ...]


def commits_of(root: Path, folder: str) -> tuple[tuple[RecordCommit, ...], tuple[Problem, ...]]:
    """The commits that changed files in a folder, oldest first; a problem if git can't tell.

    Of a merge these are the files that equal those of none of its branches.
    """
    try:
        text = _log(root, folder)
    except _GitError as error:
        return (), (error.problem,)
    return tuple(map(_record_commit, text.split("\x01")[1:])), ()


def _log(root: Path, folder: str) -> str:
    _commit(root, "HEAD")
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        message = "this clone has only part of the history"
        hint = "fetch the rest: `git fetch --unshallow`, or on GitHub `fetch-depth: 0` for actions/checkout"
        raise _GitError("history-is-whole", message, hint)
    result = _run(root, *_LOG, "--", folder)
    if result.returncode:
        raise _complaint(root, "git can't list the commits", result)
    return result.stdout.decode(errors="replace")


def _record_commit(text: str) -> RecordCommit:
    head, *rows = text.splitlines()
    id_, day, subject = head.split(" ", 2)
    files = []
    for row in rows:
        if row.startswith(":"):
            about, _, path = row.partition("\t")
            branches = len(about) - len(about.lstrip(":"))
            was, *others, now = map(_known, about.split()[branches + 1 : 2 * branches + 2])
            files.append((path, was, now, tuple(others)))
    return RecordCommit(id_, day, subject, tuple(files))


def _known(object_id: str) -> str:
    return object_id if object_id.strip("0") else ""


def read_objects(root: Path, ids: Iterable[str]) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The bytes of objects by their ids; a problem if git can't read one."""
    try:
        return _contents(root, tuple(ids)), ()
    except _GitError as error:
        return {}, (error.problem,)


def tracked_files(root: Path, folder: str) -> tuple[str, ...]:
    """The paths from the root of the files in a folder that git tracks; none if there is no repository."""
    try:
        result = _run(root, "--literal-pathspecs", "ls-files", "-z", "--", folder)
    except _GitError:
        return ()
    rows = result.stdout.decode(errors="replace").split("\0") if result.returncode == 0 else ()
    return tuple(sorted(row for row in rows if row))


def file_versions(root: Path, path: str) -> Iterator[str]:
    """The texts of a file in all commits of all branches, and as staged; none if git can't read them."""
    try:
        log = _run(root, "--literal-pathspecs", "log", "--all", "--format=", "--raw", "--no-abbrev", "-m", "--", path)
        staged = _run(root, "--literal-pathspecs", "ls-files", "--stage", "--", path)
        rows = [row.split() for row in log.stdout.decode(errors="replace").splitlines() if row.startswith(":")]
        ids = {row[3] for row in rows} | {row.split()[1] for row in staged.stdout.decode(errors="replace").splitlines()}
        contents = _contents(root, tuple(sorted(id_ for id_ in ids if id_.strip("0"))))
    except _GitError:
        return
    for data in contents.values():
        source, _ = decode(path, data)
        if source is not None:
            yield source.text


def user_name(root: Path) -> str:
    """The name that git writes into commits here; "" where git can't tell."""
    try:
        result = _run(root, "config", "user.name")
    except _GitError:
        return ""
    return result.stdout.decode(errors="replace").strip() if result.returncode == 0 else ""


def run_git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git answers in a folder; None where it is not installed."""
    try:
        return _run(root, "--literal-pathspecs", *words)
    except _GitError:
        return None


def _folder(
    name: str, suffix: str, entries: list[_Entry], contents: Mapping[str, bytes], problems: list[Problem]
) -> tuple[SourceText, ...]:
    sources = []
    for entry in entries:
        if not entry.path.startswith(f"{name}/"):
            continue
        wrong = refuse(entry.path, suffix, is_link=entry.mode == _LINK)
        source, unread = (None, ()) if wrong else decode(entry.path, contents[entry.content])
        problems += (*wrong, *unread)
        if source is not None:
            sources.append(source)
    return tuple(sources)


def _language(root: Path, commit: str) -> str:
    """The site's language in the `mkdocs.yml` of a revision, or in a file that it inherits from."""

    def read(path: PurePosixPath) -> tuple[SourceText | None, tuple[Problem, ...]] | None:
        result = _run(root, "show", f"{commit}:./{path}")
        return decode(path.as_posix(), result.stdout) if result.returncode == 0 else None

    return site_language(find_configuration(PurePosixPath(CONFIGURATION), read)[0])


def _walk_order(path: str) -> tuple[tuple[bool, str], ...]:
    """A sort key for the order in which folders on disk are read: a folder's files before its folders."""
    *folders, name = PurePosixPath(path).parts
    return (*((True, folder) for folder in folders), (False, name))


def _commit(root: Path, revision: str) -> str:
    """The full id of the commit that a revision names."""
    if revision.startswith("-") or "\0" in revision:
        hint = "give a branch, a tag or a commit's id"
        raise _GitError("revision-is-known", f"`{revision}` is not a revision", hint)
    result = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    words = result.stdout.decode(errors="replace").split()
    if result.returncode == 0 and words and _OBJECT.fullmatch(words[-1]):
        return words[-1]
    if (outside := _run(root, "rev-parse", "--git-dir")).returncode:
        if b"not a git repository" in outside.stderr:
            hint = "run this in a project that git keeps; `git init` and a first commit begin one"
            raise _GitError("repository-is-readable", "this folder is in no git repository", hint)
        raise _complaint(root, "git refuses this repository")
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        message = f"`{revision}` is not in this clone, which has only part of the history"
        hint = "fetch the rest: `git fetch --unshallow`, or on GitHub `fetch-depth: 0` for actions/checkout"
        raise _GitError("revision-is-known", message, hint)
    if _run(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        hint = "commit first: `git add content`, `git commit`"
        raise _GitError("revision-is-known", "this repository has no commit yet", hint)
    hint = "`git branch --all` and `git log` show what there is; run `git fetch` first for a commit of a remote"
    raise _GitError("revision-is-known", f"git knows no commit `{revision}` here", hint)


def _entries(root: Path, commit: str) -> Iterator[_Entry]:
    """The files of the input folders, without hidden ones and other repositories in them."""
    result = _run(root, "--literal-pathspecs", "ls-tree", "-r", "-z", commit, "--", *SUFFIXES)
    if result.returncode:
        raise _complaint(root, "git can't list the revision's files", result)
    for row in filter(None, result.stdout.split(b"\0")):
        about, _, name = row.partition(b"\t")
        mode, kind, content = about.decode().split()
        path = name.decode(errors="replace")
        if kind == "blob" and not any(part.startswith(".") for part in PurePosixPath(path).parts):
            yield _Entry(mode, content, path)


def _contents(root: Path, ids: tuple[str, ...]) -> dict[str, bytes]:
    """The bytes of each object, by its id."""
    wanted = tuple(dict.fromkeys(ids))
    result = _run(root, "cat-file", "--batch", fed="".join(f"{id_}\n" for id_ in wanted).encode())
    if result.returncode:
        raise _complaint(root, "git can't read the revision's files", result)
    found, at = {}, 0
    for id_ in wanted:
        end = result.stdout.index(b"\n", at)
        header = result.stdout[at:end].split()
        if len(header) != len(("id", "kind", "size")):
            hint = "run `git fetch --refetch`, or clone again"
            raise _GitError("revision-is-whole", f"this clone lacks the object {id_}", hint)
        size = int(header[-1])
        found[id_] = result.stdout[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def _complaint(root: Path, message: str, result: subprocess.CompletedProcess[bytes] | None = None) -> _GitError:
    """A failure with git's own message."""
    said = (result or _run(root, "rev-parse", "--git-dir")).stderr.decode(errors="replace").split("\n")
    reason = next((line for line in said if line), "").removeprefix("fatal: ")
    return _GitError("repository-is-readable", f"{message}: {reason}" if reason else message, "see `git status`")


def _run(root: Path, *words: str, fed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(  # noqa: S603 -- a list of words, through no shell
            ("git", *words),  # noqa: S607 -- the user's own git, wherever it is
            cwd=root,
            env=environment,
            input=fed,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        hint = "install git, or run this where it is installed"
        raise _GitError("git-is-installed", "git is not installed here", hint) from None
