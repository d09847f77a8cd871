"""After any edits a build that keeps what it can writes the same bytes as one from nothing, and the same database.

The limits from which lists have pages of their own are low, so that a small site has such pages, too.
"""

import random
from pathlib import Path

import pytest
from support.edited_site import EDITS
from support.sites import age, copy_project, files, make
from support.tiers import scale

from generator.exports import sqlite_update
from generator.pages import indexes
from generator.pages.views import people, timeline

STEPS = scale(2, 24)


@pytest.fixture(autouse=True)
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "_LARGE", 2)
    monkeypatch.setattr(people, "LONG", 2)
    monkeypatch.setattr(timeline, "_LARGE", 1)
    monkeypatch.setattr("generator.pages.sections.SHORT", 2)
    monkeypatch.setattr(sqlite_update, "_MOST", 0)


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
