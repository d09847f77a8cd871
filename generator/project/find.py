"""Finds the project that a folder is in, as git finds a repository: in the folder itself, or in one above it."""

from pathlib import Path

from generator.project.configuration import CONFIGURATION
from generator.project.files import ARTICLES, RECORDS

_PLUGIN = b"communique"
_LENGTH = 4_000_000
_PARENT = Path("..")


def find_project(folder: Path) -> Path | None:
    """The project that a folder is in; None if there is none.

    That is the nearest folder with a `mkdocs.yml` that names our plugin or stands beside content: other sites have
    that file, too. Without one, a folder with articles or records is a project, but not the folders in it. Above the
    folder, only what the same user owns counts: anybody may write a `mkdocs.yml` into `/tmp`.
    """
    if _has_content(folder) or _is_site(folder):
        return folder
    owner = _owner(folder)
    return next((each for each in folder.parents if _is_site(each) and _owner(each / CONFIGURATION) == owner), None)


def relative_project(folder: Path) -> Path | None:
    """The project that a folder is in, as a path from there: `../..` in `content/articles`."""
    found = find_project(folder)
    return Path(*[_PARENT] * len(folder.relative_to(found).parts)) if found else None


def _owner(path: Path) -> int | None:
    """The number of the user who owns a file or folder; 0 where files have no owner, None if it cannot be seen."""
    try:
        return path.stat().st_uid
    except OSError:
        return None


def _has_content(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in (ARTICLES, RECORDS))


def _is_site(folder: Path) -> bool:
    configuration = folder / CONFIGURATION
    try:
        return configuration.is_file() and (_has_content(folder) or _PLUGIN in _beginning(configuration))
    except OSError:
        return False


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LENGTH)
