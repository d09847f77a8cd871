"""A project as an editor has it: the files of the disk, with the unsaved texts in their place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator import pipeline, refactor
from generator.articles.front import read_front
from generator.articles.model import Article
from generator.diagnostics.problem import Problem, failed
from generator.drafting import (
    DraftedArticle,
    Register,
    build_drafter,
    draft_unless_signed,
    language_of,
    project_register,
)
from generator.knowledge_base import KnowledgeBase
from generator.memo import Memo, Memoize
from generator.project.files import SUFFIXES, Project, read_project
from generator.project.journal import Change
from generator.review.completion import Completion, things
from generator.schema.model import Ref, Schema
from generator.text.source import SourceText

_FOLDERS = {folder: PurePosixPath(folder).name for folder in SUFFIXES}
"""The input folders, each with the field of `Project` that has its files."""


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with its knowledge base, its findings by path, and everything that an id can name.

    `alone` are those of the findings that loading gives, before anything is checked; they take a tenth of the time.
    """

    root: Path
    project: Project
    schema: Schema
    base: KnowledgeBase
    articles: Mapping[str, Article]
    kinds: Mapping[str, str]
    findings: Mapping[str, Sequence[Problem]]
    alone: Mapping[str, Sequence[Problem]]
    register: Register
    things: tuple[Completion, ...]
    remember: Memoize

    def source(self, path: str) -> SourceText | None:
        """The text of an input file by its path."""
        name = next((name for folder, name in _FOLDERS.items() if path.startswith(f"{folder}/")), None)
        found: tuple[SourceText, ...] = getattr(self.project, name) if name else ()
        return next((source for source in found if source.path == path), None)

    def draft(self, source: SourceText) -> DraftedArticle:
        """The draft of an article of the project; what drafting knows of the register is made once."""
        matter = read_front(source)[0].matter
        tag = language_of(source, matter.language if matter else "", self.project.language)
        drafter = self.remember(("drafter", tag), build_drafter, self.register, tag)
        return DraftedArticle(source, draft_unless_signed(source, drafter))

    def ref(self, id_: str) -> Ref | None:
        """What an id names: a record, or something that only articles name yet."""
        kind = self.kinds.get(id_)
        return Ref(kind, id_) if kind else None


class ProjectReader:
    """Reads a project again and again; what has not changed is not read or checked again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._memo = Memo()
        self._disk: tuple[Project, tuple[Problem, ...]] | None = None

    def forget(self) -> None:
        """Read the disk again the next time."""
        self._disk = None

    def project(self, unsaved: Mapping[str, str]) -> Project:
        """The files with the unsaved texts, by their paths from the root, in the place of those on the disk."""
        return self._read(unsaved)[0]

    def alone(self, unsaved: Mapping[str, str]) -> Mapping[str, Sequence[Problem]]:
        """The findings of files alone and of their references, by path."""
        return _by_path(pipeline.load_again(*self._read(unsaved), self._memo).problems)

    def view(self, unsaved: Mapping[str, str]) -> ProjectView:
        """Everything about the project with the unsaved texts."""
        project, unreadable = self._read(unsaved)
        given = pipeline.load_again(project, unreadable, self._memo)
        base, findings = pipeline.check_input(self.root, given, remember=self._memo)
        register, _ = self._memo("register", project_register, project)
        return ProjectView(
            self.root,
            project,
            given.loaded.schema,
            base,
            {article.source.path: article for article in given.loaded.articles},
            given.loaded.kinds,
            _by_path(findings.reported),
            _by_path(given.problems),
            register,
            self._memo("things", things, register),
            self._memo,
        )

    def rename(self, old: str, new: str, unsaved: Mapping[str, str]) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
        """The changes that give a thing another id: with the facts extracted, if the project as it is allows that."""
        project = self.project(unsaved)
        changes, problems = refactor.rename(project, old, new, self._memo)
        return refactor.rename_readable(project, old, new, self._memo) if failed(problems) else (changes, problems)

    def _read(self, unsaved: Mapping[str, str]) -> tuple[Project, tuple[Problem, ...]]:
        if self._disk is None:
            self._disk = read_project(self.root)
        project, unreadable = self._disk
        return with_texts(project, unsaved), tuple(p for p in unreadable if p.span.source.path not in unsaved)


def _by_path(problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.span.source.path].append(problem)
    return dict(found)


def with_texts(project: Project, texts: Mapping[str, str]) -> Project:
    """A project with other texts of some files, or with files more."""
    changed: dict[str, Any] = {}
    for folder, name in _FOLDERS.items():
        own = {path: text for path, text in texts.items() if path.startswith(f"{folder}/")}
        if own:
            sources = {source.path: source for source in getattr(project, name)}
            sources |= {path: SourceText(path, text) for path, text in own.items()}
            changed[name] = tuple(sources[path] for path in sorted(sources))
    return replace(project, **changed) if changed else project
