"""A build is killed at random moments, alone or amid its workers: the next makes the site that a clean one does."""

import logging
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from disturbed import child, was_killed
from support import sample
from support.sites import age, copy_project, files, make
from support.tiers import scale

from generator.rendering.site_dir import UNFINISHED

KILLS = {True: scale(3, 24), False: scale(2, 12)}
"""How often a build is killed, by whether it is fast."""
RECORD = f"content/records/persons/{sample.MINISTER}.yaml"
TEMPLATE = "site_templates/words/en.yaml"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
States = tuple[Callable[[], None], ...]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def states(root: Path) -> States:
    """The project as it is; with another record; with other words, for which each page is made anew."""
    texts = {name: (root / name).read_text("utf-8") for name in (RECORD, TEMPLATE)}

    def lay(**changed: str) -> None:
        for name, text in (texts | changed).items():
            if (root / name).read_text("utf-8") != text:
                (root / name).write_text(text, "utf-8")

    record = texts[RECORD].replace("name: ", "name: The honourable ", 1)
    words = texts[TEMPLATE].replace("Meetings", "Encounters")
    assert record != texts[RECORD]
    assert words != texts[TEMPLATE]
    return lay, lambda: lay(**{RECORD: record}), lambda: lay(**{TEMPLATE: words})


DONE = 7


def start(root: Path, site: Path) -> int:
    """A build in a process of its own, that ends with DONE where it came to its end; its log is beside the site."""

    def build() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        logging.getLogger("mkdocs").addHandler(logging.FileHandler(site.with_suffix(".log"), "w"))
        logging.getLogger("mkdocs").setLevel(logging.INFO)
        make(root, site)
        os._exit(DONE)

    return child(build)


def done(pid: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == DONE


def held_by(site: Path, root: Path) -> set[int]:
    """The processes that have a file of the project or its site open."""
    found = set()
    for handle in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = handle.readlink()
        except OSError:
            continue
        if target.is_relative_to(root) or target.is_relative_to(site):
            found.add(int(handle.parts[2]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("is_fast", [True, False], ids=["fast", "slow"])
def test_a_kill_at_a_random_moment_is_healed_by_the_next_build(root: Path, tmp_path: Path, *, is_fast: bool):
    """The site stays as it was until then, file by file, and the next build says that it healed it."""
    pick = random.Random(7)  # noqa: S311 -- the same moments every time
    site, changes, clean, whole = tmp_path / "site", states(root)[: 3 if is_fast else 2], [], 0.0
    if not is_fast:
        slow(root)
    for number, change in enumerate(changes):
        change()
        begun = time.perf_counter()
        assert done(start(root, tmp_path / f"clean-{number}"))
        whole = max(whole, time.perf_counter() - begun)
        clean.append(files(tmp_path / f"clean-{number}"))
    killed, is_whole = 0, False
    for _ in range(KILLS[is_fast]):
        which = pick.randrange(len(changes))
        changes[which]()
        if pick.random() < 0.5:
            age(root)
        if pick.random() < 0.3:
            shutil.rmtree(site, ignore_errors=True)
            is_whole = False
        for _ in range(pick.choice([1, 1, 1, 2, 3])):
            pid = start(root, site)
            time.sleep(pick.uniform(0, whole))
            os.kill(pid, signal.SIGKILL)
            killed += was_killed(pid)
            assert_old_or_new(site, clean, is_whole=is_whole)
        is_left = (site / UNFINISHED).exists()
        assert done(start(root, site))
        is_whole = True
        assert not is_left or "the last build of this site was interrupted" in site.with_suffix(".log").read_text()
        assert files(site) == clean[which]
        assert not [path.name for path in site.iterdir() if path.name.startswith(".")]
    assert killed >= KILLS[is_fast] // 2


def slow(root: Path) -> None:
    """Let MkDocs write every page."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n  - communique\n", "\n  - communique: {fast: false}\n"), "utf-8")
    assert path.read_text("utf-8") != text


def assert_old_or_new(site: Path, sites: list[dict[str, bytes]], *, is_whole: bool) -> None:
    """Each file is as one of the finished builds wrote it; where the site was whole, none is missing."""
    found = {path: data for path, data in files(site).items() if not path.startswith(".")}
    assert not [path for path, data in found.items() if data not in [each.get(path) for each in sites]]
    assert not is_whole or set.intersection(*(set(each) for each in sites)) <= found.keys()


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir() or (os.cpu_count() or 1) < 2, reason="needs /proc, and two cores"
)
def test_the_workers_of_a_killed_build_end_with_it_and_let_others_build(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    pid, workers, deadline = start(root, site), set[int](), time.monotonic() + 60
    while not workers and time.monotonic() < deadline:
        workers = held_by(site, root) - {pid, os.getpid()}
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    assert was_killed(pid), "the build was over before its workers were seen"
    while held_by(site, root) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not held_by(site, root)
    assert done(start(root, site))
