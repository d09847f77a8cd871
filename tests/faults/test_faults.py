"""`extract` on a full disk, on files that can't be written, beside another one, beside an editor, on a bad journal."""

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from disturbed import AFTER, BEFORE, MEETING, WESTOFF, articles, extract, hidden, lay, stages, visible
from support.projects import communique

from generator import pipeline
from generator.project import atomic_write, journal, lock

PACKAGE = Path(journal.__file__).parents[1]
JOURNAL = ".communique/journal.json"
NOTE = b"# A person's note.\n"


@pytest.fixture
def project(tmp_path):
    """A project whose article changed, and the files that an extraction makes of it."""
    root = tmp_path / "project"
    root.mkdir()
    start, end = stages(root)
    lay(root, start)
    return root, start, end


def digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


# Clocks and names


@pytest.mark.sample(2)
@pytest.mark.parametrize("seconds", [0, 1, 951_782_400, 4_102_444_800], ids=["1970", "first", "2000", "2100"])
def test_no_clock_tells_what_is_newer(project, seconds):
    """A disk whose clock was wrong, a checkout that gives all files one time: only texts are compared."""
    root, _, end = project
    for path in [path for path in root.rglob("*") if path.is_file()]:
        os.utime(path, (seconds, seconds))
    assert not extract(root)
    assert visible(root) == end
    for path in [path for path in root.rglob("*") if path.is_file()]:
        os.utime(path, (seconds, seconds))
    assert communique(root, "extract") == (0, "nothing to change\n")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("content/records/persons/Steve-Westoff.yaml", "rename the file; write `steve-westoff`"),
        ("content/records/persons/zoe\u0308.yaml", "rename the file"),
        ("content/records/persons/zo\u00eb.yaml", "rename the file"),
        ("content/articles/A.md", "rename the file; write `a`"),
        ("content/articles/cafe\u0301.md", "rename the file"),
    ],
)
def test_a_name_that_another_disk_would_not_tell_apart_changes_nothing(project, name, remedy):
    root, start, _ = project
    data = articles({"x": "Words."})["x"] if name.endswith(".md") else b"name: Another\n"
    (root / name).write_bytes(data)
    code, told = communique(root, "extract")
    assert code == 1
    assert remedy in told
    assert {path: made for path, made in visible(root).items() if path != name} == start
    assert (root / name).read_bytes() == data
    assert not hidden(root)


@pytest.mark.sample(2)
@pytest.mark.parametrize("id_", ["Steve-Westoff", "zoe\u0308", "zo\u00eb", "con"])
def test_an_annotation_with_such_an_id_makes_no_file(project, id_):
    root, start, _ = project
    made = articles({"content/articles/b.md": f'[Somebody]{{person="{id_}"}} spoke.'})
    lay(root, start | made)
    code, told = communique(root, "extract")
    assert code == 1
    assert "content/articles/b.md:8:" in told
    assert visible(root) == start | made


# Nothing to do


def test_nothing_is_made_where_nothing_changes(project):
    root, _, end = project
    extract(root)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert communique(root, "extract") == (0, "nothing to change\n")
    assert communique(root, "extract", "--check") == (0, "nothing to change\n")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    assert visible(root) == end
    assert not hidden(root)


def test_permissions_stay(project):
    root, _, end = project
    (root / MEETING).chmod(0o640)
    extract(root)
    assert (root / MEETING).stat().st_mode & 0o777 == 0o640
    assert visible(root) == end


# A full disk


@pytest.mark.parametrize("broken", ["write_bytes", "mkdir", "replace"])
def test_the_disk_is_full_from_the_start(project, monkeypatch, broken):
    root, start, end = project
    full_from(monkeypatch, 1, broken)
    code, told = communique(root, "extract")
    assert code == 1
    assert "can't be written: No space left on device" in told
    assert "free some space or allow writing, then run the command again" in told
    assert visible(root) == start
    monkeypatch.undo()
    assert not extract(root)
    assert visible(root) == end
    assert not hidden(root)


def full_from(monkeypatch, count: int, name: str) -> None:
    """From its `count`-th use on, an operation of the disk fails."""
    real = getattr(Path, name)
    left = [count]

    def fails(path, *arguments, **options):
        left[0] -= 1
        if left[0] > 0:
            return real(path, *arguments, **options)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, name, fails)


@pytest.mark.sample(6)
@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("broken", ["write_bytes", "replace", "unlink"])
def test_the_disk_fills_up_or_fails_at_any_file(project, monkeypatch, broken, count):
    root, start, end = project
    full_from(monkeypatch, count, broken)
    code, told = communique(root, "extract")
    monkeypatch.undo()
    assert code == 0 or "No space left on device" in told
    for name, data in visible(root).items():
        assert data in (start.get(name), end.get(name))
    if broken == "write_bytes":
        assert visible(root) in (start, end)
    assert communique(root, "extract")[0] == 0
    assert visible(root) == end
    assert not hidden(root)


def test_waiting_for_the_disk_fails(project, monkeypatch):
    root, start, end = project

    def fails(_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)
    code, told = communique(root, "extract")
    assert code == 1
    assert "Input/output error" in told
    assert visible(root) == start
    monkeypatch.undo()
    assert not extract(root)
    assert visible(root) == end


def test_a_real_disk_that_is_full(tmp_path):
    """On a file system of a few kilobytes, where the machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        start, end = stages(disk)
        for free in range(0, 60, 4):
            lay(disk, start)
            fill(disk, free * 1024)
            code, told = communique(disk, "extract")
            assert code == 0 or "No space left on device" in told
            for name, data in visible(disk).items():
                assert data in (start.get(name), end.get(name))
            (disk / "filler").unlink()
            assert not extract(disk)
            assert visible(disk) == end
            assert not hidden(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, free: int) -> None:
    status = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * max(0, status.f_bavail * status.f_frsize - free))


# What can't be written


def test_a_file_that_is_read_only(project, monkeypatch):
    root, start, end = project
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != Path(MEETING).name and access(path, mode))
    code, told = communique(root, "extract")
    assert code == 1
    assert f"{MEETING}: error: the file is read-only [file-is-writable]" in told
    assert "make it writable, then run the command again; nothing was written" in told
    assert visible(root) == start
    monkeypatch.undo()
    assert not extract(root)
    assert visible(root) == end


@pytest.fixture
def immutable():
    """Make a file or folder one that nobody changes, root neither; where the system can do that."""
    held = []

    def hold(path: Path) -> None:
        done = shutil.which("chattr") and subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False)
        if not done or done.returncode:
            pytest.skip("no right to make a file immutable, or a file system that can't")
        held.append(path)

    yield hold
    for path in held:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", [MEETING, "content/records/meetings", "content/facts/persons", "."])
def test_what_nobody_can_change(project, immutable, name):
    root, start, end = project
    immutable(root / name)
    code, told = communique(root, "extract")
    assert code == 1
    assert "can't be written: Operation not permitted" in told or "the file is read-only" in told
    for path, data in visible(root).items():
        assert data in (start.get(path), end.get(path))
    subprocess.run(["chattr", "-i", str(root / name)], check=True)
    assert not extract(root)
    assert visible(root) == end
    assert not hidden(root)


# Two at once


def test_a_second_extraction_is_told_to_wait(project):
    root, start, end = project
    script = "import sys\nfrom pathlib import Path\nfrom generator.project import journal\n"
    script += "with journal.locked(Path(sys.argv[1])) as mine:\n    print(mine, flush=True)\n    sys.stdin.read()\n"
    words = [sys.executable, "-c", script, str(root)]
    with subprocess.Popen(words, cwd=PACKAGE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "True\n"
        assert communique(root, "extract") == (
            1,
            "communique: another command is writing here; wait until it ends, then run the command again\n",
        )
        assert visible(root) == start
        other.kill()
    assert not extract(root)
    assert visible(root) == end


def test_many_extractions_at_once(project):
    root, _, end = project
    words = [sys.executable, "-m", "generator", "extract", "--root", str(root)]
    started = [subprocess.Popen(words, cwd=PACKAGE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    told = [process.communicate() for process in started]
    assert all(not err or b"is writing here; wait until it ends" in err for _, err in told)
    assert any(process.returncode == 0 for process in started)
    assert visible(root) == end
    assert not hidden(root)


def test_a_system_that_locks_no_folders_locks_a_file(project, monkeypatch):
    root, _, end = project
    real = lock._lock  # noqa: SLF001

    def files_only(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        real(handle)

    monkeypatch.setattr(lock, "_lock", files_only)
    with journal.locked(root) as mine, journal.locked(root) as other:
        assert (mine, other) == (True, False)
    assert not extract(root)
    assert visible(root) == end
    assert hidden(root) == [".communique"]


# An editor at work


def without_fingerprints(files):
    """Ledgers begin with a fingerprint of their record, which a person's comment changes."""
    return {path: re.sub(rb'^\["record",.*\n', b"", text, flags=re.MULTILINE) for path, text in files.items()}


def test_a_record_that_changes_between_reading_and_writing(project):
    root, start, end = project
    changes, _ = pipeline.extract(root)
    (root / WESTOFF).write_bytes(start[WESTOFF] + NOTE)
    told = journal.write(root, changes)
    assert [(problem.rule, problem.span.source.path) for problem in told] == [("file-is-unchanged", WESTOFF)]
    assert visible(root) == {**start, WESTOFF: start[WESTOFF] + NOTE}
    assert not hidden(root)
    assert not extract(root)
    assert without_fingerprints(visible(root)) == without_fingerprints({**end, WESTOFF: end[WESTOFF] + NOTE})


def test_a_record_that_changes_while_others_are_replaced(project, monkeypatch):
    """The editor saves after the journal was written, just before the record's turn."""
    root, start, end = project
    changes, _ = pipeline.extract(root)
    real = atomic_write.flush

    def edited(paths):
        paths = list(paths)
        if any(path.name.startswith(".steve-westoff.yaml") for path in paths):
            (root / WESTOFF).write_bytes(start[WESTOFF] + NOTE)
        real(paths)

    monkeypatch.setattr(journal, "flush", edited)
    told = journal.write(root, changes)
    assert [(problem.rule, problem.severity) for problem in told] == [("file-is-unchanged", "error")]
    ledger = WESTOFF.replace("records", "facts").replace("yaml", "jsonl")
    assert visible(root) == {**end, WESTOFF: start[WESTOFF] + NOTE, ledger: start[ledger]}
    monkeypatch.undo()
    assert not extract(root)
    assert without_fingerprints(visible(root)) == without_fingerprints({**end, WESTOFF: end[WESTOFF] + NOTE})


def test_a_record_that_is_deleted_or_made_meanwhile(project):
    root, start, end = project
    changes, _ = pipeline.extract(root)
    russia = "content/records/countries/ru.yaml"
    (root / russia).parent.mkdir(exist_ok=True)
    (root / russia).write_bytes(b"name: Russian Federation\n")
    (root / WESTOFF).unlink()
    told = journal.write(root, changes)
    assert {problem.span.source.path for problem in told} == {russia, WESTOFF}
    assert not hidden(root)
    extract(root)
    assert (root / russia).read_bytes().endswith(b"name: Russian Federation\n")
    assert not (root / WESTOFF).exists()
    assert visible(root)[MEETING] == end[MEETING] != start[MEETING]


# The journal is input, too


def lay_journal(root: Path, text: str | bytes) -> None:
    (root / JOURNAL).parent.mkdir(exist_ok=True)
    (root / JOURNAL).write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize(
    "text",
    ["", "[", '[{"path": "content/articles/a.md"', "{}", "[1]", '[{"path": 1}]', '"x"', b"\xff", "[" * 100_000],
    ids=lambda text: repr(text[:12]),
)
def test_a_journal_that_is_not_whole(project, text):
    root, start, end = project
    lay_journal(root, text)
    code, told = communique(root, "extract")
    assert code == 1
    assert "the journal of a killed run is damaged [journal-is-sound]" in told
    assert "delete it, check `git diff`, then run the command again" in told
    assert visible(root) == start
    (root / JOURNAL).unlink()
    assert not extract(root)
    assert visible(root) == end


@pytest.mark.parametrize(
    "path",
    [
        "../victim.yaml",
        "content/../../victim.yaml",
        "content/records/../../../victim.yaml",
        "/etc/victim.yaml",
        "ROOT/victim.yaml",
        "C:/victim.yaml",
        "content\\..\\..\\victim.yaml",
        "mkdocs.yml",
        "dev.py",
        ".git/config",
        "content/.hidden.yaml",
        "content/records/x.py",
        "content/",
        "content",
        "",
        "content/records/persons/\0.yaml",
        "content/linked/victim.yaml",
        "content/records/persons/link.yaml",
    ],
)
def test_a_journal_that_leads_elsewhere(project, path):
    root, start, _ = project
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "content/linked").symlink_to(outside)
    (root / "content/records/persons/link.yaml").symlink_to(outside / "victim.yaml")
    rows = [{"path": path.replace("ROOT", str(root.parent)), "old": "", "new": "owned\n"}]
    rows.append({"path": MEETING, "old": digest(start[MEETING]), "new": "owned\n"})
    lay_journal(root, json.dumps(rows))
    told = journal.finish(root)
    assert [problem.rule for problem in told] == ["journal-is-sound"]
    assert not [found for found in root.parent.rglob("*") if found.is_file() and found.read_bytes() == b"owned\n"]
    assert not any(outside.iterdir())


def test_a_journal_from_another_time(project):
    """A run was killed; then another branch was checked out, where the files are others."""
    root, _, end = project
    rows = [{"path": MEETING, "old": digest(b"another text"), "new": "name: Another time\n"}]
    lay_journal(root, json.dumps(rows))
    code, told = communique(root, "extract")
    assert code == 0
    assert f"{MEETING}: warning: the file changed after a run that was writing it was killed" in told
    assert visible(root) == end
    assert not hidden(root)


@pytest.mark.parametrize("kind", ["link to a folder", "link to nothing", "file"])
def test_the_folder_of_the_journal_is_none(project, kind):
    root, start, end = project
    outside = root.parent / "outside"
    outside.mkdir()
    if kind == "file":
        (root / ".communique").write_text("x")
    else:
        (root / ".communique").symlink_to(outside if kind == "link to a folder" else outside / "nothing")
    code, told = communique(root, "extract")
    assert code == 1
    assert ".communique: error: a link, or not a folder [file-is-own]" in told
    assert visible(root) == start
    assert not any(outside.iterdir())
    (root / ".communique").unlink()
    assert not extract(root)
    assert visible(root) == end


def test_a_change_to_what_is_no_content_is_refused(project):
    root, start, _ = project
    for path in ("../victim.yaml", "mkdocs.yml", "content/.x.yaml"):
        told = journal.write(root, [journal.Change(path, None, "x")])
        assert [problem.rule for problem in told] == ["file-is-own"]
    assert visible(root) == start


def test_what_a_killed_run_left_beside_a_record_is_never_read(project):
    root, _, end = project
    (root / "content/records/persons/.steve-westoff.yaml.communique-new").write_text("torn: [")
    assert not extract(root)
    assert visible(root) == end
    assert not hidden(root)


def test_a_killed_run_is_finished_before_something_new_is_written(project):
    root, start, end = project
    changes, _ = pipeline.extract(root)
    rows = [{"path": c.path, "old": digest(start.get(c.path)), "new": c.new} for c in changes]
    lay_journal(root, json.dumps(rows))
    new = journal.Change("content/articles/b.md", None, "---\ntitle: B\ndate: 2025-12-04\n---\n")
    assert not journal.write(root, [new])
    assert visible(root) == {**end, "content/articles/b.md": b"---\ntitle: B\ndate: 2025-12-04\n---\n"}


def test_the_story_of_the_tests_is_one_that_changes_adds_and_deletes(project):
    _, start, end = project
    assert articles(BEFORE).keys() == articles(AFTER).keys()
    assert start.keys() - end.keys() == {"content/records/persons/marco-dario.yaml"}  # its ledger says that it is gone
    assert end.keys() - start.keys() == {
        "content/facts/countries/ru.jsonl",
        "content/records/countries/ru.yaml",
    }
