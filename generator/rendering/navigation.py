"""The default navigation: generated and hand-written pages."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from mkdocs.utils import dirname_to_title

NavigationEntry = str | dict[str, Any]
_MAIN = ("meetings/index.md", "persons/index.md", "countries/index.md", "articles/index.md")
_VIEWS = ("timeline.md", "who-met-whom.md", "map.md", "people-by-side.md")
_KINDS = ("organizations/index.md", "places/index.md", "documents/index.md", "topics/index.md")
_DATA = ("codebook.md", "downloads/index.md", "quality.md", "corrections.md")
_HOMES = ("index.md", "README.md")


def default_navigation(
    made: Collection[str], written: Iterable[str], words: Mapping[str, str]
) -> list[NavigationEntry]:
    """Home, the kinds, the overviews, and hand-written pages; `made` and `written` are paths of pages.

    A page listed by its path alone shows its own title, which is in the site's language.
    """
    there = {path for path in made if path.endswith(".md")}
    own = sorted(path for path in there if path.count("/") == 1 and path.endswith("/index.md"))
    own = [path for path in own if path not in {*_MAIN, *_VIEWS, *_KINDS, *_DATA}]
    titled = {"about.md": words["nav_about"], "method.md": words["method"]}
    free = sorted({*written} - there.difference(titled) - {*_HOMES})
    first = [path for path in titled if path in free]
    pages = [path for path in free if path not in titled]
    explore = [path for path in (*_VIEWS, *_KINDS, *own) if path in there]
    about = [*({titled[path]: path} for path in first), *_tree(pages), *(path for path in _DATA if path in there)]
    return [
        {words["home"]: "index.md"},
        *(path for path in _MAIN if path in there),
        *([{words["nav_explore"]: explore}] if explore else []),
        *([{words["nav_about"]: about}] if about else []),
    ]


def _tree(paths: Iterable[str]) -> Iterator[NavigationEntry]:
    """Pages as entries; a folder's pages are grouped after the pages next to the folder."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, *rest = PurePosixPath(path).parts
        if rest:
            folders.setdefault(folder, []).append(path)
        else:
            yield path
    for folder, inside in folders.items():
        yield {dirname_to_title(folder): [*_within(folder, inside)]}


def _within(folder: str, paths: Iterable[str]) -> Iterator[NavigationEntry]:
    for entry in _tree(path.removeprefix(f"{folder}/") for path in paths):
        yield _joined(folder, entry)


def _joined(folder: str, entry: NavigationEntry) -> NavigationEntry:
    if isinstance(entry, str):
        return f"{folder}/{entry}"
    return {title: [_joined(folder, each) for each in below] for title, below in entry.items()}
