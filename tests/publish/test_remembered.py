"""Only files that changed are taken apart again."""

import pickle
from pathlib import Path

import pytest
from support.sites import age, copy_project, files, make

from generator.incremental import fingerprints, parse_cache
from generator.memo import Memo

RECORD = "content/records/persons/marco-rubio.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("remembered") / "project")
    age(root)
    make(root, root / "site")
    return root


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> list[set[object]]:
    """For each build, the keys of what it took apart."""
    taken: list[set[object]] = []
    load, call = parse_cache.load, Memo.__call__

    def loaded(path):
        taken.append(set())
        return load(path)

    def called(self, key, function, *arguments):
        before = self.fresh
        result = call(self, key, function, *arguments)
        if self.fresh > before:
            taken[-1].add(key)
        return result

    monkeypatch.setattr(parse_cache, "load", loaded)
    monkeypatch.setattr(Memo, "__call__", called)
    monkeypatch.setattr(parse_cache, "keep", lambda *_: None)
    return taken


def kept(root: Path) -> Path:
    (path,) = (root / ".cache/communique").glob("*/said")
    return path


def test_one_record_is_read_again(built, fresh, tmp_path):
    with (built / RECORD).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    make(built, built / "site")
    assert fresh == [{RECORD}]
    make(built, tmp_path / "clean")
    assert files(built / "site") == files(tmp_path / "clean")


def test_an_article_that_asserts_the_same_is_read_again_alone(built, fresh):
    path = sorted((built / "content/articles").glob("*.md"))[3]
    with path.open("a", encoding="utf-8") as file:
        file.write("\nOne sentence more.\n")
    make(built, built / "site")
    assert (
        {path.relative_to(built).as_posix(), path.stem} <= fresh[0] <= {str(path.relative_to(built)), path.stem, RECORD}
    )


def test_a_template_changes_nothing_that_files_say(built, fresh):
    with (built / "site_templates/pages/person.md.j2").open("a", encoding="utf-8") as file:
        file.write("One sentence more.\n")
    before = kept(built).read_bytes()
    make(built, built / "site")
    assert len(fresh) == 1
    assert len(fresh[0]) <= 3
    assert kept(built).read_bytes() == before


def test_a_build_that_keeps_nothing_looks_at_nothing(tmp_path, fresh):
    root = copy_project(tmp_path / "project")
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text.replace("  - communique\n", "  - communique: {fast: false}\n"), "utf-8")
    make(root, root / "site")
    assert fresh == []
    assert not (root / ".cache").exists()


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda _: b"", lambda _: b"x" * 99]
)
def test_a_damaged_file_is_left_alone(tmp_path, damage):
    parse_cache.keep(tmp_path / "said", filled())
    assert len(parse_cache.load(tmp_path / "said")) == 2
    (tmp_path / "said").write_bytes(damage((tmp_path / "said").read_bytes()))
    assert len(parse_cache.load(tmp_path / "said")) == 0


def filled(*more: str) -> Memo:
    memory = Memo()
    for word in ("x", "y", *more):
        assert memory(word, str.upper, word) == word.upper()
    return memory


def test_another_version_knows_nothing(tmp_path, monkeypatch):
    parse_cache.keep(tmp_path / "said", filled())
    monkeypatch.setattr(fingerprints, "digest_of", lambda *_: b"another version")
    assert len(parse_cache.load(tmp_path / "said")) == 0


def test_what_nobody_asks_for_is_forgotten(tmp_path):
    parse_cache.keep(tmp_path / "said", filled("old"))
    memory = parse_cache.load(tmp_path / "said")
    assert memory("x", str.upper, "x") == "X"
    assert memory.fresh == 0
    assert memory("new", str.upper, "new") == "NEW"
    assert memory.fresh == 1
    parse_cache.keep(tmp_path / "said", memory)
    assert len(parse_cache.load(tmp_path / "said")) == 2


def test_a_little_that_is_new_is_not_worth_the_writing(tmp_path):
    parse_cache.keep(tmp_path / "said", filled(*map(str, range(20))))
    before = (tmp_path / "said").read_bytes()
    memory = parse_cache.load(tmp_path / "said")
    memory("new", str.upper, "new")
    parse_cache.keep(tmp_path / "said", memory)
    assert (tmp_path / "said").read_bytes() == before


def test_other_arguments_ask_again():
    memory = Memo()
    assert [memory("a", str.replace, "xy", old, "z") for old in ("x", "y", "y")] == ["zy", "xz", "xz"]
    assert memory.fresh == 2
    assert pickle.loads(pickle.dumps(memory))("a", str.replace, "xy", "y", "z") == "xz"  # noqa: S301
