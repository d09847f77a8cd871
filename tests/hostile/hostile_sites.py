"""Projects full of hostile text, built."""

from pathlib import Path
from typing import NamedTuple

from support.sites import empty_project
from support.tools import run
from vectors import OWN, REFUSED, naughty
from world import World, mended

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


def addressed_project(folder: Path) -> Path:
    """An empty project with a public address."""
    return empty_project(folder, f"\nsite_url: {ADDRESS}\n")


def built(folder: Path, world: World) -> Built:
    addressed_project(folder)
    world.write(folder)
    result = run(["mkdocs", "build"], folder)
    assert result.returncode == 0, result.stderr[-3000:]
    return Built(folder, world, result.stderr)


def strings(*, every: bool) -> tuple[list[str], list[str]]:
    """The texts for all kinds, and those for one kind each."""
    own = [text for text in map(mended, (*OWN, *REFUSED)) if text]
    naughty_ones = [text for text in map(mended, naughty()) if text]
    both = list(dict.fromkeys([*own, *naughty_ones]))
    return (both, []) if every else (list(dict.fromkeys(own)), [text for text in both if text not in own])
