"""Environments of their own, for what is installed and tried apart from this one."""

import subprocess
from pathlib import Path

from support.tools import lack, say


def fresh(python: str, folder: Path) -> str:
    """The Python of a new environment."""
    if subprocess.run([python, "-m", "venv", str(folder)], check=False, capture_output=True).returncode:
        lack("venv")
    return str(folder / "bin/python")


def install(python: str, *what: str) -> None:
    result = say([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *what])
    assert result.returncode == 0, result.stderr
