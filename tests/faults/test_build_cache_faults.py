"""`mkdocs build` with a cache that is torn, of another version, or something else."""

import os
import shutil
from hashlib import blake2b
from pathlib import Path

import pytest
from building import RECORD, change, clean, refused
from support.sites import files, make

from generator.incremental.codec import decode, encode
from generator.incremental.manifest import Manifest, MkDocsOutput, PageRecord, SiteDependencies
from generator.incremental.store import Store

pytestmark = pytest.mark.sample(1)


@pytest.mark.slow
def test_a_part_of_the_store_is_read_whole_or_not_at_all(project):
    root, _ = project
    folders = [path for path in (root / ".cache/communique").iterdir() if path.is_dir()]
    (kept,) = [path for path in folders if (path / "site").read_text() == f"{root}/site"]
    key = key_of(root)
    for name, shape in (("manifest", Manifest), ("dependencies", SiteDependencies), ("output", MkDocsOutput)):
        data = (kept / name).read_bytes()
        assert type(decode(data, key, shape)) is shape
        for length in {*range(200), *range(0, len(data), max(1, len(data) // 200))}:
            assert decode(data[:length], key, shape) is None
        for at in range(0, len(data), max(1, len(data) // 200)):
            assert decode(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], key, shape) is None
        assert decode(data, b"another version", shape) is None


class Foreign:
    """What a stranger may commit to a project: a pickle that runs a program."""

    def __reduce__(self):
        return os.mkdir, ("stolen",)


@pytest.mark.parametrize("value", [Foreign(), (Foreign(),), MkDocsOutput({"index.md": Foreign()})])
def test_reading_the_store_runs_nothing(tmp_path, monkeypatch, value):
    monkeypatch.chdir(tmp_path)
    assert decode(encode(value, b"key"), b"key", MkDocsOutput) is None
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize("name", ["generator.cli main", "generator.project.files read_project", "builtins eval"])
def test_the_store_names_nothing_but_values(name):
    pickled = b"\x80\x04c" + name.replace(" ", "\n").encode() + b"\n."
    forged = blake2b(pickled, digest_size=32, key=b"key").digest() + pickled
    assert decode(forged, b"key", MkDocsOutput) is None


def test_a_part_that_is_another_is_not_read():
    page = PageRecord("a", "", ())
    assert decode(encode(page, b"key"), b"key", PageRecord) == page
    assert decode(encode(page, b"key"), b"key", MkDocsOutput) is None


def key_of(root: Path) -> bytes:
    """The key under which the last build wrote its manifest."""
    keys: list[bytes] = []
    real = Store.commit

    def noting(self: Store, manifest: Manifest | None, key: bytes) -> None:
        keys.append(key)
        real(self, manifest, key)

    for finished in (root / ".cache/communique").glob("*/finished"):
        finished.unlink()  # or the build would see that nothing changed, and end
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "commit", noting)
        make(root, root / "site")
    return keys[-1]


@pytest.mark.parametrize("part", ["manifest", "dependencies", "output"])
@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_torn_part_of_the_cache_is_made_anew(project, tmp_path, part, share):
    root, _ = project
    change(root)
    for path in (root / ".cache/communique").glob(f"*/{part}"):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
def test_a_part_of_the_cache_of_another_time_is_not_mixed_in(project, tmp_path):
    """Dependencies and output of the build before, beside the manifest of the last: as a copied store may be."""
    root, _ = project
    old = {path: path.read_bytes() for path in (root / ".cache/communique").glob("*/[do]*")}
    record = root / RECORD
    record.write_text(record.read_text("utf-8") + "roles:\n  - role: Envoy to Kyiv\n    place: kyiv\n", "utf-8")
    make(root, root / "site")
    for path, data in old.items():
        path.write_bytes(data)
    change(root)
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("place", [".cache", ".cache/communique"])
@pytest.mark.parametrize("kind", ["file", "link to nothing"])
def test_something_else_stands_in_the_place_of_the_cache(project, place, kind):
    root, site = project
    shutil.rmtree(root / ".cache")
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("mine") if kind == "file" else (root / place).symlink_to("nothing")
    told = refused(root)
    assert "move away what is in its place, then build again" in told
    assert "`fast: false` keeps nothing between builds" in told
    (root / place).unlink()
    make(root, root / "site")
    assert files(root / "site") == site


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "link to nothing"])
def test_something_else_stands_in_the_place_of_the_site(project, kind):
    root, _ = project
    place = root / "elsewhere"
    place.write_text("mine", "utf-8") if kind == "file" else place.symlink_to("nothing")
    told = refused(root, "-d", "elsewhere")
    assert "elsewhere: site_dir exists and is not a directory; move it away, or give another `site_dir`" in told
    assert place.is_symlink() or place.read_text("utf-8") == "mine"
