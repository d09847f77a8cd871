"""Projects full of hostile text, built."""

from pathlib import Path
from typing import NamedTuple

from support.sites import empty_project
from support.tiers import sample
from support.tools import run
from vectors import OWN, REFUSED, naughty
from world import World, mended

ADDRESS = "https://knowledge.invalid/base/"
"""Where the site says that it stands."""


class Built(NamedTuple):
    """A project that has been built, and what it was made of."""

    root: Path
    world: World

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def said(self) -> str:
        return (self.root / "said.txt").read_text("utf-8")


def addressed_project(folder: Path) -> Path:
    """An empty project with a public address."""
    return empty_project(folder, f"\nsite_url: {ADDRESS}\n")


def build(folder: Path, world: World) -> None:
    """Build a project; what the build says stands in a file beside it."""
    addressed_project(folder)
    world.write(folder)
    result = run(["mkdocs", "build"], folder)
    assert result.returncode == 0, result.stderr[-3000:]
    (folder / "said.txt").write_text(result.stderr, "utf-8")


def strings() -> tuple[list[str], list[str]]:
    """The texts for all kinds, and those for one kind each: with --all, each is in every field of every kind."""
    every = list(dict.fromkeys(text for text in map(mended, (*OWN, *REFUSED, *naughty())) if text))
    everywhere = sample(every, 4)
    return everywhere, [text for text in every if text not in everywhere]
