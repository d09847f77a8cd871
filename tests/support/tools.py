"""The project's root, and the programs that tests start."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
LINTERS = ROOT / "tests/linters"
NODE_MODULES = LINTERS / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def lack(what: str) -> NoReturn:
    """Skip the test for want of a tool; in CI, where all tools are expected, fail it."""
    message = f"{what} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def program(*names: str) -> str:
    """The first of these programs that stands beside this Python or on the path."""
    beside = str(Path(sys.executable).parent)
    found = [path for name in names for path in (shutil.which(name, path=beside), shutil.which(name)) if path]
    if not found:
        lack(names[0])
    return found[0]


def package(name: str) -> Path:
    """The folder of an npm package."""
    if not (NODE_MODULES / name).is_dir():
        lack(f"{name} of tests/linters/package.json")
    return NODE_MODULES / name


def say(command: Sequence[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    """Run a program; its output is text."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def environment(**more: str) -> dict[str, str]:
    """The environment in which tests start MkDocs: no colours, no advertisement."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **more}


def run(arguments: Sequence[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a module of this Python in a folder: `run(["mkdocs", "build"], folder)`."""
    return python(["-m", *arguments], folder, **more)


def python(arguments: Sequence[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder, with more settings in its environment."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, encoding="utf-8", errors="replace",
        check=False,
    )  # fmt: skip
