"""Drafts many articles with as many processes as are worthwhile, on the executor of builds."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Protocol

from generator.cluster import WorkersError
from generator.diagnostics.problem import Problem
from generator.drafting.model import Draft
from generator.executors import (
    WorkerDiffersError,
    WorkerState,
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
    """What a worker on any machine needs to draft.

    That is the project's folder, a digest of its files, and what reads them again.
    """

    root: str
    digest: bytes
    rebuild: Callable[[Path], Drafting]


def draft_with_workers(
    root: Path, drafting: Drafting, sources: Sequence[SourceText], rebuild: Callable[[Path], Drafting]
) -> tuple[list[Drafted], tuple[Problem, ...]]:
    """Draft articles in their order; a problem if the workers that the project names can't be had."""
    inputs = DraftInputs(str(root.resolve()), digest(drafting.project), rebuild)
    try:
        with _DRAFTING.inherited(inputs, drafting), open_executor(configured_workers(root)) as opened:
            if opened is None:
                return _drafts(drafting, sources), ()
            executor, count = opened
            size = max(1, min(_LONGEST, len(sources) // (count * _BATCHES)))
            batches = [sources[start : start + size] for start in range(0, len(sources), size)]
            pending = [(batch, submit(executor, draft_batch, inputs, batch)) for batch in batches]
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


def _rebuild(inputs: DraftInputs) -> Drafting:
    drafting = inputs.rebuild(Path(inputs.root))
    if digest(drafting.project) != inputs.digest:
        raise WorkerDiffersError
    return drafting


_DRAFTING = WorkerState(_rebuild)


def draft_batch(inputs: DraftInputs, sources: Sequence[SourceText]) -> list[Drafted]:
    """Draft some articles in a worker. Raises WorkerDiffersError if it sees another project."""
    return _DRAFTING.use(inputs, partial(_drafts, sources=sources))
