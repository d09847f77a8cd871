"""`mkdocs build` on a bad disk: a message with a remedy, and the next run is right."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from building import change, clean
from mkdocs.exceptions import Abort, PluginError
from support import sample
from support.sites import files, make

from generator import executors
from generator.rendering import page_writer, preflight, site_dir

pytestmark = pytest.mark.sample(1)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_the_disk_fills_up_at_any_page(project, tmp_path, monkeypatch, count):
    root, _ = project
    change(root)
    left, real = [count], site_dir.write_file

    def fails(path: str, data: bytes) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        return real(path, data)

    monkeypatch.setattr(page_writer, "write_file", fails)
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    (root / "site_templates/words/en.yaml").open("a", encoding="utf-8").write("# every page anew\n")
    before = files(root / "site")
    with pytest.raises(Abort):
        make(root, root / "site")
    assert files(root / "site") == before
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["dependencies", "output", "manifest"])
def test_the_disk_fills_up_while_the_cache_is_written(project, tmp_path, monkeypatch, part):
    root, _ = project
    change(root)
    real = Path.write_bytes

    def fails(path: Path, data: bytes) -> int:
        if path.name.startswith(f"{part}-"):
            real(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, data)

    (root / "site_templates/words/en.yaml").open("a", encoding="utf-8").write("# every page anew\n")
    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(Abort):
        make(root, root / "site")
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)
    stores = [path for path in (root / ".cache/communique").iterdir() if path.is_dir()]
    (kept,) = [path for path in stores if (path / "site").read_text() == f"{root}/site"]
    names = {path.name for path in kept.iterdir()}
    assert names == {"site", "manifest", "dependencies", "output", "templates", "finished"}


def test_a_disk_that_takes_no_parse_cache_stops_no_build(project, tmp_path, monkeypatch):
    root, _ = project
    change(root)
    cache, real = root / ".cache/communique/parsed", Path.write_bytes

    def fails(path: Path, data: bytes) -> int:
        if path.name.startswith("parsed-"):
            real(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, data)

    cache.unlink()
    monkeypatch.setattr(Path, "write_bytes", fails)
    make(root, root / "site")
    assert list(cache.parent.glob("parsed*")) == []
    monkeypatch.undo()
    assert files(root / "site") == clean(root, tmp_path)


def limited(size: int) -> Callable[[], None]:
    """No file of a process grows beyond some bytes: like a disk that fills up, it takes a part of what is written."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_page_that_the_disk_takes_a_part_of_is_no_page(tmp_path):
    path = tmp_path / "page"
    code = f"from generator.rendering.site_dir import write_file; write_file({str(path)!r}, b'x' * 5000)"
    run = subprocess.run([sys.executable, "-c", code], preexec_fn=limited(3000), capture_output=True, check=False)
    assert path.stat().st_size == 3000
    assert b"OSError" in run.stderr
    assert os.fsencode(path) in run.stderr


@pytest.mark.slow
def test_a_build_whose_pages_the_disk_takes_a_part_of_says_so(project):
    root, site = project
    (root / "site_templates/words/en.yaml").open("a", encoding="utf-8").write("# every page anew\n")
    run = [sys.executable, "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(run, cwd=root, preexec_fn=limited(12_000), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"ERROR   -  {root}/site/")
    assert told.endswith(": File too large; make room or allow reading and writing, then build again")
    assert not make(root, root / "site")
    assert files(root / "site") == site


def test_a_worker_that_the_system_ends_is_no_defect_of_ours():
    with pytest.raises(PluginError, match=r"was killed.*build again"), preflight.disk_errors_reported():
        raise BrokenProcessPool


def test_a_fault_that_mkdocs_meets_is_told_by_its_cause():
    with pytest.raises(Abort, match=r"site/x\.css: No space left on device; make room"):
        preflight.abort_on_disk_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site/x.css"))
    preflight.abort_on_disk_error(ValueError("a defect"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["site", ".cache/communique", f"site/persons/{sample.MINISTER}"])
def test_what_nobody_can_write(project, monkeypatch, tmp_path, name):
    """Where the file system can't say so itself, the calls to it do."""
    root, _ = project
    change(root)
    held = str(root / name)
    for call in ("mkdir", "rename", "replace", "open", "unlink", "rmdir"):
        monkeypatch.setattr(os, call, denied(getattr(os, call), held))
    with pytest.raises((Abort, PermissionError)) as told:
        make(root, root / "site")
    monkeypatch.undo()
    assert isinstance(told.value, Abort)
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


def denied(real: Callable[..., object], held: str) -> Callable[..., object]:
    """A call of the system that changes nothing in a folder."""

    def call(path, *rest, **options):
        writes = real.__name__ != "open" or bool(rest and rest[0] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        written = [path, *rest[:1]] if real.__name__ in {"rename", "replace"} else [path]
        if writes and any(str(Path(os.fsdecode(each)).absolute().parent).startswith(held) for each in written):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest, **options)

    return call


@pytest.mark.slow
def test_content_that_is_only_read_is_built(built, tmp_path, monkeypatch):
    """The build writes nothing into content/, so that a folder that can't be written does no harm."""
    root, site = built
    for call in ("mkdir", "rename", "replace", "open", "unlink", "rmdir"):
        monkeypatch.setattr(os, call, denied(getattr(os, call), str(root / "content")))
    assert not make(root, tmp_path / "site")
    assert files(tmp_path / "site") == site
