"""A cluster without workers: the work says so, waits a while, and ends with an error."""

from concurrent.futures import CancelledError, Executor, Future

import pytest

from generator import cluster
from generator.cluster import LIMIT, ClusterExecutor, WorkerAbsence, WorkersError

ADDRESS = "tcp://scheduler:8786"


def said(absence: WorkerAbsence, begin: int, end: int) -> list[int]:
    """The seconds at which something is said while there is no worker."""
    return [now for now in range(begin, end) if absence.look(now, has_workers=False)]


def test_it_is_said_after_a_few_seconds_and_rarely_again():
    absence = WorkerAbsence(ADDRESS)
    assert said(absence, 1000, 1000 + LIMIT) == [1005, 1065, 1125, 1185, 1245]
    message = WorkerAbsence(ADDRESS)
    message.look(0, has_workers=False)
    text = message.look(7, has_workers=False)
    assert text.startswith("no worker at tcp://scheduler:8786 for 7 seconds; the work waits: ")
    assert "`dask worker tcp://scheduler:8786`" in text


def test_it_ends_with_an_error_unless_a_worker_comes():
    absence = WorkerAbsence(ADDRESS)
    said(absence, 0, LIMIT)
    assert absence.look(LIMIT - 1, has_workers=True) == ""
    assert said(absence, LIMIT, LIMIT + 10) == [LIMIT + 5]
    said(absence, LIMIT + 10, 2 * LIMIT)
    with pytest.raises(WorkersError, match=r"for 5 minutes; start one with `dask worker"):
        absence.look(2 * LIMIT, has_workers=False)


class Idle(Executor):
    """Takes tasks, and does none."""

    def __init__(self) -> None:
        self.futures: list[Future[int]] = []

    def submit(self, *_: object) -> Future[int]:
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PAUSE", 0.001)


@pytest.mark.usefixtures("no_pause")
@pytest.mark.parametrize("raises", [False, True])
def test_tasks_of_a_cluster_without_workers_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, raises: bool
):
    def has_workers() -> bool:
        if raises:
            raise OSError
        return False

    monkeypatch.setattr(cluster, "_FIRST", 0)
    monkeypatch.setattr(cluster, "LIMIT", 0.5)
    idle = Idle()
    executor = ClusterExecutor(idle, ADDRESS, has_workers)
    pending = executor.submit(len, "abc")
    with pytest.raises(WorkersError):
        pending.result(60)
    with pytest.raises(WorkersError):
        executor.submit(len, "abc")
    assert "the work waits" in capsys.readouterr().err
    idle.futures[0].set_result(3)  # a worker came too late


@pytest.mark.usefixtures("no_pause")
def test_results_and_errors_of_a_cluster_are_passed_on():
    idle = Idle()
    with ClusterExecutor(idle, ADDRESS, lambda: True) as executor:
        one, two, three = (executor.submit(len, "abc") for _ in range(3))
        idle.futures[0].set_result(3)
        idle.futures[1].set_exception(ValueError("of the task"))
        idle.futures[2].cancel()
        idle.futures[2].set_running_or_notify_cancel()
        assert one.result(60) == 3
        with pytest.raises(ValueError, match="of the task"):
            two.result(60)
        with pytest.raises(CancelledError):
            three.result(60)
