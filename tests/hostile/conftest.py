"""The hostile site, built once, and the calm one of the same shape."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from support import tiers
from vectors import OWN, REFUSED, naughty
from world import CALM, LABEL, SCHEMA, World, mended, spread

ROOT = Path(__file__).resolve().parents[2]


ADDRESS = "https://knowledge.invalid/base/"
"""Where the site says that it stands."""


class Built(NamedTuple):
    """A project that has been built, what it was made of, and what the build said."""

    root: Path
    world: World
    said: str

    @property
    def site(self) -> Path:
        return self.root / "site"


def run(arguments: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, run in a folder."""
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **environment}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=settings, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def project(folder: Path) -> Path:
    """A project with the shipped configuration and templates, a public address, and no content."""
    shutil.copytree(ROOT / "site_templates", folder / "site_templates")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}\nsite_url: {ADDRESS}\n", "utf-8")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    return folder


def built(folder: Path, world: World) -> Built:
    project(folder)
    world.write(folder)
    result = run(["-m", "mkdocs", "build"], folder)
    assert result.returncode == 0, result.stderr[-3000:]
    return Built(folder, world, result.stderr)


def strings(*, every: bool) -> tuple[list[str], list[str]]:
    """The texts for all kinds, and those for one kind each."""
    own = [text for text in map(mended, (*OWN, *REFUSED)) if text]
    naughty_ones = [text for text in map(mended, naughty()) if text]
    both = list(dict.fromkeys([*own, *naughty_ones]))
    return (both, []) if every else (list(dict.fromkeys(own)), [text for text in both if text not in own])


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """With --all each text is in each field of each kind; else the naughty ones are in one kind."""
    texts = strings(every=tiers.is_whole())
    bodies = [*dict.fromkeys((*OWN, *REFUSED, *naughty()))]
    return built(tmp_path_factory.mktemp("hostile"), World(spread(*texts), bodies))


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same fields and articles, in which nothing is hostile."""
    world = World(spread([f"{CALM} {number}" for number in range(12)], []), [CALM] * 4, SCHEMA.replace(LABEL, CALM))
    return built(tmp_path_factory.mktemp("calm"), world)
