"""Reads many new articles with as many processes as are worthwhile, before a project is loaded."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.articles import read_article
from generator.articles.model import Article
from generator.diagnostics.problem import Problem
from generator.memo import Memo, Memoize
from generator.text.source import SourceText

_FEW = 64
_LONGEST = 32
_Read = tuple[Article | None, tuple[Problem, ...]]


def read_ahead(root: Path, articles: Sequence[SourceText], remember: Memoize) -> tuple[Problem, ...]:
    """Let a memo know what articles say that are new to it; a problem if the workers of the project can't be had.

    Records are not worth it: they are read in less time than it takes to hand them back.
    """
    if not isinstance(remember, Memo):
        return ()
    new = [source for source in articles if not remember.knows(source.path, read_article, source)]
    if len(new) < _FEW:
        return ()
    from generator import executors  # noqa: PLC0415 -- it loads what starts processes, and most commands start none
    from generator.cluster import WorkersError  # noqa: PLC0415

    try:
        with executors.open_executor(executors.configured_workers(root)) as opened:
            if opened is None:
                return ()
            batches = [new[start : start + _LONGEST] for start in range(0, len(new), _LONGEST)]
            pending = [(batch, executors.submit(opened[0], _read, batch)) for batch in batches]
            for batch, future in pending:
                results = executors.result(future, partial(_read, batch))
                for source, found in zip(batch, results, strict=True):
                    remember.put(source.path, read_article, (source,), found)
    except WorkersError as error:
        return (executors.workers_problem(root, error),)
    return ()


def _read(sources: Sequence[SourceText]) -> list[_Read]:
    return [read_article(source) for source in sources]
