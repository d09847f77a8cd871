"""`dev.py` as its users meet it, with stand-ins for the programs that it starts."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.tools import ROOT

STAND_IN = f"""#!{sys.executable}
import os, sys, time
print(os.getpid(), os.path.basename(sys.argv[0]), *sys.argv[1:], flush=True)
if "serve" in sys.argv:
    time.sleep(60)
"""
EVERY_CORE = "-n auto --dist worksteal"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts with a `#!` line")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in whose environment everything is installed, by its stamps."""
    shutil.copy(ROOT / "dev.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    programs = tmp_path / ".venv/bin"
    programs.mkdir(parents=True)
    for name in ("python", "mkdocs", "ruff", "mypy"):
        (programs / name).write_text(STAND_IN, "utf-8")
        (programs / name).chmod(0o755)
    for lock in ("site", "test"):
        installed = (tmp_path / f"requirements/{lock}.txt").read_bytes() + (tmp_path / "pyproject.toml").read_bytes()
        (tmp_path / f".venv/installed-{lock}").write_bytes(installed)
    linters = tmp_path / "tests/linters"
    (linters / "node_modules").mkdir(parents=True)
    for path in (linters / "package-lock.json", linters / "node_modules/installed"):
        path.write_text("{}", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "started"),
    [
        ("build", ["mkdocs build --strict"]),
        ("build -q", ["mkdocs build --strict -q"]),
        ("docs", ["mkdocs build --strict -f docs/mkdocs.yml"]),
        ("lint", ["ruff check", "ruff format --check"]),
        ("types", ["mypy"]),
    ],
)
def test_a_command_starts_its_program(project: Path, words: str, started: list[str]):
    done = subprocess.run(
        [sys.executable, project / "dev.py", *words.split()], capture_output=True, text=True, check=True
    )
    assert [line.partition(" ")[2] for line in done.stdout.splitlines()] == started


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("", EVERY_CORE),
        ("--all", f"{EVERY_CORE} --all"),
        ("--durations=9", f"{EVERY_CORE} --durations=9"),
        ("tests/test_dev.py", "tests/test_dev.py"),
        ("-k name", "-k name"),
    ],
)
def test_the_whole_suite_uses_every_core(project: Path, words: str, options: str):
    command = [sys.executable, project / "dev.py", "test", *words.split()]
    for name in ("chromium", "java", "faketime"):
        shutil.copy(project / ".venv/bin/mypy", project / name)
    path = f"{project}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PATH": path})
    assert done.stdout.partition(" ")[2].strip() == f"python -m pytest {options}"


def test_a_signal_to_serve_ends_mkdocs(project: Path):
    with subprocess.Popen([sys.executable, project / "dev.py", "serve"], stdout=subprocess.PIPE, text=True) as process:
        pid, _, started = process.stdout.readline().partition(" ")
        process.terminate()
        assert process.wait(30) == -signal.SIGTERM
    assert started.strip() == "mkdocs serve"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
