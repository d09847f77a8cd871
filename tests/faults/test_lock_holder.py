"""The message of a locked project names the command that holds the lock."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.project import journal
from generator.project.lock_holder import noted_holder, read_holder

GENERIC = "communique: another command is writing here; wait until it ends, then run the command again\n"


def extract(root: Path) -> str:
    result = CliRunner().invoke(main, ["extract", "--root", str(root)])
    assert result.exit_code == 1
    return result.output


def test_the_message_names_command_process_and_time(tmp_path: Path):
    with journal.locked(tmp_path), noted_holder(tmp_path, "communique rename"):
        message = extract(tmp_path)
    holder = rf"`communique rename` \(process {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d\)"
    assert re.match(rf"communique: {holder} is writing here; ", message)
    assert not (tmp_path / ".communique").exists()


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"command": 1, "pid": 2, "since": ""}', "\x00", "[" * 900])
def test_a_damaged_note_is_ignored(tmp_path: Path, text: str):
    (tmp_path / ".communique").mkdir()
    (tmp_path / ".communique/lock-holder.json").write_text(text, "utf-8")
    with journal.locked(tmp_path):
        assert extract(tmp_path) == GENERIC


def test_a_hostile_note_moves_no_cursor(tmp_path: Path):
    (tmp_path / ".communique").mkdir()
    note = {"command": "\x1b[2Jx", "pid": 1, "since": "\u202enow"}
    (tmp_path / ".communique/lock-holder.json").write_text(json.dumps(note), "utf-8")
    with journal.locked(tmp_path):
        message = extract(tmp_path)
    assert "\x1b" not in message
    assert "\u202e" not in message


def test_no_note_is_written_through_a_link(tmp_path: Path):
    elsewhere, root = tmp_path / "elsewhere", tmp_path / "project"
    elsewhere.mkdir()
    root.mkdir()
    (root / ".communique").symlink_to(elsewhere)
    with noted_holder(root, "communique extract"):
        assert not list(elsewhere.iterdir())


def test_a_disk_that_refuses_the_note_stops_nothing(tmp_path: Path):
    (tmp_path / ".communique").write_text("", "utf-8")
    with noted_holder(tmp_path, "communique extract"):
        assert read_holder(tmp_path) is None
    assert (tmp_path / ".communique").is_file()
