"""The option `workers`: processes, or a cluster that is reached over a network."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from support.sites import configuration, copy_project, files, make

from generator import cluster as clusters
from generator import executors
from generator.cluster import WorkersError
from generator.rendering.page_writer import PageWriter
from generator.rendering.site_dir import UNFINISHED

SECONDS = 120


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("cluster") / "project")


@pytest.fixture(scope="module")
def site(root: Path) -> dict[str, bytes]:
    make(root, root / "alone")
    return files(root / "alone")


def give(root: Path, value: object) -> None:
    """Give the option to a project."""
    text = configuration().replace("  - communique\n", f"  - communique: {{workers: {json.dumps(value)}}}\n")
    (root / "mkdocs.yml").write_text(text, "utf-8")


@pytest.fixture
def written_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that this process writes, other than the samples."""
    paths: list[str] = []
    write = PageWriter.write
    monkeypatch.setattr(PageWriter, "write", lambda *given: (paths.extend(given[1]), write(*given))[1])
    return paths


@pytest.mark.parametrize("value", [1, 16, "tcp://scheduler:8786", "tls://10.0.0.1:8786", "tcp://[::1]:8786"])
def test_workers_are_a_number_or_an_address(value: int | str):
    assert executors.check_workers(value) == value


@pytest.mark.parametrize("value", [0, -1, True, 2.5, "4", "scheduler:8786", "tcp://scheduler", "http://a:80", [2], ""])
def test_anything_else_is_refused(value: object):
    with pytest.raises(WorkersError, match=r"tcp://scheduler:8786"):
        executors.check_workers(value)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkersError, match=r"communique\[cluster\]"), executors.open_executor("tcp://a:1"):
        pass


def test_one_worker_is_this_process():
    with executors.open_executor(1) as opened:
        assert opened is None


class Dying(ProcessPoolExecutor):
    """Its processes end as if they were killed."""

    def submit(self, *_: object) -> Future[None]:
        return super().submit(os._exit, 1)


@pytest.mark.slow
def test_spawned_processes_write_the_same_bytes(root: Path, site, tmp_path: Path, monkeypatch, written_here):
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    give(root, 2)
    assert make(root, tmp_path / "site") == []
    assert files(tmp_path / "site") == site
    assert not written_here


@pytest.mark.slow
def test_the_build_writes_what_a_killed_process_leaves(root: Path, site, tmp_path: Path, monkeypatch, written_here):
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    monkeypatch.setattr(executors, "ProcessPoolExecutor", Dying)
    give(root, 2)
    assert make(root, tmp_path / "site") == []
    assert files(tmp_path / "site") == site
    assert written_here


def start(stack: ExitStack, *words: str) -> subprocess.Popen[bytes]:
    """A process of the cluster, which ends with the test."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", *words], **quiet)
    stack.callback(process.wait, SECONDS)
    stack.callback(process.kill)
    return process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed")
    known = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        local = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(known))
        start(stack, "distributed.cli.dask_scheduler", *local)
        end = time.monotonic() + SECONDS
        while not known.is_file() or not known.read_text("utf-8").endswith("}"):
            assert time.monotonic() < end
            time.sleep(0.1)
        address = json.loads(known.read_text("utf-8"))["address"]
        own = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "space"))
        both = [start(stack, "distributed.cli.dask_worker", address, *own) for _ in range(2)]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, SECONDS)
        yield address, both


@pytest.mark.slow
def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(
    root: Path, site, tmp_path: Path, cluster, written_here
):
    address, (first, _) = cluster
    give(root, address)
    unfinished = tmp_path / "site" / UNFINISHED

    def kill() -> None:
        while sum(1 for _ in unfinished.rglob("*.html")) < len(site) // 20:
            time.sleep(0.05)
        first.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    assert make(root, tmp_path / "site") == []
    killer.join(SECONDS)
    assert first.wait(SECONDS) == -signal.SIGKILL
    assert files(tmp_path / "site") == site
    assert len(written_here) < len(site) // 2


@pytest.mark.slow
def test_a_scheduler_out_of_reach_is_named(root: Path, tmp_path: Path, monkeypatch, caplog):
    pytest.importorskip("distributed")
    monkeypatch.setattr(executors, "_SECONDS", 1)
    give(root, "tcp://127.0.0.1:9")
    with pytest.raises(Abort):
        make(root, tmp_path / "site")
    assert "no dask scheduler at tcp://127.0.0.1:9" in caplog.text


@pytest.mark.slow
def test_a_build_ends_if_all_workers_of_a_cluster_are_gone(
    root: Path, tmp_path: Path, cluster, monkeypatch, caplog, capfd
):
    address, workers = cluster
    give(root, address)
    for worker in workers:
        worker.send_signal(signal.SIGKILL)
        worker.wait(SECONDS)
    monkeypatch.setattr(clusters, "_FIRST", 1)
    monkeypatch.setattr(clusters, "LIMIT", 4)
    with pytest.raises(Abort):
        make(root, tmp_path / "site")
    assert f"no worker at {address} for" in caplog.text
    assert "the work waits: start one with `dask worker" in capfd.readouterr().err
    assert not files(tmp_path / "site")
