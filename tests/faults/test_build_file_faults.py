"""`mkdocs build` with bad names, links, and files that are not the project's own."""

import errno
import os
import shutil
import tracemalloc
from pathlib import Path

import pytest
from building import ARTICLE, HIDDEN, command, refused
from support import sample
from support.sites import files

from generator import pipeline
from generator.incremental import fingerprints
from generator.project.files import outside_links, read_project

pytestmark = pytest.mark.sample(1)


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
    project, problems = read_project(tmp_path)
    seen = fingerprints.scan(tmp_path).seen
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not problems
    assert len(project.records) == len(seen) == 50_000
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
