"""The default navigation: generated and hand-written pages."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from logging import Logger
from pathlib import PurePosixPath
from typing import Any

from mkdocs.utils import dirname_to_title

NavigationEntry = str | dict[str, Any]
_MAIN = ("meetings/index.md", "persons/index.md", "countries/index.md", "articles/index.md")
_VIEWS = ("timeline.md", "who-met-whom.md", "map.md", "people-by-side.md")
_KINDS = ("organizations/index.md", "places/index.md", "documents/index.md", "topics/index.md")
_DATA = ("codebook.md", "downloads/index.md", "quality.md", "corrections.md")
_NOT_MADE = {
    "map.md": "a map needs meetings at two places or more",
    "corrections.md": "nothing was corrected or rejected",
}
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


def empty_views(made: Collection[str], empty: Iterable[str], written: Collection[str]) -> dict[str, str]:
    """The generated overviews with nothing to show, and why; some of them are made, others are not.

    `empty` are those that are made. One that a hand-written page of `written` replaces is not among them.
    """
    found = {path: reason for path, reason in _NOT_MADE.items() if path not in made}
    found |= dict.fromkeys(empty, "the page would be empty")
    return {path: reason for path, reason in found.items() if path not in written}


def drop_empty_views(nav: object, left_out: Mapping[str, str], log: Logger) -> list[NavigationEntry]:
    """The configured navigation `nav` without the overviews `left_out`, each with its reason in the log."""
    return list(_with_targets(nav, left_out, log)) or ["index.md"]


def _with_targets(nav: object, left_out: Mapping[str, str], log: Logger) -> Iterator[NavigationEntry]:
    """The entries that lead to something; a section with no page left goes, too."""
    for entry in nav if isinstance(nav, list) else [nav]:
        if isinstance(entry, dict):
            pairs = ((title, _target(target, left_out, log)) for title, target in entry.items())
            if found := {title: target for title, target in pairs if target is not None}:
                yield found
        elif (target := _target(entry, left_out, log)) is not None:
            yield target


def _target(target: Any, left_out: Mapping[str, str], log: Logger) -> Any:  # noqa: ANN401 -- what YAML holds
    """The target of an entry, None if it leads to nothing."""
    if isinstance(target, list | dict):
        return [*_with_targets(target, left_out, log)] or (None if target else target)
    path = PurePosixPath(target).as_posix() if isinstance(target, str) else ""
    if path in left_out:
        log.info("the navigation leaves out `%s`: %s", path, left_out[path])
        return None
    return target


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
