"""Sites that are built once and looked at by many tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, run in a folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def project(folder: Path) -> Path:
    """A project with the shipped configuration and templates, and no content."""
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    return folder


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge base, built strictly; the folder holds `site/`."""
    folder = project(tmp_path_factory.mktemp("shipped"))
    for part in ("articles", "records", "facts"):
        shutil.copytree(ROOT / "content" / part, folder / "content" / part)
    result = run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return folder
