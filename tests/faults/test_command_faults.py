"""Commands on a disk that gives no locks or takes no pages, and on files and names that are no text."""

import errno
import os
import re
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from disturbed import BEFORE, Files, articles, extract, hidden, lay, stages, visible
from support.projects import communique

from generator import start
from generator.project import atomic_write, journal, lock

ROOT = Path(__file__).resolve().parents[2]
WORDS = "site_templates/words/en.yaml"
NO_LOCKS = "the disk provides no locks"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the shipped templates and the records that an article asks for."""
    root = tmp_path / "project"
    root.mkdir()
    lay(root, articles(BEFORE))
    assert not extract(root)
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    return root


def below(root: Path) -> Files:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


# A disk without locks


@pytest.mark.sample(4)
@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
@pytest.mark.parametrize(
    "words",
    [
        ("extract",),
        ("schema",),
        ("new", "person", "ann-example"),
        ("rename", "marco-dario", "dario"),
        ("merge", "marco-dario", "steve-westoff"),
    ],
)
def test_a_disk_that_gives_no_locks(tmp_path, monkeypatch, code, words):
    start, end = stages(tmp_path)
    lay(tmp_path, start)
    monkeypatch.setattr(lock, "_lock", refuses(code))
    ended, told = communique(tmp_path, *words)
    assert ended == 1
    assert told.startswith(f"communique: {tmp_path}: {NO_LOCKS} ({os.strerror(code)})")
    assert "nothing was written; work on a copy on a local disk, or mount the share with locks" in told
    assert visible(tmp_path) == start
    assert not hidden(tmp_path)
    monkeypatch.undo()
    assert not extract(tmp_path)
    assert visible(tmp_path) == end


def refuses(code: int) -> Callable[[int], None]:
    def lock(_: int) -> None:
        raise OSError(code, os.strerror(code))

    return lock


def test_what_only_reads_asks_for_no_lock(project, monkeypatch):
    monkeypatch.setattr(lock, "_lock", refuses(errno.ENOLCK))
    for words in (("check",), ("extract", "--check"), ("pages", "--out", str(project / "made"))):
        assert NO_LOCKS not in communique(project, *words)[1]


def test_the_place_of_a_lock_is_taken_by_a_file(tmp_path, monkeypatch):
    """Where the system locks no folders a file is locked, and its folder can't be made."""
    start, _ = stages(tmp_path)
    lay(tmp_path, start)
    (tmp_path / ".communique").write_text("mine", "utf-8")
    monkeypatch.setattr(lock, "_lock", refuses(errno.EBADF))
    code, told = communique(tmp_path, "extract")
    assert code == 1
    assert f"{tmp_path}/.communique: File exists; free some space or allow writing there" in told
    assert visible(tmp_path) == start


@pytest.mark.sample(1)
@pytest.mark.parametrize("words", [("schema",), ("new", "person", "ann-example"), ("rename", "marco-dario", "dario")])
def test_what_else_writes_does_not_write_beside_an_extraction(tmp_path, words):
    start, _ = stages(tmp_path)
    lay(tmp_path, start)
    with journal.locked(tmp_path):
        told = communique(tmp_path, *words)
    assert told == (1, "communique: another command is writing here; wait until it ends, then run the command again\n")
    assert visible(tmp_path) == start


# Pages on a disk that does not take them


def test_pages_are_all_there_and_nothing_else(project, tmp_path):
    out = tmp_path / "made"
    assert communique(project, "pages", "--out", str(out))[0] == 0
    first = below(out)
    assert "index.md" in first
    assert not [name for name in first if "/." in f"/{name}"]
    (out / "index.md").write_text("old", "utf-8")
    (out / "mine.txt").write_text("mine", "utf-8")
    assert communique(project, "pages", "--out", str(out))[0] == 0
    assert below(out) == {**first, "mine.txt": b"mine"}


@pytest.mark.sample(1)
@pytest.mark.parametrize("place", ["content/articles", "content", "site_templates/pages"])
def test_pages_are_not_written_among_what_people_write(project, place):
    before = below(project)
    code, told = communique(project, "pages", "--out", str(project / place))
    assert code == 1
    assert "choose a folder outside of it" in told
    assert below(project) == before


def test_ctrl_c_while_the_commands_are_loaded_is_no_traceback(monkeypatch, capsys):
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "_run", interrupt)
    with pytest.raises(SystemExit) as left:
        start.main()
    assert left.value.code == 1
    assert capsys.readouterr().err == "\nAborted!\n"


def test_without_an_article_there_is_nothing_to_review(tmp_path):
    code, told = communique(tmp_path, "annotate", "--no-browser")
    assert code == 1
    assert "no article to review here" in told


@pytest.mark.sample(1)
@pytest.mark.parametrize("place", ["file/below", "/proc/nowhere", "/dev/null/x"])
def test_pages_where_no_folder_can_be(project, tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine", "utf-8")
    if place.startswith("/") and not Path(place).parent.exists():
        pytest.skip("this system has no such place")
    before = below(tmp_path)
    code, told = communique(project, "pages", "--out", place)
    assert code == 1
    assert told.startswith(f"communique: {place}")
    assert "; free some space or allow writing there, then run the command again; nothing was written\n" in told
    assert below(tmp_path) == before


@pytest.mark.slow
def test_pages_where_a_file_is_to_be(project, tmp_path):
    out = tmp_path / "made"
    out.write_text("mine", "utf-8")
    code, told = communique(project, "pages", "--out", str(out))
    assert code == 2
    assert "is a file" in told
    assert out.read_text("utf-8") == "mine"


@pytest.mark.slow
def test_pages_where_a_folder_stands_in_the_place_of_one(project, tmp_path):
    out = tmp_path / "made"
    (out / "index.md").mkdir(parents=True)
    code, told = communique(project, "pages", "--out", str(out))
    assert code == 1
    assert f"{out}/index.md: Is a directory; " in told
    assert [path.name for path in out.rglob("*")] == ["index.md"]


@pytest.mark.sample(2)
@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize("is_new", [True, False])
def test_pages_on_a_disk_that_fills_up(project, tmp_path, monkeypatch, count, is_new):
    out = tmp_path / "made"
    if not is_new:
        assert communique(project, "pages", "--out", str(out))[0] == 0
        (out / "index.md").write_text("before", "utf-8")
    before, left, real = below(tmp_path), [count], Path.write_bytes

    def fails(path: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] > 0:
            return real(path, data)
        real(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", fails)
    code, told = communique(project, "pages", "--out", str(out))
    monkeypatch.undo()
    assert code == 1
    assert "No space left on device; free some space or allow writing there, then run the command again" in told
    assert "nothing was written" in told
    assert below(tmp_path) == before
    assert out.exists() != is_new


@pytest.mark.slow
def test_pages_on_a_disk_that_takes_a_part_of_one(project, tmp_path):
    """A limit of the system, which is no stand-in of ours."""
    before = below(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "pages", "--root", str(project), "--out", str(tmp_path / "made")],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large; free some space or allow writing there" in done.stderr
    assert below(tmp_path) == before


def test_pages_in_a_folder_that_nobody_writes_to(project, tmp_path, monkeypatch):
    out = tmp_path / "made"
    out.mkdir(0o555)
    real = os.open

    def denied(path, flags, *rest, **options):
        if flags & os.O_CREAT and str(path).startswith(str(out)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, flags, *rest, **options)

    def no_folder(path: Path, *_: object, **__: object) -> None:
        if path.is_relative_to(out) and not path.exists():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(os, "open", denied)
    monkeypatch.setattr(Path, "mkdir", no_folder)
    code, told = communique(project, "pages", "--out", str(out))
    assert code == 1
    assert "Permission denied; free some space or allow writing there" in told
    assert not list(out.iterdir())
    assert stat.S_IMODE(out.stat().st_mode) == 0o555


@pytest.fixture
def replaced_once(monkeypatch):
    """Of all files that are to be replaced, the first is."""
    real, left = Path.replace, [1]

    def fails(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fails)
    return monkeypatch


def test_what_was_there_stays_where_a_file_is_no_longer_to_be_replaced(tmp_path, replaced_once):
    """The last step fails: each file is the old one or the new one, whole, and nothing stands beside."""
    (tmp_path / "a.md").write_text("old", "utf-8")
    with pytest.raises(atomic_write.PartlyWrittenError, match=r"Input/output error.*a\.md"):
        atomic_write.put_all(tmp_path, {"b.md": "new", "a.md": "new"})
    replaced_once.undo()
    assert below(tmp_path) == {"a.md": b"old", "b.md": b"new"}
    atomic_write.put_all(tmp_path, {"b.md": "new", "a.md": "new"})
    assert below(tmp_path) == {"a.md": b"new", "b.md": b"new"}


def test_pages_of_which_some_are_written_say_so(project, tmp_path, replaced_once):
    code, told = communique(project, "pages", "--out", str(tmp_path / "out"))
    assert code == 1
    assert "Input/output error; free some space or allow writing there, then run the command again; " in told
    assert told.endswith("; every file is complete, either old or new\n")
    assert len(below(tmp_path / "out")) == 1
    replaced_once.undo()
    assert communique(project, "pages", "--out", str(tmp_path / "out"))[0] == 0


# Files that are no text, or no YAML


@pytest.mark.parametrize("words", [("schema",), ("schema", "--check")])
def test_a_schema_for_editors_that_is_no_text(project, words):
    lay_bytes(project, "schema/person.json", b"{\xff}")
    before = below(project)
    code, told = communique(project, *words)
    assert code == 1
    assert "schema/person.json:1:2: error: not UTF-8: byte 0xff [file-is-utf8]" in told
    assert "delete it; the command writes it again" in told
    assert below(project) == before


def test_a_schema_for_editors_in_the_place_of_a_folder(project):
    (project / "schema/person.json").mkdir(parents=True)
    code, told = communique(project, "schema")
    assert code == 1
    assert "schema/person.json: error: can't be written: Is a directory [file-is-writable]" in told
    assert not below(project / "schema")


@pytest.mark.parametrize("words", [("check",), ("extract",), ("schema",), ("pages", "--out", "made")])
def test_a_kind_of_the_site_s_own_that_is_no_text(project, monkeypatch, words):
    monkeypatch.chdir(project)
    lay_bytes(project, "content/schema/ship.yaml", b"label: Ship\nplural: \xff\n")
    before = below(project)
    code, told = communique(project, *words)
    assert code == 1
    assert "content/schema/ship.yaml:2:9: error: not UTF-8: byte 0xff [file-is-utf8]\n 2 | plural: \ufffd\n" in told
    assert "save the file as UTF-8 in your editor" in told
    assert below(project) == before


def test_a_kind_of_the_site_s_own_that_can_t_be_read(project, monkeypatch):
    lay_bytes(project, "content/schema/ship.yaml", b"label: Ship\n")
    real = open

    def denied(path, *rest, **options):
        if str(path).endswith("ship.yaml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest, **options)

    monkeypatch.setattr("builtins.open", denied)
    code, told = communique(project, "check")
    assert code == 1
    assert "content/schema/ship.yaml: error: can't be read: Permission denied [file-is-readable]" in told
    assert "check its permissions" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: b\nx: [\n", f"{WORDS}:2:4: error: the file ends inside brackets [yaml-is-valid]\n 2 | x: [\n"),
        (
            b"a: b\n- c\n",
            f"{WORDS}:2:1: error: a line with a different indentation than those above [yaml-is-valid]\n 2 | - c",
        ),
        (b"a: b\na: c\n", f"{WORDS}:2:1: error: duplicate key `a` [key-is-unique]\n 2 | a: c"),
        (b"a: \xe4\n", f"{WORDS}:1:4: error: not UTF-8: byte 0xe4 [file-is-utf8]\n 1 | a: \ufffd\n"),
    ],
)
def test_words_of_the_interface_that_are_none(project, tmp_path, data, told):
    (project / WORDS).write_bytes(data)
    code, said = communique(project, "pages", "--out", str(tmp_path / "made"))
    assert code == 1
    assert told in said
    assert not (tmp_path / "made").exists()


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["meeting.md.j2", "thing.md.j2", "parts/lists.md.j2"])
def test_a_template_that_is_no_text(project, tmp_path, name):
    path = project / "site_templates/pages" / name
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"caf\xe9\n", *lines[2:]]))
    code, told = communique(project, "pages", "--out", str(tmp_path / "out"))
    assert code == 1
    assert "Traceback" not in told
    assert f"site_templates/pages/{name}:3:4: error: not UTF-8: byte 0xe9 [file-is-utf8]" in told
    assert not (tmp_path / "out").exists()


def test_words_of_the_interface_that_can_t_be_read(project, tmp_path, monkeypatch):
    real = open

    def denied(path, *rest, **options):
        if str(path).endswith(WORDS):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest, **options)

    monkeypatch.setattr("builtins.open", denied)
    monkeypatch.setattr("io.open", denied)
    code, told = communique(project, "pages", "--out", str(tmp_path / "made"))
    assert code == 1
    assert f"{WORDS}: error: can't be read: Permission denied [file-is-readable]" in told


def lay_bytes(root: Path, name: str, data: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data)


# Names that are no text


@pytest.mark.sample(3)
@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize(
    "name",
    [
        b"content/articles/caf\xe9.md",
        b"content/articles/caf\xe9.txt",
        b"content/records/persons/\xff.yaml",
        b"content/records/\xfe/a.yaml",
        b"content/facts/persons/\xff.jsonl",
        b"content/schema/\xff.yaml",
    ],
)
def test_a_name_that_is_no_text(project, name, form):
    try:
        lay_bytes(project, os.fsdecode(name), b"label: x\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    before = below(project)
    for words in (("check", "--format", form), ("extract", "--format", form)):
        code, told = communique(project, *words)
        assert code == 1
        assert re.search(r"dc[ef][0-9a-f]", told)
        assert told.encode()
    assert below(project) == before


# A link in the place of a folder that is written


def test_offers_for_an_editor_stay_in_the_project(project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project / ".vscode").symlink_to(tmp_path / "elsewhere")
    lay(project / "content", {})
    lay_bytes(project, "content/articles/a.md", articles(BEFORE)["content/articles/a.md"])
    assert communique(project, "extract")[0] == 0
    assert not list((tmp_path / "elsewhere").iterdir())
