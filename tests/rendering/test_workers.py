"""Workers of any kind write what one process does: they get lists of paths, and make the rest themselves."""

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from support.sites import copy_project, files, make

from generator.rendering import build, workers
from generator.rendering.worker_site import WorkerInputs


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("workers") / "project")


@pytest.fixture(scope="module")
def site(root: Path) -> dict[str, bytes]:
    make(root, root / "alone")
    return files(root / "alone")


def write_through(
    monkeypatch: pytest.MonkeyPatch, executor: object, change=lambda inputs: inputs, *, shares: bool = False
) -> list[int]:
    """Let builds write through an executor; how many paths each worker wrote."""
    written: list[int] = []

    def write(make_inputs, writer, paths, kept, log):
        made = workers.write_with(executor, change(make_inputs()), writer, sorted(paths), kept, 4, log, shares=shares)
        written.append(len(made[0].pages))
        return made

    monkeypatch.setattr(build, "write_pages", write)
    return written


@pytest.mark.slow
def test_spawned_workers_read_the_project_themselves(root: Path, site, tmp_path: Path, monkeypatch):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        written = write_through(monkeypatch, executor)
        assert make(root, tmp_path / "site") == []
        assert written[0] > 100
    assert files(tmp_path / "site") == site


class Idle(Executor):
    """Begins nothing."""

    def submit(self, *_: object) -> Future[None]:
        return Future()


@pytest.mark.slow
def test_the_build_writes_what_no_worker_has_begun(root: Path, site, tmp_path: Path, monkeypatch):
    written = write_through(monkeypatch, Idle(), shares=True)
    assert make(root, tmp_path / "site") == []
    assert written[0] > 100
    assert files(tmp_path / "site") == site


@pytest.mark.slow
def test_threads_write_one_after_the_other(root: Path, site, tmp_path: Path, monkeypatch):
    with ThreadPoolExecutor(3) as executor:
        write_through(monkeypatch, executor)
        make(root, tmp_path / "site")
    assert files(tmp_path / "site") == site


@pytest.mark.sample(1)
@pytest.mark.parametrize("part", ["key", "inputs", "shells"])
def test_a_worker_that_sees_another_project_leaves_the_pages_to_the_build(
    root: Path, site, tmp_path: Path, monkeypatch, part: str
):
    other = {"key": b"x", "inputs": b"x", "shells": {}}[part]

    def change(inputs: WorkerInputs) -> WorkerInputs:
        return replace(inputs, **{part: other})

    with ThreadPoolExecutor(1) as executor:
        write_through(monkeypatch, executor, change)
        make(root, tmp_path / "site")
    assert files(tmp_path / "site") == site
