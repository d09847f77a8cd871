"""`check` finds the same with what it kept of earlier runs as without it."""

import random
from pathlib import Path

import pytest
from support.edited_site import EDITS
from support.projects import communique
from support.sites import age, copy_project
from support.tiers import scale

from generator.diagnostics import checks
from generator.incremental import check_cache
from generator.incremental.cache_folder import ROOT

STEPS = scale(4, 40)


def findings(root: Path) -> tuple[int, str]:
    return communique(root, "check", "--all")[:2]


def without_cache(root: Path) -> tuple[int, str]:
    folder = root / ".cache"
    folder.rename(aside := root.with_name("aside"))
    found = findings(root)
    aside.rename(folder)
    return found


def project(folder: Path) -> Path:
    root = copy_project(folder / "project")
    (root / ROOT).mkdir(parents=True, exist_ok=True)
    age(root)
    return root


@pytest.mark.parametrize("much", [10, 10**9])
@pytest.mark.parametrize("seed", range(scale(1, 6)))
def test_any_edits(tmp_path: Path, seed: int, much: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(check_cache, "_MUCH", much)
    pick = random.Random(seed)  # noqa: S311 -- the same edits every time
    root = project(tmp_path)
    done: list[str] = []
    for _ in range(STEPS):
        done += [pick.choice(EDITS)(root, pick) for _ in range(pick.choice([0, 1, 1, 3]))]
        if pick.random() < 0.7:
            age(root)
        assert findings(root) == without_cache(root), done


def test_what_did_not_change_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = project(tmp_path)
    expected = findings(root)
    monkeypatch.setattr(checks, "_of_record", lambda *_: pytest.fail("a record is checked again"))
    assert findings(root) == expected


@pytest.mark.parametrize("content", [b"", b"nothing of ours"])
def test_a_damaged_file_is_not_read(tmp_path: Path, content: bytes):
    root = project(tmp_path)
    expected = findings(root)
    (root / ROOT / "checked").write_bytes(content)
    assert findings(root) == expected
    assert len((root / ROOT / "checked").read_bytes()) > len(content)
