"""Many articles are drafted by several processes, and the drafts are the same."""

import os
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest
from support.projects import FRONT

from generator import executors
from generator.diagnostics.problem import Problem
from generator.drafting import session, workers
from generator.drafting.session import DraftedArticle, ProjectDrafter, draft_articles

NAMES = [f"report-{number}" for number in range(5)]
TEXT = "Ann Roe met envoy Bo Lind in Oslo on Tuesday. “We agreed,” Roe said. Round {number}.\n\nAda [Ek]{{person=x\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(session, "_MANY", 2)
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "records/persons").mkdir(parents=True)
    (folder / "records/persons/ann-roe.yaml").write_text("name: Ann Roe\n", "utf-8")
    for number, name in enumerate(NAMES):
        (folder / f"articles/{name}.md").write_text(FRONT + TEXT.format(number=number), "utf-8")
    return tmp_path


def give(root: Path, workers: str) -> None:
    """Give the option to a project."""
    (root / "mkdocs.yml").write_text(f"plugins:\n  - communique:\n      workers: {workers}\n", "utf-8")


def alone(root: Path) -> tuple[tuple[DraftedArticle, ...], tuple[Problem, ...]]:
    give(root, "1")
    drafts, problems = draft_articles(root, NAMES)
    assert [len(each.draft.proposals) > 2 for each in drafts] == [True] * len(NAMES)
    assert problems  # Each text has a bracket that nothing closes.
    return drafts, problems


@pytest.mark.slow
def test_spawned_processes_draft_the_same(root: Path, monkeypatch: pytest.MonkeyPatch):
    expected = alone(root)
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    monkeypatch.setattr(workers, "_drafts", _refuse)
    give(root, "2")
    assert draft_articles(root, NAMES) == expected


def _refuse(*_: object) -> None:
    raise AssertionError("this process drafts nothing")


class Dying(ProcessPoolExecutor):
    """Its processes end as if they were killed."""

    def submit(self, *_: object) -> Future[None]:
        return super().submit(os._exit, 1)


@pytest.mark.slow
def test_what_a_killed_process_leaves_is_drafted_here(root: Path, monkeypatch: pytest.MonkeyPatch):
    expected = alone(root)
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    monkeypatch.setattr(executors, "ProcessPoolExecutor", Dying)
    give(root, "2")
    assert draft_articles(root, NAMES) == expected


def test_a_worker_that_sees_another_project_refuses(root: Path):
    given = ProjectDrafter(root)
    inputs = workers.DraftInputs(str(root), workers.digest(given.project), ProjectDrafter)
    (root / "content/records/persons/ann-roe.yaml").write_text("name: Ann Poe\n", "utf-8")
    with pytest.raises(executors.WorkerDiffersError):
        workers.draft_batch(inputs, given.project.articles)


@pytest.mark.parametrize("value", ["none", "0", "[1]", "tcp://scheduler"])
def test_wrong_workers_are_told_and_the_drafts_are_made_here(root: Path, value: str):
    drafts, problems = alone(root)
    give(root, value)
    found, more = draft_articles(root, NAMES)
    assert found == drafts
    (told,) = set(more) - set(problems)
    assert (told.rule, told.span.source.path) == ("workers-are-available", "mkdocs.yml")
    assert value in told.span.source.text[told.span.start : told.span.end]


def test_workers_that_only_mkdocs_knows_are_up_to_this_machine(root: Path):
    give(root, "!ENV WORKERS")
    assert executors.configured_workers(root) is None


def test_few_articles_start_no_process(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(executors, "ProcessPoolExecutor", _refuse)
    give(root, "2")
    assert len(draft_articles(root, NAMES[:1])[0]) == 1
