"""Only files that changed are parsed again."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import sample
from support.sites import age, copy_project, files, make

from generator.cli import main
from generator.incremental import fingerprints
from generator.incremental.cache_file import CacheFile
from generator.memo import Memo

RECORD = f"content/records/persons/{sample.MINISTER}.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("memo") / "project")
    age(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprints, "_RECENT", 0)  # files just copied count as old
        make(root, root / "site")
    return root


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> list[set[object]]:
    """For each build, the keys of what it parsed; nothing is stored."""
    found: list[set[object]] = []
    begin, call = Memo.__init__, Memo.__call__

    def begun(self, entries):
        found.append(set())
        begin(self, entries)

    def called(self, key, function, *arguments):
        before = self.misses
        result = call(self, key, function, *arguments)
        if self.misses > before and isinstance(key, str):  # a file, and no record that may need extraction
            found[-1].add(key)
        return result

    monkeypatch.setattr(fingerprints, "_RECENT", 0)
    monkeypatch.setattr(Memo, "__init__", begun)
    monkeypatch.setattr(Memo, "__call__", called)
    monkeypatch.setattr(CacheFile, "write", lambda *_: None)
    return found


def test_one_record_is_parsed_again(built, missed, tmp_path):
    with (built / RECORD).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    make(built, built / "site")
    assert missed == [{RECORD}]
    make(built, tmp_path / "clean")
    assert files(built / "site") == files(tmp_path / "clean")


def test_an_article_with_the_same_facts_is_parsed_again_alone(built, missed):
    path = sorted((built / "content/articles").glob("*.md"))[3]
    with path.open("a", encoding="utf-8") as file:
        file.write("\nOne sentence more.\n")
    make(built, built / "site")
    own = {path.relative_to(built).as_posix(), path.stem}
    assert own <= missed[0] <= {*own, RECORD}


def test_a_template_changes_nothing_that_files_say(built, missed):
    with (built / "site_templates/pages/person.md.j2").open("a", encoding="utf-8") as file:
        file.write("One sentence more.\n")
    make(built, built / "site")
    assert [len(each) <= 3 for each in missed] == [True]


def test_a_build_that_keeps_nothing_has_no_store(tmp_path, missed):
    root = copy_project(tmp_path / "project")
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text.replace("  - communique\n", "  - communique: {fast: false}\n"), "utf-8")
    make(root, root / "site")
    assert missed == []
    assert not (root / ".cache").exists()


@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_command_parses_what_changed_since_the_build(built, missed, command):
    with (built / RECORD).open("a", encoding="utf-8") as file:
        file.write(f"# {command}\n")
    arguments = [command, "--root", str(built), *(["--dry-run"] if command == "extract" else [])]
    told = CliRunner().invoke(main, arguments)
    assert RECORD in missed[0]
    shutil.move(built / ".cache", built / "elsewhere")
    assert CliRunner().invoke(main, arguments).output == told.output
    assert len(missed[0]) < 5 < len(missed[1])
    assert not (built / ".cache").exists()
    (built / ".cache").symlink_to(built / "elsewhere")
    CliRunner().invoke(main, arguments)
    assert missed[2] == missed[1]
    (built / ".cache").unlink()
    shutil.move(built / "elsewhere", built / ".cache")


def test_results_that_were_not_used_are_dropped():
    memo = Memo()
    assert [memo(word, str.upper, word) for word in "xy"] == ["X", "Y"]
    later = Memo(memo.entries())
    assert later("x", str.upper, "x") == "X"
    assert later.misses == 0
    assert later("new", str.upper, "new") == "NEW"
    assert later.misses == 1
    assert len(Memo(later.entries())) == 2


def test_other_arguments_call_again():
    memo = Memo()
    assert [memo("a", str.replace, "xy", old, "z") for old in ("x", "y", "y")] == ["zy", "xz", "xz"]
    assert memo.misses == 2
