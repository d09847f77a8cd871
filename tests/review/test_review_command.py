"""`communique annotate` as a command: the address, the browser, the port."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from review.reviews import project

from generator.annotate_command import annotate
from generator.review import start
from generator.review.server import ReviewServer


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(annotate, ["--root", str(root), "--by", "Ada Moroz", "2025-12-04-talks", *words])
    return result.exit_code, result.output


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The review ends as soon as it is served."""
    monkeypatch.setattr(ReviewServer, "run", lambda _: True)


def test_a_busy_port_is_named(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, output = run(project(tmp_path), "--no-browser", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "is busy; give another one with --port, or none" in output
    assert "Traceback" not in output


@pytest.mark.usefixtures("at_once")
def test_without_a_browser_the_address_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    code, output = run(project(tmp_path))
    assert code == 0
    assert "there is no browser here; open the address" in output
    assert "The review is at http://127.0.0.1:" in output


@pytest.mark.usefixtures("at_once")
def test_a_browser_gets_an_address_that_works_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setenv("BROWSER", "firefox")
    monkeypatch.setattr(start.webbrowser, "open", lambda address: opened.append(address) or True)
    _, output = run(project(tmp_path))
    assert len(opened) == 1
    assert opened[0] not in output


@pytest.mark.usefixtures("at_once")
def test_no_browser_is_opened_if_none_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(start.webbrowser, "open", lambda _: pytest.fail("opened"))
    code, output = run(project(tmp_path), "--no-browser")
    assert (code, "no browser here" in output) == (0, False)
