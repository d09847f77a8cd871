"""Writes pages with as many processes as are worthwhile, on any executor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor, Future
from functools import partial
from itertools import chain
from logging import Logger
from typing import TypeAlias

from mkdocs.exceptions import PluginError

from generator import executors
from generator.cluster import WorkersError
from generator.diagnostics.problem import Problem
from generator.executors import WorkerState, open_executor, result, submit
from generator.incremental.record_values import RecordValues
from generator.rendering.page_writer import PageWriter, WrittenBatch, WrittenPage, samples
from generator.rendering.worker_site import WorkerInputs, rebuild_writer

_FEW = 64
_SHARE = 16
"""A process that inherits a site costs as much as writing one in so many of its kept pages."""
_BATCHES, _LONGEST = 16, 128
"""So many batches for each process, of so many pages at most: pages take very different times."""
_NO_FOLDER = frozenset[str]()
_Pending: TypeAlias = tuple[Sequence[str], AbstractSet[str], Future[WrittenBatch]]
"""The paths of a batch, the folders whose pages are rendered in full, and the result."""


def write_pages(
    make_inputs: Callable[[], WorkerInputs],
    writer: PageWriter,
    paths: Iterable[str],
    kept: AbstractSet[str],
    log: Logger,
) -> tuple[WrittenBatch, AbstractSet[str]]:
    """Write pages, and `kept` pages whose folder must be rendered in full; return these folders.

    Many pages are written by several processes: those that the option `workers` asks for, else as many as there are
    processors, where the system can fork. How many that is depends on the site, all of which a process has to inherit.
    `make_inputs` gives what other processes have to know.
    Raises PluginError where there is no such worker.
    """
    paths = sorted(paths)
    if len(paths) < max(_FEW, len(kept) // _SHARE):
        return _write_here(writer, paths, kept, log)
    writer.plan.templates.compile()
    inputs = make_inputs()
    shares = executors.can_fork() and not isinstance(inputs.workers, str)
    try:
        with _WRITER.inherited(inputs, writer), open_executor(inputs.workers, with_this_one=shares) as opened:
            if opened is None:
                return _write_here(writer, paths, kept, log)
            executor, count = opened
            return write_with(executor, inputs, writer, paths, kept, count * _BATCHES, log, shares=shares)
    except WorkersError as error:
        raise PluginError(str(error)) from None


def write_with(
    executor: Executor,
    inputs: WorkerInputs,
    writer: PageWriter,
    paths: Sequence[str],
    kept: AbstractSet[str],
    count: int,
    log: Logger,
    *,
    shares: bool = False,
) -> tuple[WrittenBatch, AbstractSet[str]]:
    """Write pages with an executor in at least `count` batches; this process writes what its workers cannot.

    If it `shares` the work, it also writes batches that no worker has begun: forked workers copy the memory that they
    use, so that one less saves a third of it on two processors.

    A unit of work is a list of paths. The exports about the whole site go first, a group to a process: they take
    longest. Meanwhile the samples are written here: they tell which folders' pages are to be rendered in full.
    """
    first = _groups(writer, paths)
    pending: list[_Pending] = [
        (paths, _NO_FOLDER, submit(executor, _write, inputs, paths, _NO_FOLDER)) for paths in first
    ]
    sample = samples(writer.files) & set(paths)
    here, in_full = writer.write_samples(sorted(sample), log)
    rest = _ordered(writer, {*paths, *_late(kept, in_full)}.difference(sample, *first))
    batches = _batches(rest, min(_LONGEST, len(rest) // count))
    pending += [(paths, in_full, submit(executor, _write, inputs, paths, in_full)) for paths in batches]
    return _joined([here, *_results(pending, writer, shares=shares)], writer.plan.values), in_full


def _results(pending: Sequence[_Pending], writer: PageWriter, *, shares: bool) -> Iterator[WrittenBatch]:
    """The results of batches in their order; this process begins with the last, if it shares the work."""
    here = dict[int, WrittenBatch]()
    for number in range(len(pending) - 1, -1, -1) if shares else ():
        paths, folders, future = pending[number]
        if future.cancel():
            here[number] = writer.write(paths, folders)
            writer.forget()
    for number, (paths, folders, future) in enumerate(pending):
        yield here.get(number) or _shared(result(future, partial(writer.write, paths, folders)))


def _shared(batch: WrittenBatch) -> WrittenBatch:
    """A batch of another process, with the strings of this one."""
    return batch._replace(pages=[page.shared() for page in batch.pages])


def _write_here(
    writer: PageWriter, paths: Sequence[str], kept: AbstractSet[str], log: Logger
) -> tuple[WrittenBatch, AbstractSet[str]]:
    sample, whole = samples(writer.files) & set(paths), _groups(writer, paths)
    first, in_full = writer.write_samples(sorted(sample), log)
    rest = _ordered(writer, {*paths, *_late(kept, in_full)}.difference(sample, *whole))
    written = (writer.write(batch, in_full) for batch in (*whole, *_batches(rest, _LONGEST)))
    return _joined(chain([first], written), writer.plan.values), in_full


def _groups(writer: PageWriter, paths: Iterable[str]) -> list[Sequence[str]]:
    """The exports about the whole site among some paths: those of a group share what they look up."""
    exports = writer.plan.exports
    whole = [path for path in paths if path in exports and exports[path].subject is None]
    groups = sorted({exports[path].group for path in whole}, reverse=True)
    return [[path for path in whole if exports[path].group == group] for group in groups]


def _ordered(writer: PageWriter, paths: Iterable[str]) -> list[str]:
    """Exports before pages: who made those of the whole site has half of the others' data, and need not keep it."""
    return sorted(paths, key=lambda path: (path not in writer.plan.exports, path))


def _batches(paths: Sequence[str], size: int) -> list[Sequence[str]]:
    size = max(1, size)
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def _late(kept: AbstractSet[str], in_full: AbstractSet[str]) -> Iterable[str]:
    return (path for path in kept if path.endswith(".md") and path.rpartition("/")[0] in in_full)


def _joined(batches: Iterable[WrittenBatch], values: RecordValues) -> WrittenBatch:
    """All batches as one; the plan gets the values that other processes made."""
    pages, problems = list[WrittenPage](), list[Problem]()
    for batch in batches:
        pages += batch.pages
        problems += batch.problems
        values.add(batch.values)
    return WrittenBatch(pages, problems, {})


_WRITER = WorkerState(rebuild_writer)


def _write(inputs: WorkerInputs, paths: Sequence[str], in_full: AbstractSet[str]) -> WrittenBatch:
    def write(writer: PageWriter) -> WrittenBatch:
        written = writer.write(paths, in_full)
        writer.forget()
        return written

    return _WRITER.use(inputs, write)
