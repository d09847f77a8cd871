"""Revisions of real git repositories, compared without a checkout."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from worlds_at_two_times import article, extract, write

from generator.cli import main
from generator.git import read_revision
from generator.project.files import read_project

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
ONE = article("[Vladimir Marin]{person=vladimir-marin} spoke.")
TWO = article("[Steve Westoff]{person=steve-westoff} spoke.", "Another")


def git(folder: Path, *words: str) -> str:
    command = ("git", "-c", "protocol.file.allow=always", *words)
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


def diff(root: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["diff", "--root", str(root), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def _own_git(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repository(tmp_path):
    """Two commits: one article, then two; the working tree is the second."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "core.autocrlf", "false")
    for name, text in (("a", ONE), ("b", TWO)):
        write(root, {name: text})
        extract(root)
        commit(root, name)
    return root


ADDED = (
    "1 article added; 1 record added\n"
    "\n"
    "Articles\n"
    "  adds the article Another (The Paper, 4 December 2025)\n"
    "\n"
    "People\n"
    "  adds the person Steve Westoff\n"
)


def test_two_revisions_and_the_working_tree(repository):
    assert diff(repository, "HEAD^", "HEAD") == (0, ADDED, "")
    assert diff(repository, "HEAD^") == (0, ADDED, "")
    assert diff(repository, "HEAD") == (0, "changes nothing in the knowledge base\n", "")
    assert diff(repository, "HEAD", "HEAD~1")[1].startswith("1 article removed; 1 record removed\n")


def test_a_revision_reads_as_its_checkout(repository):
    write(
        repository, {"content/articles/.hidden.md": "x", "content/articles/later/c.md": ONE, "content/pages/p.md": "x"}
    )
    write(repository, {"content/articles/notes.txt": "x", "content/articles/Ünicode name.md": ONE})
    (repository / "content/articles/link.md").symlink_to("a.md")
    (repository / "content/articles/bytes.md").write_bytes(b"\xff")
    commit(repository, "everything")
    from_git, wrong_in_git = read_revision(repository, "HEAD")
    on_disk, wrong_on_disk = read_project(repository)
    assert from_git == on_disk
    assert {(p.rule, p.span.source.path) for p in wrong_in_git} == {(p.rule, p.span.source.path) for p in wrong_on_disk}
    assert len(wrong_in_git) == 3


def test_nothing_is_checked_out_or_written(repository):
    status = git(repository, "status", "--porcelain")
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    diff(repository, "HEAD^", "HEAD")
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before
    assert git(repository, "status", "--porcelain") == status == ""


def test_a_project_in_a_folder_of_a_repository(repository):
    inner = repository / "inner"
    shutil.copytree(repository / "content", inner / "content")
    commit(repository, "inner")
    write(inner, {"a": None})
    extract(inner)
    commit(repository, "less")
    assert diff(inner, "HEAD^")[1].startswith("1 article removed; 1 record removed\n")
    assert diff(inner, "HEAD~2", "HEAD")[1].startswith("1 article added; 1 record added\n")


def test_a_worktree(repository, tmp_path):
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "beside"), "HEAD^")
    assert diff(tmp_path / "beside", "HEAD", "main") == (0, ADDED, "")
    assert diff(tmp_path / "beside", "main")[1].startswith("1 article removed")


def test_a_shallow_clone_lacks_the_base(repository, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), str(clone))
    code, out, err = diff(clone, "HEAD^")
    assert (code, out) == (1, "")
    assert "`HEAD^` is not in this clone, which has only part of the history" in err
    assert "fetch-depth: 0" in err
    assert diff(clone, "HEAD")[0] == 0


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("nowhere", "git knows no commit `nowhere` here"),
        ("", "git knows no commit `` here"),
        ("HEAD:content", "git knows no commit `HEAD:content` here"),
        ("HEAD^ main", "git knows no commit `HEAD^ main` here"),
        ("$(touch owned)", "git knows no commit `$(touch owned)` here"),
    ],
)
def test_a_revision_that_is_none(repository, base, words):
    code, out, err = diff(repository, base)
    assert (code, out) == (1, "")
    assert words in err
    assert not (repository / "owned").exists()


@pytest.mark.parametrize("base", ["--help", "--output=owned", "-h", "--upload-pack=touch owned"])
def test_an_option_is_no_revision(repository, base):
    code, out, err = diff(repository, "--", base)
    assert (code, out) == (1, "")
    assert f"`{base}` is not a revision" in err
    assert not (repository / "owned").exists()


def test_no_repository(tmp_path):
    write(tmp_path, {"a": ONE})
    code, out, err = diff(tmp_path, "HEAD")
    assert (code, out) == (1, "")
    assert "this folder is in no git repository" in err


def test_no_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    code, out, err = diff(repository, "HEAD")
    assert (code, out) == (1, "")
    assert "git is not installed here" in err


def test_a_clone_that_lacks_objects(repository):
    blob = git(repository, "rev-parse", "HEAD:content/articles/a.md")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    code, out, err = diff(repository, "HEAD")
    assert (code, out) == (1, "")
    assert f"this clone lacks the object {blob}" in err


def test_both_revisions_are_told_of(repository):
    assert diff(repository, "nowhere", "neither")[2].count("git knows no commit") == 2


def test_a_base_without_content(repository):
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "--quiet", "-r", "--force", ".")
    commit(repository, "nothing")
    assert diff(repository, "HEAD", "main")[1].startswith("2 articles added; 2 records added\n")


def test_a_pull_request_as_a_workflow_gets_it(repository, tmp_path):
    """A clone of depth 2 of the merge; its first parent is the branch that the request is to go into."""
    git(repository, "checkout", "--quiet", "-b", "request", "HEAD^")
    write(repository, {"c": article("[Yuri Uvarkov]{person=yuri-uvarkov} spoke.", "A third")})
    extract(repository)
    commit(repository, "the request")
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--no-edit", "request")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", repository.as_uri(), str(clone))
    told = (
        "## What this changes in the knowledge base\n"
        "\n"
        "1 article added; 1 record added\n"
        "\n"
        "### Articles\n"
        "\n"
        "- adds the article **A third** (The Paper, 4 December 2025)\n"
        "\n"
        "### People\n"
        "\n"
        "- adds the person **Yuri Uvarkov**\n"
    )
    assert diff(clone, "--format", "markdown", "HEAD^1", "HEAD") == (0, told, "")
