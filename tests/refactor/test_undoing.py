"""Each of the three commands is one commit, and `git revert` takes it back byte for byte."""

import subprocess
from pathlib import Path

import pytest
from support.projects import command

ARTICLE = """---
title: Talks
date: 2025-12-02
---

[[Marin]{person=marin role=President country=ru} met [Westoff]{person="westoff"},
not [V. Marin]{person=v-marin as=mentioned}, on [Tuesday]{date=2025-12-02}]{meeting=talks name="Talks"}.

[“Useful”]{.quote by=marin about=talks on=2025-12-03}, said [Vladimir Marin]{person=v-marin}.
"""
RECORD = (
    "# by hand, with Windows' line ends\r\nname: 'Marin'   # short\r\nborn: 1952-10-07\r\n"
    "sources: {born: https://example.org/p 2025-12-01}\r\n"
)
COMMANDS = (
    ["rename", "marin", "vladimir-marin"],
    ["rename", "talks", "2025-12-02-talks"],
    ["rename", "articles/first", "2025-12-02-first"],
    ["merge", "v-marin", "marin"],
    ["merge", "marin", "v-marin"],
    ["split", "marin", "marin-junior", "first:9"],
)


def git(folder: Path, *arguments: str) -> str:
    result = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def communique(folder: Path, *arguments: str) -> None:
    result = command(folder, *arguments)
    assert result.returncode == 0, result.stderr


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    for name, value in (
        ("user.name", "Editor"),
        ("user.email", "editor@example.org"),
        ("core.autocrlf", "false"),
        ("commit.gpgsign", "false"),
    ):
        git(tmp_path, "config", "--local", name, value)
    for path, text in (("articles/first.md", ARTICLE), ("records/persons/marin.yaml", RECORD)):
        (tmp_path / "content" / path).parent.mkdir(parents=True)
        (tmp_path / "content" / path).write_bytes(text.encode())
    communique(tmp_path, "extract")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Content")
    return tmp_path


@pytest.mark.sample(2)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_revert_takes_the_command_back(repository: Path, command: list[str]):
    before = files(repository)
    communique(repository, *command)
    after = files(repository)
    assert after != before
    communique(repository, "extract", "--check")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", " ".join(command))
    git(repository, "revert", "--no-edit", "HEAD")
    assert files(repository) == before
    communique(repository, "extract", "--check")


@pytest.mark.sample(2)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_dry_run_writes_nothing(repository: Path, command: list[str]):
    before = files(repository)
    communique(repository, *command, "--dry-run")
    assert files(repository) == before
