"""`mkdocs build` with a clock that jumps, and with files that change while they are read."""

import os
import time

import pytest
from building import RECORD, change, clean
from support import sample
from support.sites import files, make

from generator.incremental import fingerprints

pytestmark = pytest.mark.sample(1)


@pytest.mark.slow
def test_a_file_with_the_same_size_and_time_but_other_words_is_read(project, tmp_path):
    root, _ = project
    record = root / RECORD
    backwards = sample.MINISTER_NAME[::-1]
    before, text = record.stat(), record.read_bytes()
    record.write_bytes(text.replace(sample.MINISTER_NAME.encode(), backwards.encode()))
    os.utime(record, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert record.stat().st_size == before.st_size
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)
    assert backwards in (root / f"site/persons/{sample.MINISTER}/index.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("jump", [-10 * 365 * 86400, -1, 86400, 10 * 365 * 86400])
def test_the_clock_jumps_between_builds(project, tmp_path, monkeypatch, jump):
    root, _ = project
    ns, real = jump * 1_000_000_000, time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + ns)
    change(root)
    os.utime(root / RECORD, ns=(time.time_ns(), time.time_ns()))
    make(root, root / "site")
    again = (root / RECORD).stat()
    text = (root / RECORD).read_text("utf-8")
    (root / RECORD).write_text(text.replace("The honourable", "Dishonourable "), "utf-8")
    os.utime(root / RECORD, ns=(again.st_atime_ns, again.st_mtime_ns))
    make(root, root / "site")
    monkeypatch.undo()
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
def test_a_file_that_changes_while_it_is_read_is_read_again_by_the_next_build(project, tmp_path, monkeypatch):
    root, _ = project
    change(root)
    real = fingerprints.scan_folders

    def late(*paths):
        text = (root / RECORD).read_text("utf-8")
        found = real(*paths)
        (root / RECORD).write_text(text.replace("The honourable", "The late"), "utf-8")
        return found

    monkeypatch.setattr(fingerprints, "scan_folders", late)
    make(root, root / "site")
    monkeypatch.undo()
    assert "The late" in (root / RECORD).read_text("utf-8")
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
def test_a_file_that_goes_while_the_folder_is_listed(project, monkeypatch, tmp_path):
    root, _ = project
    real = os.scandir

    def lists(path):
        found = list(real(path))
        if os.fsdecode(path).endswith("records/persons"):
            (root / RECORD).unlink(missing_ok=True)
        return Listed(found)

    monkeypatch.setattr(os, "scandir", lists)
    assert str(root / RECORD) not in fingerprints.scan(root).seen
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


class Listed(list):
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None
