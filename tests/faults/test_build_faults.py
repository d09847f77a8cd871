"""`mkdocs build` on a bad disk, clock or cache, or with bad files: a word with a remedy, and the next run right."""

import errno
import os
import resource
import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from hashlib import blake2b
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError
from support import sample
from support.sites import age, copy_project, files, make

from generator import pipeline
from generator.incremental import fingerprints
from generator.incremental.codec import decode, encode
from generator.incremental.manifest import Manifest, MkDocsOutput, PageRecord, SiteDependencies
from generator.incremental.store import Store
from generator.project.files import outside_links, read_project
from generator.rendering import page_writer, preflight, site_dir, workers

pytestmark = pytest.mark.sample(1)

RECORD = f"content/records/persons/{sample.MINISTER}.yaml"
HIDDEN = "words-of-another-folder"
ARTICLE = "---\ntitle: News\ndate: 2025-12-01\n---\n\nWords.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A project that was built, an hour ago by its files; and its site."""
    root = copy_project(tmp_path_factory.mktemp("faults") / "project")
    age(root)
    assert not make(root, root / "site")
    return root, files(root / "site")


@pytest.fixture
def project(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A project of its own that was built, and its clean site."""
    root = tmp_path / "project"
    shutil.copytree(built[0], root, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache"))
    make(root, root / "site")
    return root, built[1]


def command(root: Path, *words: str) -> tuple[int, str]:
    """As a person builds: the exit code, and what the build says."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *words],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )
    return run.returncode, run.stderr


def refused(root: Path, *words: str) -> str:
    """What a build says that ends with a word."""
    code, told = command(root, *words)
    assert code == 1, told
    assert "Traceback" not in told
    return told


def change(root: Path) -> None:
    record = root / RECORD
    record.write_text(record.read_text("utf-8").replace("name: ", "name: The honourable ", 1), "utf-8")


def clean(root: Path, tmp_path: Path) -> dict[str, bytes]:
    make(root, tmp_path / "clean")
    return files(tmp_path / "clean")


# A disk that fails


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

    monkeypatch.setattr(page_writer, "write", fails)
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    (root / "site_templates/words/en.yaml").open("a", encoding="utf-8").write("# every page anew\n")
    before = files(root / "site")
    with pytest.raises(Abort):
        make(root, root / "site")
    assert files(root / "site") == before
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["dependencies", "output", "manifest", "parsed"])
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
    next((root / ".cache/communique").glob("*/parsed")).unlink()
    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(Abort):
        make(root, root / "site")
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == clean(root, tmp_path)
    (kept,) = [path for path in (root / ".cache/communique").iterdir() if (path / "site").read_text() == f"{root}/site"]
    names = {path.name for path in kept.iterdir()}
    assert names == {"site", "manifest", "dependencies", "output", "parsed", "templates"}


def limited(size: int) -> Callable[[], None]:
    """No file of a process grows beyond some bytes: like a disk that fills up, it takes a part of what is written."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_page_that_the_disk_takes_a_part_of_is_no_page(tmp_path):
    path = tmp_path / "page"
    code = f"from generator.rendering.site_dir import write; write({str(path)!r}, b'x' * 5000)"
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
        if writes and str(Path(os.fsdecode(path)).absolute().parent).startswith(held):
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


# A clock that jumps, and files that change while they are read


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
    real = fingerprints.scan

    def late(folder):
        text = (root / RECORD).read_text("utf-8")
        found = real(folder)
        (root / RECORD).write_text(text.replace("The honourable", "The late"), "utf-8")
        return found

    monkeypatch.setattr(fingerprints, "scan", late)
    make(root, root / "site")
    monkeypatch.undo()
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


# A cache that is torn, of another version, or something else


@pytest.mark.slow
def test_a_part_of_the_store_is_read_whole_or_not_at_all(project):
    root, _ = project
    (kept,) = [path for path in (root / ".cache/communique").iterdir() if (path / "site").read_text() == f"{root}/site"]
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


# Names


def lay(root: Path, name: str | bytes, text: str = "# A page\n") -> None:
    path = root / os.fsdecode(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("content/records/persons/e\u0301lan.yaml", "is not a valid id"),
        ("content/articles/e\u0301lan.md", "is not a valid id"),
        (b"content/records/persons/b\xe4h.yaml", "is not a valid id"),
        (b"content/articles/b\xe4h.md", "is not a valid id"),
        ("content/records/persons/Ann-Roe.yaml", "rename the file; write `ann-roe`"),
        ("content/records/topics/Ann-Roe.yaml", "rename the file; write `ann-roe`"),
        ("content/articles/News.md", "rename the file; write `news`"),
    ],
)
def test_a_name_that_another_disk_would_not_tell_apart_is_no_id(project, name, told):
    root, site = project
    lay(root, name, ARTICLE if os.fsencode(name).endswith(b".md") else "name: X\n")
    code, said = command(root, "--strict")
    assert code == 1
    assert "Traceback" not in said
    assert told in said
    found = [path for path in files(root / "site") if path not in site and not path.startswith("downloads/")]
    assert not found


@pytest.mark.slow
def test_hand_written_pages_that_are_one_file_on_many_disks(project):
    root, _ = project
    for name in ("News.md", "news.md", f"Persons/{sample.MINISTER}.md", "caf\u00e9.md", "cafe\u0301.md"):
        lay(root, f"content/pages/{name}")
    code, told = command(root, "--strict")
    assert code == 1
    for pair in (
        "news.md and News.md",
        f"Persons/{sample.MINISTER}.md and persons/{sample.MINISTER}.md",
        "caf\u00e9.md and cafe\u0301.md",
    ):
        assert f"content/pages/{pair} are one file on many disks; rename it" in told


# What is not the project's own


@pytest.mark.parametrize(
    ("place", "target", "is_end"),
    [
        ("content/records/persons/out.yaml", "s.yaml", False),
        ("content/records/persons", "persons", False),
        ("content/records", "", False),
        ("content/articles", "articles", False),
        ("content/articles/more", "articles", False),
        ("content/articles/out.md", "articles/s.md", False),
        ("content/facts", "", False),
        ("content/schema", "", False),
        ("content/schema/x.yaml", "s.yaml", False),
        ("content/pages/out.md", "articles/s.md", True),
        ("content/pages/out.txt", "s.yaml", True),
        ("content/pages/more", "articles", True),
        ("content/pages", "articles", True),
        ("content/pages/gone.md", "nothing", True),
        ("site_templates/pages/person.md.j2", "s.yaml", True),
        ("site_templates/theme/partials/footer.html", "s.yaml", True),
        ("site_templates/theme/assets/out.html", "s.yaml", True),
        ("site_templates/words/en.yaml", "s.yaml", True),
        ("site_templates/theme/partials/gone.html", "nothing", True),
    ],
)
def test_a_link_out_of_the_tree_is_refused(project, tmp_path, place, target, is_end):
    root, _ = project
    lay(tmp_path, "outside/s.yaml", f"name: {HIDDEN}\n")
    lay(tmp_path, "outside/persons/s.yaml", f"name: {HIDDEN}\n")
    lay(tmp_path, "outside/articles/s.md", ARTICLE + HIDDEN)
    link = root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(link) if link.is_dir() else link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "outside" / target)
    code, told = command(root, "--strict")
    assert code == 1
    assert "Traceback" not in told
    assert place in told
    assert ("replace the link with the file itself" in told) or is_end
    assert HIDDEN not in told
    assert not [name for name, data in files(root / "site").items() if HIDDEN.encode() in data]


def test_a_link_to_a_file_of_the_same_folder_is_followed(tmp_path):
    lay(tmp_path, "pages/a.md")
    (tmp_path / "pages/b.md").symlink_to("a.md")
    (tmp_path / "pages/c").symlink_to(".")
    assert list(outside_links(tmp_path / "pages")) == ["c"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_file_that_never_ends_is_not_opened(tmp_path):
    lay(tmp_path, "content/articles/a.md", ARTICLE)
    os.mkfifo(tmp_path / "content/articles/b.md")
    project, problems = read_project(tmp_path)
    assert [source.path for source in project.articles] == ["content/articles/a.md"]
    assert [(problem.rule, problem.message) for problem in problems] == [("file-is-own", "neither a file nor a folder")]


@pytest.mark.parametrize(
    "name",
    ["content/pages/bad.md", "site_templates/words/en.yaml", "site_templates/theme/partials/footer.html"],
)
def test_a_file_that_is_no_text_is_told_with_its_place(project, name):
    root, _ = project
    (root / name).write_bytes(b"# x\xe4\n")
    told = refused(root)
    assert f"{name}:1:4: error: not UTF-8: byte 0xe4" in told
    assert "save the file as UTF-8 in your editor" in told


@pytest.mark.slow
def test_fifty_thousand_files_in_a_folder(tmp_path):
    for number in range(50_000):
        place = tmp_path / f"content/records/persons/p-{number}.yaml"
        if not number:
            place.parent.mkdir(parents=True)
        place.write_bytes(b"name: X\n")
    tracemalloc.start()
    begun = time.process_time()
    project, problems = read_project(tmp_path)
    seen = fingerprints.scan(tmp_path).seen
    spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not problems
    assert len(project.records) == len(seen) == 50_000
    assert spent < 60
    assert peak < 200_000_000


@pytest.mark.slow
def test_a_folder_that_cannot_be_read_is_no_empty_one(project, monkeypatch):
    root, _ = project
    real = os.scandir

    def refuse(path):
        if str(path).endswith("content/articles"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    changes, problems = pipeline.extract(root)
    assert not changes
    assert "folder-is-readable" in {problem.rule for problem in problems}
