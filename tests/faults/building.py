"""Builds of a project in a folder, and what they are expected to say."""

import os
import subprocess
import sys
from pathlib import Path

from support import sample
from support.sites import files, make

RECORD = f"content/records/persons/{sample.MINISTER}.yaml"
HIDDEN = "words-of-another-folder"
ARTICLE = "---\ntitle: News\ndate: 2025-12-01\n---\n\nWords.\n"


def command(root: Path, *words: str) -> tuple[int, str]:
    """As a person builds: the exit code, and what the build says."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *words],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=600,
    )
    return run.returncode, run.stderr


def refused(root: Path, *words: str) -> str:
    """What a build says that ends with a word."""
    code, told = command(root, *words)
    assert code == 1, told
    assert "Traceback" not in told
    return told


def change(root: Path) -> None:
    record = root / RECORD
    record.write_text(record.read_text("utf-8").replace("name: ", "name: The honourable ", 1), "utf-8")


def clean(root: Path, tmp_path: Path) -> dict[str, bytes]:
    make(root, tmp_path / "clean")
    return files(tmp_path / "clean")
