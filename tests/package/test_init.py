"""A knowledge base of one's own: `communique init` begins it, `communique upgrade` keeps it up to date."""

import os
import pty
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import yaml
from support.projects import command
from support.sites import files, make
from support.tools import environment, program, run, say

from generator.starter import EXAMPLE, StarterAnswers, languages, starter_files
from generator.starter.stamp import stamped

QUOTED = "A \"name\": 'with' <script>alert(1)</script> {{ 7 * 7 }} & ümläut # \\"


def init(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return command(folder.parent, "init", str(folder), *options)


@pytest.mark.sample(2)
@pytest.mark.parametrize("options", [(), ("--example",), ("--language", "uk", "--side", "ua", "--side", "ru")])
def test_it_builds_strictly_at_once_and_has_no_findings(tmp_path: Path, options: tuple[str, ...]):
    root = tmp_path / "talks"
    assert init(root, "--name", "Talks", *options).returncode == 0
    assert make(root, root / "site") == []
    result = command(root, "check", "--strict")
    assert result.returncode == 0, result.stderr
    assert command(root, "extract", "--check").returncode == 0
    assert (root / "site/persons/ann-roe/index.html").is_file() == ("--example" in options)


def test_whatever_a_name_holds_it_is_text(tmp_path: Path):
    root = tmp_path / "talks"
    assert (
        init(root, "--name", QUOTED, "--subject", QUOTED[::-1], "--address", "https://example.org/a/").returncode == 0
    )
    assert yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))["site_name"] == QUOTED
    assert make(root, root / "site") == []
    page = (root / "site/index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert QUOTED in unescape(page)
    assert QUOTED[::-1] in unescape(page)


def test_a_full_folder_is_refused_and_here_touches_no_file(tmp_path: Path):
    root = tmp_path / "talks"
    root.mkdir()
    (root / ".gitignore").write_text("/mine\n", "utf-8")
    (root / "notes.txt").write_text("mine", "utf-8")
    result = init(root, "--name", "A")
    assert result.returncode == 1
    assert "is not empty" in result.stderr
    assert {path.name for path in root.iterdir()} == {".gitignore", "notes.txt"}
    result = init(root, "--name", "A", "--here")
    assert result.returncode == 0
    assert "left as it is: .gitignore" in result.stdout
    assert (root / ".gitignore").read_text("utf-8") == "/mine\n"
    before = files(root)
    assert init(root, "--name", "B", "--here", "--example").returncode == 0
    after = files(root)
    assert {path: after[path] for path in before} == before
    assert EXAMPLE in after


def test_a_fresh_git_repository_counts_as_empty(tmp_path: Path):
    root = tmp_path / "talks"
    say([program("git"), "init", "-q", root])
    assert init(root, "--name", "A").returncode == 0


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--address", "javascript:alert(1)"), "[url-is-valid]"),
        (("--language", "tlh"), "there are no words for `tlh`"),
        (("--side", "atlantis"), "[country-is-valid]"),
        (("--name", "a\nb"), "[text-is-valid]"),
    ],
)
def test_an_answer_that_is_none_writes_nothing(tmp_path: Path, options: tuple[str, ...], told: str):
    result = init(tmp_path / "talks", "--name", "A", *options)
    assert result.returncode == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "talks").exists()


def test_a_file_in_the_place_of_the_folder_gets_a_word(tmp_path: Path):
    (tmp_path / "talks").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("talks", "link"):
        result = init(tmp_path / name, "--name", "A")
        assert result.returncode == 1
        assert "is no folder" in result.stderr
    result = command(tmp_path, "init", "talks/below/it", "--name", "A")
    assert result.returncode == 1
    assert result.stderr == "communique: talks is no folder; take another name\n"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a disk that nobody may write to")
def test_where_nobody_may_write_it_says_so():
    result = init(Path("/proc/self/talks"), "--name", "A")
    assert result.returncode == 1
    assert "nothing was written" in result.stderr
    assert "Traceback" not in result.stderr


def test_on_a_terminal_it_asks(tmp_path: Path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "init", "bridge-talks"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, env=environment())
    os.close(theirs)
    os.write(ours, b"\nThe bridge\n\n\nua, ru\nn\n")
    assert process.wait(60) == 0
    os.close(ours)
    settings = yaml.safe_load((tmp_path / "bridge-talks/mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == "Bridge talks"
    assert settings["plugins"][0]["communique"]["subject"] == "The bridge"
    assert (tmp_path / "bridge-talks/content/records/countries/ru.yaml").is_file()
    assert not (tmp_path / "bridge-talks" / EXAMPLE).exists()


@pytest.mark.parametrize("language", languages())
def test_its_pages_are_in_the_language_of_the_interface(language: str):
    texts = starter_files(StarterAnswers("A", language=language))
    assert ("knowledge base" in texts["content/pages/about.md"]) == (language == "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert init(tmp_path / "talks", "--name", "A", "--gitlab").returncode == 0
    return tmp_path / "talks"


def test_a_folder_that_is_no_project_is_not_upgraded(tmp_path: Path):
    result = command(tmp_path, "upgrade", "--yes", "--root", ".")
    assert result.returncode == 1
    assert "`communique init . --here` begins one" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(root: Path):
    before = files(root)
    result = command(root, "upgrade")
    assert (result.returncode, result.stdout) == (0, "nothing to change\n")
    assert files(root) == before


def test_an_upgrade_shows_a_diff_and_writes_only_what_nobody_edited(root: Path):
    edited, ignored = root / ".github/workflows/check.yml", root / ".gitignore"
    edited.write_text(edited.read_text("utf-8").replace("15", "20"), "utf-8")
    ignored.write_text("/mine\n/site/\n", "utf-8")
    (root / "schema/person.json").write_text("{}\n", "utf-8")
    before = files(root)
    for options in (["--dry-run"], []):
        result = command(root, "upgrade", *options)
        assert result.returncode == (not options)
        assert "check.yml is edited, and stays as it is" in result.stdout
        assert "+/.cache/" in result.stdout
        assert files(root) == before
    result = command(root, "upgrade", "--yes")
    assert result.returncode == 0
    assert edited.read_bytes() == before[".github/workflows/check.yml"]
    assert ignored.read_text("utf-8").startswith("/mine\n/site/\n/.cache/\n")
    assert (root / "schema/person.json").stat().st_size > 100


def test_an_older_release_s_file_is_renewed(root: Path):
    path = root / "requirements.txt"
    text = path.read_text("utf-8")
    old = text.replace("0.1.0", "0.0.9")
    assert old != text
    path.write_text(old, "utf-8")
    assert "is edited" in command(root, "upgrade", "--dry-run").stdout
    path.write_text(stamped("communique~=0.0.9\n"), "utf-8")
    assert command(root, "upgrade", "--yes").returncode == 0
    assert path.read_text("utf-8") == text


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "arguments",
    ["extract", "check", "upgrade --yes", "new person x", "rename a b", "pages --out out", "annotate x"],
)
def test_a_project_of_a_newer_format_is_left_alone(root: Path, arguments: str):
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    before = files(root)
    result = command(root, *arguments.split())
    assert result.returncode == 1
    assert "says `format: 2`" in result.stderr
    assert files(root) == before


def test_a_build_of_a_newer_format_stops_with_a_word(root: Path):
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    result = run(["mkdocs", "build"], root)
    assert result.returncode == 1
    assert "says `format: 2`" in result.stderr
    assert "Traceback" not in result.stderr
