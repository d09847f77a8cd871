"""A server learns of a change from the system at once, or from MkDocs' observer, and once where both tell of it."""

import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.rendering.file_observer import EachChangeOnce, TwoObservers, with_system_observer

LONGEST = 30.0


class Told:
    """A handler that remembers the paths of events."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.is_told = threading.Event()

    def dispatch(self, event: SimpleNamespace) -> None:
        self.paths.append(event.src_path)
        if not event.is_directory:
            self.is_told.set()


class Observing:
    """An observer that says nothing by itself; one that cannot begin raises an error."""

    def __init__(self, *, fails: bool = False) -> None:
        self.handlers: dict[str, EachChangeOnce] = {}
        self.fails, self.is_running = fails, False

    def schedule(self, event_handler: EachChangeOnce, path: str, *, recursive: bool = False) -> str:
        if self.fails:
            raise OSError(28, "inotify watch limit reached")
        self.handlers[f"{path}{recursive}"] = event_handler
        return f"{path}{recursive}"

    def unschedule(self, watch: str) -> None:
        del self.handlers[watch]

    def start(self) -> None:
        if self.fails:
            raise OSError(24, "inotify instance limit reached")
        self.is_running = True

    def stop(self) -> None:
        self.is_running = False

    def join(self) -> None:
        if self.fails:
            raise RuntimeError("cannot join thread before it is started")
        assert not self.is_running


def event(path: Path, kind: str = "modified", *, to: str = "", is_directory: bool = False) -> SimpleNamespace:
    return SimpleNamespace(event_type=kind, src_path=str(path), dest_path=to, is_directory=is_directory)


def test_a_change_is_passed_on_once(tmp_path: Path):
    file, told = tmp_path / "a.yaml", Told()
    once = EachChangeOnce(told)
    for text in ("one", "other"):
        file.write_text(text)
        once.dispatch(event(file))
        once.dispatch(event(file))
    assert told.paths == [str(file)] * 2
    file.unlink()
    once.dispatch(event(file, "deleted"))
    once.dispatch(event(file, "deleted"))
    assert len(told.paths) == 3


def test_a_change_is_the_same_by_another_path(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "folder/a.yaml").write_text("one")
    told = Told()
    once = EachChangeOnce(told)
    once.dispatch(event(tmp_path / "folder/a.yaml"))
    once.dispatch(event(tmp_path / "link/a.yaml"))
    assert len(told.paths) == 1


def test_a_moved_file_is_new_where_it_came_from_and_where_it_went(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("one")
    told = Told()
    once = EachChangeOnce(told)
    once.dispatch(event(tmp_path / "a.tmp", "moved", to=str(tmp_path / "a.yaml")))
    once.dispatch(event(tmp_path / "a.yaml"))
    once.dispatch(event(tmp_path / "a.tmp", "deleted"))
    assert len(told.paths) == 1


@pytest.mark.parametrize("kind", ["opened", "closed", "closed_no_write", "attrib"])
def test_reading_a_file_is_no_change(tmp_path: Path, kind: str):
    (tmp_path / "a.yaml").write_text("one")
    told = Told()
    EachChangeOnce(told).dispatch(event(tmp_path / "a.yaml", kind))
    assert told.paths == []


def test_each_event_of_a_folder_is_passed_on(tmp_path: Path):
    told = Told()
    once = EachChangeOnce(told)
    for _ in range(2):
        once.dispatch(event(tmp_path, "created", is_directory=True))
    assert len(told.paths) == 2


@pytest.mark.parametrize("fails", [False, True])
def test_polling_goes_on_whatever_the_system_can_observe(*, fails: bool):
    polling, system = Observing(), Observing(fails=fails)
    both = TwoObservers(polling, system)
    watch = both.schedule(Told(), "content", recursive=True)
    assert [*polling.handlers] == ["contentTrue"]
    assert [*system.handlers] == ([] if fails else ["contentTrue"])
    both.start()
    assert polling.is_running
    both.unschedule(watch)
    assert (polling.handlers, system.handlers) == ({}, {})
    both.stop()
    both.join()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's own observer is used")
def test_the_system_tells_of_a_change_that_polling_does_not_see(tmp_path: Path):
    (tmp_path / "persons").mkdir()
    file, told = tmp_path / "persons/a.yaml", Told()
    both = with_system_observer(Observing())
    both.schedule(told, str(tmp_path), recursive=True)
    both.start()
    try:
        file.write_text("one")
        file.replace(tmp_path / "persons/b.yaml")
        assert told.is_told.wait(LONGEST)
    finally:
        both.stop()
        both.join()
    assert {str(file), str(tmp_path / "persons/b.yaml")} & {*told.paths}


def test_elsewhere_mkdocs_observes_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    polling = Observing()
    assert with_system_observer(polling) is polling
