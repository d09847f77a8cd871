"""The folder of what is kept between builds and commands, and whether it can be trusted."""

import os
from pathlib import Path

CACHE = ".cache"
ROOT = f"{CACHE}/communique"
"""Where the stores of all sites of a project are, one folder each, and what was parsed of its files."""


def is_tracked(root: Path) -> bool:
    """Whether the project's git repository tracks a file of the cache: it may come from somebody else."""
    index = next((each / ".git/index" for each in (root, *root.parents) if (each / ".git").is_dir()), None)
    return index is not None and index.is_file() and os.fsencode(f"{ROOT}/") in index.read_bytes()


def link_to(path: Path, root: Path) -> Path | None:
    """The link below `root` through which a path is reached, if there is one."""
    base = Path(os.path.realpath(root))
    links = (each for each in (path, *path.parents) if each.is_symlink())
    return next((link for link in links if Path(os.path.realpath(link.parent)).is_relative_to(base)), None)
