"""`extract` is killed at every line of the code that writes, and at random moments: nothing is ever lost or torn."""

import os
import random
import signal
import time

import pytest
from disturbed import MEETING, WESTOFF, child, extract, facts, hidden, kill_at_line, lay, stages, visible, was_killed
from support.tiers import scale

from generator import pipeline
from generator.diagnostics.problem import failed
from generator.project import journal
from generator.project.files import read_project

KILLS = scale(4, 150)
NOTE = b"# A person's note.\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """Waiting for the disk guards against a loss of power, which no test can make; without it the tests are quick."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "sync", lambda: None)


def whole(root, start, end):
    """Every file is the old one or the new one, and what lies beside them is not taken for input."""
    for name, data in visible(root).items():
        assert data in (start.get(name), end.get(name)), name
    assert {name for name in start if name in end} <= set(visible(root))
    project, problems = read_project(root)
    assert not problems
    assert {source.path for source in (*project.records, *project.facts)} <= {*start, *end}


def lines(root, start, work) -> int:
    """How many lines of the code that writes a run takes, at most."""
    low, high = 1, 1
    while True:
        lay(root, start)
        if not was_killed(child(lambda at=high: kill_at_line(at, work))):
            break
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        lay(root, start)
        low, high = (middle, high) if was_killed(child(lambda at=middle: kill_at_line(at, work))) else (low, middle)
    return low


def test_a_kill_at_any_line_of_writing_is_healed_by_the_next_run(tmp_path):
    start, end = stages(tmp_path)
    lay(tmp_path, start)
    changes, _ = pipeline.extract(tmp_path)
    last = lines(tmp_path, start, lambda: journal.write(tmp_path, changes))
    assert last > 300
    torn = 0
    for line in range(1, last + 1, scale(48, 1)):
        lay(tmp_path, start)
        assert was_killed(child(lambda at=line: kill_at_line(at, lambda: journal.write(tmp_path, changes))))
        whole(tmp_path, start, end)
        torn += visible(tmp_path) not in (start, end)
        assert not extract(tmp_path), line
        assert visible(tmp_path) == end, line
        assert not hidden(tmp_path), line
    assert torn > scale(0, 20)


@pytest.mark.slow
def test_a_kill_while_a_killed_run_is_finished_is_healed_too(tmp_path):
    start, end = stages(tmp_path)
    lay(tmp_path, start)
    changes, _ = pipeline.extract(tmp_path)
    last = lines(tmp_path, start, lambda: journal.write(tmp_path, changes))
    pick = random.Random(3)  # noqa: S311
    for _ in range(scale(5, 60)):
        lay(tmp_path, start)
        for _ in range(3):
            at = pick.randint(last // 4, last)
            was_killed(child(lambda at=at: kill_at_line(at, lambda: extract(tmp_path))))
            whole(tmp_path, start, end)
        assert not extract(tmp_path)
        assert visible(tmp_path) == end
        assert not hidden(tmp_path)


def test_a_kill_at_a_random_moment_is_healed_by_the_next_run(tmp_path):
    start, end = stages(tmp_path)
    lay(tmp_path, start)
    begun = time.perf_counter()
    extract(tmp_path)
    longest = time.perf_counter() - begun
    pick = random.Random(1)  # noqa: S311
    killed = 0
    for _ in range(KILLS * 10):
        if killed == KILLS:
            break
        lay(tmp_path, start)
        pid = child(lambda: extract(tmp_path))
        time.sleep(pick.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        if was_killed(pid):
            killed += 1
        else:  # the machine is faster than in the run that was timed
            longest *= 0.9
        whole(tmp_path, start, end)
        assert not extract(tmp_path)
        assert visible(tmp_path) == end
        assert not hidden(tmp_path)
    assert killed == KILLS


@pytest.mark.sample(1)
@pytest.mark.parametrize("path", [MEETING, WESTOFF])
def test_a_person_who_edits_after_a_kill_loses_nothing_and_gets_all_facts(tmp_path, path):
    start, _ = stages(tmp_path)
    wanted = facts(tmp_path)
    lay(tmp_path, start)
    changes, _ = pipeline.extract(tmp_path)
    last = lines(tmp_path, start, lambda: journal.write(tmp_path, changes))
    for line in range(1, last + 1, scale(120, 7)):
        lay(tmp_path, start)
        was_killed(child(lambda at=line: kill_at_line(at, lambda: journal.write(tmp_path, changes))))
        (tmp_path / path).write_bytes((tmp_path / path).read_bytes() + NOTE)
        assert not failed(extract(tmp_path)), line
        assert (tmp_path / path).read_bytes().endswith(NOTE), line
        assert facts(tmp_path) == wanted, line
        assert not hidden(tmp_path), line
        assert not extract(tmp_path), line
