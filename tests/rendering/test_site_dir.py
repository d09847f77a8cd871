"""Publishing moves what a build wrote into the site, file by file."""

from pathlib import Path

from generator.rendering.site_dir import UNFINISHED, discard, publish


def lay(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def texts(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def test_publishing_replaces_and_deletes_file_by_file_and_says_so(tmp_path: Path):
    lay(tmp_path, same="1", other="1", gone__file="1", kept="1")
    lay(tmp_path / UNFINISHED, same="1", other="2", new__file="2")
    done = publish(tmp_path, {"kept"}, compare=True)
    assert texts(tmp_path) == {"same": "1", "other": "2", "kept": "1", "new/file": "2"}
    assert (done.written, done.replaced, done.removed) == (
        ("new/file", "other", "same"),
        ("new/file", "other"),
        ("gone/file",),
    )


def test_new_folders_are_published_beside_and_inside_those_of_the_site(tmp_path: Path):
    lay(tmp_path, people__ann__page="1", people__bo__page="1")
    (tmp_path / "people/cy").mkdir()
    lay(tmp_path / UNFINISHED, people__bo__page="2", people__cy__page="2", people__di__data__feed="2", places__x="2")
    publish(tmp_path, {"people/ann/page"}, compare=False)
    assert texts(tmp_path) == {
        "people/ann/page": "1",
        "people/bo/page": "2",
        "people/cy/page": "2",
        "people/di/data/feed": "2",
        "places/x": "2",
    }
    assert not (tmp_path / UNFINISHED).exists()


def test_hidden_files_of_the_documents_are_published_and_those_of_others_left_alone(tmp_path: Path):
    (tmp_path / ".git").write_text("a work tree", "utf-8")
    (tmp_path / UNFINISHED / ".well-known").mkdir(parents=True)
    (tmp_path / UNFINISHED / ".well-known/security.txt").write_text("Contact", "utf-8")
    publish(tmp_path, (), compare=False)
    assert texts(tmp_path) == {".git": "a work tree", ".well-known/security.txt": "Contact"}


def test_discarding_tells_whether_a_build_was_interrupted(tmp_path: Path):
    assert not discard(tmp_path)
    lay(tmp_path / UNFINISHED, page="half")
    assert discard(tmp_path)
    assert texts(tmp_path) == {}
