"""One input, one site: whoever lists the files, on any day, with one worker or many."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest
from support.sites import copy_project, files, make
from support.tiers import sample
from support.tools import python

from generator import executors


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("order") / "project")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """As one process writes it."""
    place = tmp_path_factory.mktemp("order") / "alone"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "can_fork", lambda: False)
        make(root, place)
    return files(place)


class Listed:
    """A folder's entries, one by one and closed like those of the system."""

    def __init__(self, entries: list[os.DirEntry[str]]) -> None:
        self.entries = iter(entries)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> os.DirEntry[str]:
        return next(self.entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


# A process of its own: one with threads, as a worker of pytest's is, would not fork.
WITH_WORKERS = """
import os, sys
from generator import executors
from generator.rendering import workers
from mkdocs.__main__ import cli

real, number = executors.ProcessPoolExecutor, int(sys.argv.pop(1))
def counted(count, *rest, **options):
    print("workers:", count)
    return real(count, *rest, **options)

os.cpu_count = lambda: number
executors.ProcessPoolExecutor, workers._FEW = counted, 1
cli()
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("count", sample([2, 3, 7], 1))
def test_many_workers_write_what_one_does(root: Path, site: dict[str, bytes], tmp_path: Path, count: int):
    done = python(["-c", WITH_WORKERS, str(count), "build", "-q", "-d", str(tmp_path / "site")], root)
    assert done.stdout == f"workers: {count - 1}\n", done.stderr  # and the build itself
    assert files(tmp_path / "site") == site


@pytest.mark.parametrize("seed", sample([1, 2], 1))
def test_the_order_in_which_a_disk_lists_its_files_changes_no_byte(
    root: Path, site: dict[str, bytes], tmp_path: Path, monkeypatch, seed: int
):
    pick, scandir, listdir = random.Random(seed), os.scandir, os.listdir  # noqa: S311
    moved: list[bool] = []

    def shuffled(found: list) -> list:
        before = list(found)
        pick.shuffle(found)
        moved.append(before != found)
        return found

    def scanned(path: str | int = ".") -> Listed:
        with scandir(path) as found:
            return Listed(shuffled(list(found)))

    monkeypatch.setattr(os, "scandir", scanned)
    monkeypatch.setattr(os, "listdir", lambda path=".": shuffled(listdir(path)))
    make(root, tmp_path / "site")
    assert any(moved)
    assert files(tmp_path / "site") == site


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("faketime"), reason="Debian's faketime is not installed")
@pytest.mark.parametrize("day", sample(["1999-12-31 23:59:58", "2031-02-28 12:00:00", "2037-06-01 00:00:00"], 1))
def test_another_day_of_the_whole_system_changes_no_byte(root: Path, site: dict[str, bytes], tmp_path: Path, day: str):
    """Its clock, and the times of all files with it."""
    run = ["faketime", day, sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": day[:4], "TZ": "Asia/Kathmandu"}
    done = subprocess.run(run, cwd=root, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert files(tmp_path / "site") == site
