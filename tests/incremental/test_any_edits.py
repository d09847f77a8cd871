"""After any edits a build that keeps what it can writes the same bytes as one from nothing."""

import random
from pathlib import Path

import pytest
from support.edited_site import EDITS
from support.sites import age, copy_project, files, make
from support.tiers import scale

STEPS = scale(2, 24)


@pytest.mark.parametrize("seed", range(scale(1, 4)))
def test_any_edits(tmp_path: Path, seed: int):
    pick = random.Random(seed)  # noqa: S311 -- the same edits every time
    root = copy_project(tmp_path / "project")
    make(root, tmp_path / "kept")
    done: list[str] = []
    for step in range(STEPS):
        done += [pick.choice(EDITS)(root, pick) for _ in range(pick.choice([0, 1, 1, 1, 3]))]
        if pick.random() < 0.7:
            age(root)
        told = make(root, tmp_path / "kept")
        fresh = tmp_path / f"fresh-{step}"
        assert make(root, fresh) == told, done
        kept, clean = files(tmp_path / "kept"), files(fresh)
        assert kept.keys() == clean.keys(), (done, kept.keys() ^ clean.keys())
        assert not [name for name in kept if kept[name] != clean[name]], done
