"""Where MkDocs serves the site, a saved record's page is there first, and the build after it makes all that follows."""

import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support.edited_site import EDITS
from support.sites import copy_project, files, make
from support.tiers import scale

from generator.incremental.server_memory import ServerMemory
from generator.mkdocs_build import MkDocsBuild
from generator.rendering.serve_watch import FolderWatch
from generator.rendering.served_errors import ServedErrors

STEPS = scale(3, 24)
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it runs behind itself ignore it
from mkdocs.__main__ import cli
cli()
"""
RECORD = "content/records/topics/nato-membership.yaml"


class Server:
    """The builds of one `mkdocs serve`, one after the other, when we say so."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site, self.memory = root, site, ServerMemory()
        self.build()

    def build(self) -> None:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        plugin = config.plugins["communique"]
        plugin.command, plugin.hooks = "serve", MkDocsBuild(is_server=False)
        plugin.hooks.memory = self.memory
        build(config)

    @property
    def is_preview(self) -> bool:
        return self.memory.last.is_preview

    def text(self, page: str) -> str:
        return (self.site / page / "index.html").read_text("utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(copy_project(tmp_path / "project"), tmp_path / "site")


def rename(root: Path, name: str, record: str = RECORD) -> None:
    path = root / record
    text, count = re.subn(r"^name: .*", f"name: {name}", path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.slow
def test_a_saved_record_is_shown_before_what_follows_from_it(server: Server, tmp_path: Path):
    rename(server.root, "Joining the alliance")
    server.build()
    assert "Joining the alliance" in server.text("topics/nato-membership")
    assert "Joining the alliance" not in server.text("topics")
    assert server.is_preview
    server.build()
    assert not server.is_preview
    assert "Joining the alliance" in server.text("topics")
    make(server.root, tmp_path / "fresh")
    assert files(server.site) == files(tmp_path / "fresh")


@pytest.mark.slow
def test_records_saved_one_after_the_other_are_all_shown_first(server: Server):
    rename(server.root, "First")
    server.build()
    rename(server.root, "Second")
    rename(server.root, "Third", "content/records/topics/territorial-control.yaml")
    server.build()
    assert server.is_preview
    assert "Second" in server.text("topics/nato-membership")
    assert "Third" in server.text("topics/territorial-control")


@pytest.mark.sample(1)
@pytest.mark.parametrize("text", ["name: [\n", "nonsense: 1\n", "", "<<<<<<< HEAD\nname: A\n=======\n"])
def test_a_record_in_error_is_reported_at_once(server: Server, text: str, caplog: pytest.LogCaptureFixture):
    (server.root / RECORD).write_text(text, "utf-8")
    caplog.set_level("INFO", "mkdocs")
    server.build()
    assert not server.is_preview
    assert RECORD in caplog.text
    assert "interrupted" not in caplog.text


@pytest.mark.slow
def test_a_record_that_is_new_or_gone_has_no_preview(server: Server):
    (server.root / RECORD).rename(server.root / "content/records/topics/alliance.yaml")
    server.build()
    assert not server.is_preview
    assert (server.site / "topics/alliance/index.html").is_file()
    assert not (server.site / "topics/nato-membership").exists()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(scale(1, 4)))
def test_any_edits_while_it_is_served(server: Server, tmp_path: Path, seed: int):
    pick = random.Random(f"served {seed}")  # noqa: S311 -- the same edits every time
    done: list[str] = []
    for step in range(STEPS):
        for _ in range(pick.choice([1, 1, 2])):
            done.append(pick.choice(EDITS)(server.root, pick))
            server.build()
        if server.is_preview:
            server.build()
        fresh = tmp_path / f"fresh-{step}"
        make(server.root, fresh)
        kept, clean = files(server.site), files(fresh)
        assert kept.keys() == clean.keys(), (done, kept.keys() ^ clean.keys())
        assert not [name for name in kept if kept[name] != clean[name]], done


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("file", "broken", "page"),
    [
        ("content/articles/2025-12-03-two-accounts.md", "\n[x]{persn=y}\n", "articles/2025-12-03-two-accounts"),
        (RECORD, "\nname: [\n", "topics/nato-membership"),
        ("site_templates/pages/topic.md.j2", "{% if %}", "topics/nato-membership"),
    ],
)
def test_a_page_in_error_is_kept_beside_the_site_until_it_is_mended(
    server: Server, tmp_path: Path, file: str, broken: str, page: str
):
    server.memory.aside = tmp_path / "aside"
    good, path = server.text(page), server.root / file
    whole = path.read_text("utf-8") if path.is_file() else None
    path.write_text(f"{whole or ''}{broken}", "utf-8")
    server.build()
    assert any(text.startswith(file) for text in server.memory.errors.texts)
    assert (tmp_path / "aside" / page / "index.html").read_text("utf-8") == good
    make(server.root, tmp_path / "clean")
    assert files(server.site) == files(tmp_path / "clean")
    path.unlink() if whole is None else path.write_text(whole, "utf-8")
    server.build()
    assert server.memory.errors.texts == ()
    assert not (tmp_path / "aside").exists()
    assert server.text(page) == good


def test_a_server_reports_a_finding_once(server: Server, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO", "mkdocs")
    path = server.root / "content/articles/2025-12-03-two-accounts.md"
    path.write_text(f"{path.read_text('utf-8')}\n[x]{{persn=y}}\n", "utf-8")
    server.build()
    assert caplog.text.count("unknown kind `persn`") == 1
    rename(server.root, "First")
    server.build()
    server.build()
    assert caplog.text.count("unknown kind `persn`") == 1
    assert caplog.text.count("1 finding as before") == 1


@pytest.mark.slow
def test_a_tab_shows_an_error_and_comes_back(tmp_path: Path, browser):
    root = copy_project(tmp_path / "project")
    article = root / "content/articles/2025-12-03-two-accounts.md"
    whole = article.read_text("utf-8")
    with running(root) as (address, process):
        seen(f"http://{address}/topics/", "NATO", process)
        tab = browser.new_page()
        tab.goto(f"http://{address}/articles/{article.stem}/")
        article.write_text(f"{whole}\n[x]{{persn=y}}\n", "utf-8")
        tab.wait_for_selector("#cq-errors >> text=did you mean `person`?", timeout=60_000)
        assert tab.locator("h1").count() == 1
        article.write_text(whole, "utf-8")
        tab.wait_for_selector("#cq-errors", state="detached", timeout=60_000)
        tab.goto(f"http://{address}/nosuch/")
        (root / "content/pages/nosuch.md").write_text("# It is here\n", "utf-8")
        tab.wait_for_selector("text=It is here", timeout=60_000)
        tab.close()


@pytest.mark.slow
def test_a_real_server_reloads_twice_and_leaves_nothing(tmp_path: Path):
    root = copy_project(tmp_path / "project")
    with running(root) as (address, process):
        seen(f"http://{address}/topics/", "NATO", process)
        rename(root, "Joining the alliance")
        seen(f"http://{address}/topics/nato-membership/", "Joining the alliance", process)
        seen(f"http://{address}/topics/", "Joining the alliance", process)
        process.send_signal(signal.SIGINT)
        process.wait(60)
    assert not [*(root / ".cache/communique").iterdir()]


@contextmanager
def running(root: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of a project, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-c", INTERRUPTIBLE, "serve", "-q", "-a", address]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield address, process
        finally:
            process.kill()


def seen(address: str, words: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a page of the server says so."""
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 -- our own server
                if words in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{address} never says {words!r}")


class Watching:
    """What a server, which is its own observer, is told to look at."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.parents: dict[str, FolderWatch] = {}
        self.observer = self
        self.builder, self.serve_request, self.mount_path = None, None, "/"

    def set_app(self, app: ServedErrors) -> None:
        self.app = app

    def watch(self, place: str) -> None:
        self.places.append(place)

    def unwatch(self, place: str) -> None:
        self.places.remove(place)

    def schedule(self, handler: FolderWatch, place: str, *, recursive: bool) -> None:
        assert not recursive
        self.parents[place] = handler


@pytest.mark.parametrize("is_fast", [True, False])
def test_a_server_watches_what_people_write_where_it_is(tmp_path: Path, *, is_fast: bool):
    root, server = copy_project(tmp_path / "project"), Watching()
    option = "communique" if is_fast else "communique: {fast: false}"
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("\n  - communique\n", f"\n  - {option}\n"), "utf-8")
    settings = load_config(str(config), site_dir=str(tmp_path / "site"))
    plugin = settings.plugins["communique"]
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_config(settings)
    plugin.on_serve(server, config=settings, builder=None)
    trigger, *watched = map(Path, server.places)
    assert [path.relative_to(root).as_posix() for path in watched] == [
        "content/articles",
        "content/records",
        "site_templates",
    ]
    before = trigger.stat().st_size
    (root / "content/schema").mkdir()
    server.parents[str(root / "content")].dispatch(SimpleNamespace(is_directory=True))
    assert trigger.stat().st_size > before
    plugin.on_shutdown()
    assert not trigger.parent.exists()


def test_a_server_looks_at_folders_that_are_made_later_and_lets_go_of_those_that_went(tmp_path: Path):
    late, there = tmp_path / "content/articles", tmp_path / "site_templates"
    there.mkdir()
    server, changes = Watching(), []
    FolderWatch(server, [late, there], lambda: changes.append(1)).update()
    assert server.places == [str(there)]
    assert set(server.parents) == {str(tmp_path)}
    folder, file = SimpleNamespace(is_directory=True), SimpleNamespace(is_directory=False)
    late.parent.mkdir()
    server.parents[str(tmp_path)].dispatch(folder)
    assert str(late.parent) in server.parents
    late.mkdir()
    server.parents[str(late.parent)].dispatch(file)
    assert changes == []
    server.parents[str(late.parent)].dispatch(folder)
    assert (server.places, changes) == ([str(there), str(late)], [1])
    late.rmdir()
    server.parents[str(late.parent)].dispatch(folder)
    assert (server.places, changes) == ([str(there)], [1, 1])
