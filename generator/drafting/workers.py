"""Drafts many articles with as many processes as are worthwhile, on the executor of builds."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Protocol

from generator.diagnostics.problem import Problem
from generator.drafting.model import Draft
from generator.executors import (
    WorkerDiffersError,
    WorkersError,
    configured_workers,
    open_executor,
    result,
    submit,
    workers_problem,
)
from generator.project.files import Project
from generator.text.source import SourceText

_BATCHES, _LONGEST = 4, 32
"""So many batches for each process, of so many articles at most: they differ in length."""
Drafted = tuple[Draft, tuple[Problem, ...]]


class Drafting(Protocol):
    """What drafts the articles of a project."""

    project: Project

    def draft(self, source: SourceText) -> Drafted:
        """Draft one article; what is to be said of it."""


class DraftInputs(NamedTuple):
    """What a worker on any machine needs to draft: the project's folder, and a digest of its files."""

    root: str
    digest: bytes


def draft_with_workers(
    root: Path, drafting: Drafting, sources: Sequence[SourceText], rebuild: Callable[[Path], Drafting]
) -> tuple[list[Drafted], tuple[Problem, ...]]:
    """Draft articles in their order; a problem if the workers that the project names can't be had."""
    inputs = DraftInputs(str(root.resolve()), digest(drafting.project))
    try:
        with _Worker.inherited(inputs, drafting), open_executor(configured_workers(root)) as opened:
            if opened is None:
                return _drafts(drafting, sources), ()
            executor, count = opened
            size = max(1, min(_LONGEST, len(sources) // (count * _BATCHES)))
            batches = [sources[start : start + size] for start in range(0, len(sources), size)]
            pending = [(batch, submit(executor, draft_batch, inputs, rebuild, batch)) for batch in batches]
            found = [each for batch, future in pending for each in result(future, partial(_drafts, drafting, batch))]
            return found, ()
    except WorkersError as error:
        return _drafts(drafting, sources), (workers_problem(root, error),)


def _drafts(drafting: Drafting, sources: Sequence[SourceText]) -> list[Drafted]:
    return list(map(drafting.draft, sources))


def digest(project: Project) -> bytes:
    """A digest of the files that drafts depend on."""
    found = blake2b(digest_size=16)
    for source in (*project.records, *project.articles, *project.schema):
        found.update(f"{source.path}\0{source.text}\0".encode(errors="surrogateescape"))
    return found.digest()


class _Worker:
    """What this process drafts with: inherited from the command, or built for its first batch."""

    inputs: DraftInputs | None = None
    drafting: Drafting | None = None
    lock = threading.Lock()

    @classmethod
    @contextmanager
    def inherited(cls, inputs: DraftInputs, drafting: Drafting) -> Iterator[None]:
        """Let processes that are forked in this context inherit what drafts."""
        cls.inputs, cls.drafting = inputs, drafting
        try:
            yield
        finally:
            cls.inputs = cls.drafting = None

    @classmethod
    def draft(
        cls, inputs: DraftInputs, rebuild: Callable[[Path], Drafting], sources: Sequence[SourceText]
    ) -> list[Drafted]:
        """Draft some articles, one batch at a time. Raises WorkerDiffersError."""
        with cls.lock:
            if cls.drafting is None or cls.inputs != inputs:
                built = rebuild(Path(inputs.root))
                if digest(built.project) != inputs.digest:
                    raise WorkerDiffersError
                cls.drafting, cls.inputs = built, inputs
            return _drafts(cls.drafting, sources)


def draft_batch(
    inputs: DraftInputs, rebuild: Callable[[Path], Drafting], sources: Sequence[SourceText]
) -> list[Drafted]:
    """Draft some articles in a worker. Raises WorkerDiffersError if it sees another project."""
    return _Worker.draft(inputs, rebuild, sources)
