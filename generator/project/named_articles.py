"""The articles that a command line names."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.diagnostics.problem import Problem
from generator.project.files import ARTICLES, Project, file_span, read_source
from generator.text.source import SourceText
from generator.text.suggest import nearest


def named_articles(
    root: Path, project: Project, names: Sequence[str]
) -> tuple[tuple[SourceText, ...], tuple[Problem, ...]]:
    """The articles that are named by their ids or paths, each once; a problem for each name that is none."""
    by_id = {PurePosixPath(source.path).stem: source for source in project.articles}
    by_path = {source.path: source for source in project.articles}
    found: dict[str, SourceText] = {}
    problems: list[Problem] = []
    for name in names:
        source = by_id.get(name) or by_path.get(_from_root(root, name))
        path = name if source or (root / name).is_file() else _unread(root, name)
        if source is None and path:
            source, unread = read_source(root, path)
            problems += unread
        elif source is None:
            near = nearest(name, by_id)
            hint = f"did you mean `{near}`?" if near else f"name an article by its id, or by its path in {ARTICLES}"
            problems.append(Problem("article-exists", "there is no such article", file_span(name), hint=hint))
        if source is not None:
            found.setdefault(source.path, source)
    return tuple(found.values()), tuple(problems)


def _unread(root: Path, id_: str) -> str:
    """The path of an article's file that could not be read with the project; "" if there is none."""
    found = sorted(path for path in (root / ARTICLES).rglob("*.md") if path.stem == id_ and path.is_file())
    return found[0].relative_to(root).as_posix() if found else ""


def _from_root(root: Path, name: str) -> str:
    """A path as the project's files have it: from the root, however it was given."""
    for path in (Path(name), root / name):
        try:
            return path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            continue
    return name
