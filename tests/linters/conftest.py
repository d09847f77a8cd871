"""The sites that the linters look at: the shipped one and, with --all, one of more than 500 records."""

import subprocess
import sys
from pathlib import Path

import pytest
from support import tools

PAGES = 560


@pytest.fixture(scope="session")
def small(shipped: Path) -> Path:
    """The shipped site."""
    return shipped / "site"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of more than 500 records, made of the benchmark's invented news."""
    folder = tmp_path_factory.mktemp("large") / "project"
    script = str(tools.ROOT / "benchmarks/synthetic.py")
    command = [sys.executable, script, str(PAGES), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((folder / "content/records").rglob("*.yaml"))) >= 500
    result = tools.run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.fixture(params=["small", pytest.param("large", marks=pytest.mark.slow)])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the two sites."""
    return request.getfixturevalue(request.param)
