"""A build empties no folder but the site's own, keeps nothing elsewhere, and waits for its lock or says why not."""

import errno
import multiprocessing
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from disturbed import child
from mkdocs.exceptions import Abort
from support import sample
from support.sites import copy_project, files, make

from generator.incremental import store
from generator.incremental.store import Store, store_folder
from generator.project import lock

pytestmark = pytest.mark.sample(1)

RECORD = f"content/records/persons/{sample.MINISTER}.yaml"
KEPT = ".cache/communique"
FAST = "\n  - communique\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A project, and its clean site."""
    root = copy_project(tmp_path_factory.mktemp("bounds") / "project")
    assert not make(root, root / "site")
    return root, files(root / "site")


@pytest.fixture
def project(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A project of its own that was not built, and what its site is to be."""
    root = tmp_path / "project"
    shutil.copytree(built[0], root, ignore=shutil.ignore_patterns("site", ".cache"))
    return root, built[1]


def refused(root: Path, site: Path, caplog: pytest.LogCaptureFixture) -> str:
    """What a build says that ends with a word."""
    caplog.clear()
    with pytest.raises(Abort):
        make(root, site)
    return "\n".join(record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "WARNING"))


def everything(folder: Path) -> dict[str, bytes | str]:
    """All files below a folder and all links, but none of what is kept between builds."""
    found = (path for path in sorted(folder.rglob("*")) if ".cache" not in path.parts)
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in found
        if path.is_symlink() or path.is_file()
    }


def set_slow(root: Path) -> None:
    """Hand every page to MkDocs, and keep nothing between builds."""
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert FAST in text
    config.write_text(text.replace(FAST, "\n  - communique: {fast: false}\n"), "utf-8")


# The site's folder, which MkDocs empties


@pytest.mark.slow
@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
@pytest.mark.parametrize("target", ["content/records", "content", ".", "../outside", "public"])
def test_a_link_in_the_place_of_the_site_is_not_followed(project, tmp_path, caplog, target, is_slow):
    """A pull request can bring one, and the folder that it leads to would be emptied."""
    root, site = project
    if is_slow:
        set_slow(root)
    for folder in (tmp_path / "outside", root / "public"):
        folder.mkdir()
        (folder / "mine").write_text("mine", "utf-8")
    (root / "site").symlink_to(target)
    before = everything(tmp_path)
    told = refused(root, root / "site", caplog)
    assert told == (
        "site: a link, and a build empties the site's folder; delete the link, and give the folder itself as `site_dir`"
    )
    assert everything(tmp_path) == before
    (root / "site").unlink()
    make(root, root / "site")
    assert files(root / "site") == site


@pytest.mark.slow
def test_a_link_on_the_way_to_the_site_is_not_followed(project, tmp_path, caplog):
    root, _ = project
    (tmp_path / "outside/site").mkdir(parents=True)
    (tmp_path / "outside/site/mine").write_text("mine", "utf-8")
    (root / "made").symlink_to(tmp_path / "outside")
    assert refused(root, root / "made/site", caplog).startswith("made: a link, ")
    assert (tmp_path / "outside/site/mine").exists()


@pytest.mark.slow
def test_a_link_outside_of_the_project_is_the_maintainer_s(project, tmp_path):
    """A server's folder is often one, and a project may itself be reached by one."""
    root, site = project
    (tmp_path / "release-5").mkdir()
    (tmp_path / "current").symlink_to("release-5")
    make(root, tmp_path / "current")
    assert files(tmp_path / "release-5") == site
    (tmp_path / "here").symlink_to("project")
    make(tmp_path / "here", tmp_path / "here/site")
    assert files(root / "site") == site


@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
@pytest.mark.parametrize(
    ("site", "named"),
    [
        ("content/records", "content"),
        ("content/articles/site", "content"),
        ("site_templates", "site_templates"),
        ("site_templates/theme/site", "site_templates"),
        ("../elsewhere", "content"),
    ],
)
def test_a_folder_that_holds_what_people_wrote_is_not_emptied(project, tmp_path, caplog, site, named, is_slow):
    root, _ = project
    if is_slow:
        set_slow(root)
    (tmp_path / "elsewhere").symlink_to("project/content/records")
    before = everything(tmp_path)
    told = refused(root, Path(os.path.normpath(root / site)), caplog)
    assert "a build empties the site's folder, and this would empty " + named in told
    assert "; give another `site_dir`" in told
    assert everything(tmp_path) == before


# What is kept between builds


@pytest.mark.parametrize("place", [".cache", KEPT, "own"])
@pytest.mark.parametrize("target", ["outside", "project/content"])
def test_nothing_is_kept_through_a_link(project, tmp_path, caplog, place, target):
    root, site = project
    link = store_folder(root, root / "site") if place == "own" else root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "outside").mkdir()
    link.symlink_to(tmp_path / target)
    before = everything(tmp_path)
    told = refused(root, root / "site", caplog)
    assert f"{link.relative_to(root)}: a link, and nothing is kept outside of the project; move away" in told
    assert "`fast: false` keeps nothing between builds" in told
    assert everything(tmp_path) == before
    link.unlink()
    make(root, root / "site")
    assert files(root / "site") == site


@pytest.mark.slow
def test_a_store_that_git_tracks_is_not_read(project, caplog):
    root, site = project
    make(root, root / "site")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "-f", ".cache"], cwd=root, check=True)
    assert ".cache: tracked by git, and a build runs the compiled templates in it; run `git rm" in refused(
        root, root / "site", caplog
    )
    subprocess.run(["git", "rm", "-rqf", ".cache"], cwd=root, check=True)
    make(root, root / "site")
    assert files(root / "site") == site


@pytest.mark.slow
def test_what_is_not_ours_beside_what_is_kept_stays(project):
    root, _ = project
    mine = root / KEPT / "notes"
    mine.mkdir(parents=True)
    (mine / "site").write_text("/nowhere/at/all", "utf-8")
    make(root, root / "site")
    assert (mine / "site").exists()


# A disk without locks


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_that_gives_no_locks(project, caplog, monkeypatch, code):
    root, site = project
    make(root, root / "site")
    record = root / RECORD
    text = record.read_text("utf-8")
    record.write_text(text.replace("name: ", "name: The honourable ", 1), "utf-8")

    def refuses(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(lock, "_lock", refuses)
    told = refused(root, root / "site", caplog)
    assert f"the disk provides no locks ({os.strerror(code)}), so two commands could write at once" in told
    assert "nothing was written; work on a copy on a local disk, or mount the share with locks" in told
    assert "the option `fast: false` keeps nothing between builds, and needs none" in told
    assert files(root / "site") == site
    record.write_text(text, "utf-8")
    set_slow(root)
    make(root, root / "slow")
    assert files(root / "slow").keys() == site.keys()
    monkeypatch.undo()
    make(root, root / "site")
    assert files(root / "site") == files(root / "slow")


# Two builds, one of which sweeps what the other is about to hold


@pytest.mark.parametrize("moment", ["before it is opened", "after it is opened"])
def test_a_folder_that_is_swept_until_it_is_held_is_made_again(tmp_path, monkeypatch, moment):
    folder, real, left = store_folder(tmp_path, tmp_path / "site"), lock.locked, [3]

    @contextmanager
    def swept(folder: Path):
        left[0] -= 1
        if left[0] >= 0 and moment.startswith("before"):
            shutil.rmtree(folder)
        with real(folder) as mine:
            if left[0] >= 0 and moment.startswith("after"):
                shutil.rmtree(folder)
            yield mine

    monkeypatch.setattr(store, "locked", swept)
    waited: list[None] = []
    opened = Store.open(tmp_path, tmp_path / "site", waited.append)
    monkeypatch.undo()
    assert not waited
    assert left == [-1]
    assert (folder / "site").read_text("utf-8") == str(tmp_path / "site")
    with real(folder) as mine:
        assert not mine
    opened.close()
    with real(folder) as mine:
        assert mine


def holds_in_turn(root: Path, site: str, rounds: int) -> None:
    """Open the store of a site that is not there, again and again; fails where another process has it open, too."""
    mark = root / f"{site}-is-open"
    for _ in range(rounds):
        kept = Store.open(root, root / site, lambda _: None)
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        (kept.folder / "manifest").write_bytes(b"x")
        assert (kept.folder / "manifest").read_bytes() == b"x"
        mark.unlink()
        kept.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_builds_that_sweep_each_other_hold_what_they_keep_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_WAIT", 0.0005)
    started = multiprocessing.get_context("fork")
    workers = [started.Process(target=holds_in_turn, args=(tmp_path, site, 150)) for site in ("a", "a", "b", "c")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_builds_of_two_folders_and_two_of_one_at_once(project):
    root, site = project
    for name in ("one", "two"):
        make(root, root / name)

    def build(name: str) -> Callable[[], None]:
        def work() -> None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            with suppress(BaseException):
                make(root, root / name)
                os._exit(7)

        return work

    for _ in range(2):
        for name in ("one", "two"):
            shutil.rmtree(root / name)
        pids = [child(build(name)) for name in ("one", "two", "one")]
        assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [7, 7, 7]
        assert files(root / "one") == files(root / "two") == site


# Names and texts


@pytest.mark.slow
@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"content/pages/b\xe4h.md", "content/pages/b\\xe4h.md"),
        (b"content/pages/b\xe4h.png", "content/pages/b\\xe4h.png"),
        (b"content/pages/b\xe4h/page.md", "content/pages/b\\xe4h"),
    ],
)
def test_a_hand_written_page_whose_name_is_no_text(project, caplog, name, shown, is_slow):
    root, site = project
    if is_slow:
        set_slow(root)
    make(root, root / "site")
    before = files(root / "site")
    place = root / os.fsdecode(name)
    try:
        place.parent.mkdir(exist_ok=True)
        place.write_text("# A page\n", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert refused(root, root / "site", caplog) == f"{shown}: the name is not UTF-8; give it another name"
    assert files(root / "site") == before
    assert before.keys() == site.keys()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: b\nx: [\n", ":2:4: error: the file ends inside brackets [yaml-is-valid]\n 2 | x: [\n   |    ^\n   = add"),
        (b"a: b\na: c\n", ":2:1: error: duplicate key `a` [key-is-unique]\n 2 | a: c\n   | ^\n   = keep one"),
    ],
)
def test_words_in_error_are_reported_and_those_of_the_program_stand_in(project, caplog, data, told):
    root, site = project
    (root / "site_templates/words/en.yaml").write_bytes(data)
    make(root, root / "site")
    assert f"site_templates/words/en.yaml{told}" in caplog.text
    assert files(root / "site").keys() == site.keys()


@pytest.mark.slow
def test_words_of_the_interface_that_are_no_text(project, caplog):
    root, site = project
    words = root / "site_templates/words/en.yaml"
    whole = words.read_bytes()
    words.write_bytes(b"a: \xe4\n")
    told = ":1:4: error: not UTF-8: byte 0xe4 [file-is-utf8]\n 1 | a: \ufffd\n   |    ^\n   = save"
    assert f"site_templates/words/en.yaml{told}" in refused(root, root / "site", caplog)
    words.write_bytes(whole)
    make(root, root / "site")
    assert files(root / "site") == site
