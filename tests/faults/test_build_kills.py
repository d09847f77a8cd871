"""A build is killed at random moments, alone or amid its workers: the next makes the site that a clean one does."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from disturbed import child, was_killed
from support.sites import age, copy_project, files, make
from support.tiers import scale

KILLS = scale(4, 24)
RECORD = "content/records/persons/marco-rubio.yaml"
TEMPLATE = "site_templates/words/en.yaml"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
States = tuple[Callable[[], None], ...]


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return copy_project(tmp_path_factory.mktemp("killed") / "project")


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
    """A build in a process of its own, that ends with DONE where it came to its end."""

    def build() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
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


def test_a_kill_at_a_random_moment_is_healed_by_the_next_build(root: Path, tmp_path: Path):
    pick = random.Random(7)  # noqa: S311 -- the same moments every time
    site, changes, clean, whole = tmp_path / "site", states(root), [], 0.0
    for number, change in enumerate(changes):
        change()
        begun = time.perf_counter()
        assert done(start(root, tmp_path / f"clean-{number}"))
        whole = max(whole, time.perf_counter() - begun)
        clean.append(files(tmp_path / f"clean-{number}"))
    killed = 0
    for _ in range(KILLS):
        which = pick.randrange(len(changes))
        changes[which]()
        if pick.random() < 0.5:
            age(root)
        if pick.random() < 0.3:
            shutil.rmtree(site, ignore_errors=True)
        for _ in range(pick.choice([1, 1, 1, 2, 3])):
            pid = start(root, site)
            time.sleep(pick.uniform(0, whole))
            os.kill(pid, signal.SIGKILL)
            killed += was_killed(pid)
            assert_old_or_new(site, clean)
        assert done(start(root, site))
        assert files(site) == clean[which]
        assert not [path.name for path in site.iterdir() if path.name.startswith(".")]
    assert killed >= scale(1, 12)


def assert_old_or_new(site: Path, sites: list[dict[str, bytes]]) -> None:
    """Each file of a site is whole: as one of the finished builds wrote it."""
    found = {path: data for path, data in files(site).items() if not path.startswith(".")}
    assert not [path for path, data in found.items() if data not in [each.get(path) for each in sites]]


@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir() or (os.cpu_count() or 1) < 2, reason="needs /proc, and two cores"
)
def test_the_workers_of_a_killed_build_end_with_it_and_let_others_build(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    pid, workers, deadline = start(root, site), set[int](), time.monotonic() + 60
    while len(workers) < 2 and time.monotonic() < deadline:
        workers = held_by(site, root) - {pid, os.getpid()}
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    assert was_killed(pid), "the build was over before its workers were seen"
    while held_by(site, root) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not held_by(site, root)
    assert done(start(root, site))
