"""Builds: the same input gives the same bytes, and `mkdocs serve` follows every edit."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.sites import configuration, copy_project

PATIENCE = 300


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(folder: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, cwd=folder.parent, env={**os.environ, **environment}, check=True, capture_output=True)
    return files(folder / "site")


@pytest.mark.slow
def test_hash_seed_time_zone_locale_and_folder_change_no_byte(tmp_path: Path):
    one = build(copy_project(tmp_path / "one"), PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    two = build(copy_project(tmp_path / "two" / "deeper"), PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.slow
def test_the_day_changes_no_byte(tmp_path: Path):
    folder = copy_project(tmp_path / "project")
    one = build(folder, SOURCE_DATE_EPOCH="1000000000")
    two = build(folder, SOURCE_DATE_EPOCH="2000000000")
    assert [name for name in one if one[name] != two[name]] == []


def test_a_build_writes_nothing_into_content(tmp_path: Path):
    folder = copy_project(tmp_path / "project")
    before = files(folder / "content")
    build(folder)
    assert files(folder / "content") == before
    assert (folder / "mkdocs.yml").read_text("utf-8") == configuration()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(60)


def get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as response:  # noqa: S310 -- our own server
            return re.sub(r"<[^>]*>", " ", response.read().decode())
    except OSError:
        return ""


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_serve_follows_an_edit_of_a_record_an_article_and_a_template(tmp_path: Path):
    folder = copy_project(tmp_path / "project")
    with served(folder) as address:
        person = f"{address}persons/steve-witkoff/"
        assert eventually(lambda: "Steve Witkoff" in get(person))
        edit(folder / "content/records/persons/steve-witkoff.yaml", "name: Steve Witkoff", "name: Stephen Witkoff")
        assert eventually(lambda: "Stephen Witkoff" in get(person))
        edit(folder / "content/articles/2025-12-02-kremlin-talks.md", "Almost five hours at the", "A long day at the")
        assert eventually(lambda: "A long day at the Kremlin" in get(person))
        edit(folder / "site_templates/words/en.yaml", "mentions: Appears in", "mentions: Passages that name it")
        assert eventually(lambda: "Passages that name it" in get(person))
