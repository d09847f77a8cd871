"""New articles are read by several processes, and say the same."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.projects import FRONT

from generator import executors
from generator.articles import read_article
from generator.memo import Memo
from generator.project import read_ahead
from generator.text.source import SourceText

SOURCES = [
    SourceText(f"content/articles/a{number}.md", f"{FRONT}[Ann]{{person=ann-roe}} spoke{bracket} {number} times.\n")
    for number, bracket in enumerate(["", "[", "", "]{"])
]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "_FEW", 2)


def give(root: Path, workers: str) -> None:
    """Give the option to a project."""
    (root / "mkdocs.yml").write_text(f"plugins:\n  - communique:\n      workers: {workers}\n", "utf-8")


@pytest.mark.slow
def test_spawned_processes_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    give(tmp_path, "2")
    memo = Memo()
    assert read_ahead.read_ahead(tmp_path, SOURCES, memo) == ()
    assert all(memo.knows(source.path, read_article, source) for source in SOURCES)
    assert [memo(source.path, read_article, source) for source in SOURCES] == list(map(read_article, SOURCES))
    assert memo.misses == len(SOURCES)


def test_only_what_is_new_is_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    @contextmanager
    def threads(_workers: object) -> Iterator[tuple[Executor, int]]:
        with ThreadPoolExecutor(1) as opened:
            yield opened, 1

    handed: list[list[SourceText]] = []
    submit = executors.submit
    monkeypatch.setattr(executors, "open_executor", threads)
    monkeypatch.setattr(executors, "submit", lambda *given: (handed.append(given[2]), submit(*given))[1])
    memo = Memo()
    for _ in range(2):
        read_ahead.read_ahead(tmp_path, SOURCES[:2], memo)
    read_ahead.read_ahead(tmp_path, SOURCES, memo)
    assert handed == [SOURCES[:2], SOURCES[2:]]


def test_workers_that_are_not_there_are_told(tmp_path: Path):
    give(tmp_path, "tcp://scheduler")
    (told,) = read_ahead.read_ahead(tmp_path, SOURCES, Memo())
    assert (told.rule, told.severity) == ("workers-are-available", "warning")
    assert "this process works alone" in told.message
