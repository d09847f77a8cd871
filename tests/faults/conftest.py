"""A project that was built once, and a copy of it for each test."""

import shutil
from pathlib import Path

import pytest
from support.sites import age, copy_project, files, make


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A project that was built, an hour ago by its files; and its site."""
    root = copy_project(tmp_path_factory.mktemp("faults") / "project")
    age(root)
    assert not make(root, root / "site")
    return root, files(root / "site")


@pytest.fixture
def project(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A project of its own that was built, and its clean site."""
    root = tmp_path / "project"
    shutil.copytree(built[0], root, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache"))
    make(root, root / "site")
    return root, built[1]
