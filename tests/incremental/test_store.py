"""The store of a site: its manifest is there unless a build is under way, was killed, or left pages out."""

from pathlib import Path

import pytest

from generator.incremental.manifest import Manifest, MkDocsOutput
from generator.incremental.store import Store, store_folder

KEY = b"key"
MANIFEST = Manifest(KEY, {}, {}, "", {}, {}, {}, (), (), {}, (), (), (), (), {}, {}, b"")


def opened(root: Path) -> Store:
    return Store.open(root, root / "site", lambda _: pytest.fail("nobody else has it open"))


def test_a_killed_build_leaves_no_manifest(tmp_path: Path):
    store = opened(tmp_path)
    assert store.read(Manifest, KEY) is None
    assert not store.begin()
    store.commit(MANIFEST, KEY)
    store.close()
    store = opened(tmp_path)
    assert store.read(Manifest, KEY) == MANIFEST
    assert not store.begin()
    store.close()  # as if it were killed
    store = opened(tmp_path)
    assert store.read(Manifest, KEY) is None
    assert store.begin()


@pytest.mark.parametrize("end", [Store.rollback, Store.drop])
def test_a_build_that_fails_is_not_interrupted(tmp_path: Path, end):
    for _ in range(2):
        store = opened(tmp_path)
        assert not store.begin()
        end(store)
        store.close()
    store = opened(tmp_path)
    store.commit(MANIFEST, KEY)
    assert not store.begin()
    end(store)
    assert store.read(Manifest, KEY) == (MANIFEST if end is Store.rollback else None)
    assert not store.begin()


def test_what_nothing_changed_stays(tmp_path: Path):
    store = opened(tmp_path)
    store.write(MkDocsOutput({"index.md": "x"}), KEY)
    store.commit(MANIFEST, KEY)
    store.begin()
    store.commit(None, KEY)
    assert store.read(Manifest, KEY) == MANIFEST
    assert store.read(MkDocsOutput, KEY) == MkDocsOutput({"index.md": "x"})
    assert store.read(MkDocsOutput, b"another") is None


def test_a_site_that_is_gone_loses_its_store(tmp_path: Path):
    Store.open(tmp_path, tmp_path / "old", lambda _: None).close()
    assert store_folder(tmp_path, tmp_path / "old").is_dir()
    opened(tmp_path).close()
    assert not store_folder(tmp_path, tmp_path / "old").exists()
