"""The comparison of builds, at a size of twenty pages."""

import sys
from pathlib import Path

import pytest
from build import chosen, compare, growth, table, turns
from contenders import ARTICLE, COLD, NOTHING, RECORD, TEMPLATE
from hugo_site import write_hugo
from measure import measure


@pytest.mark.slow
def test_ours_is_built_in_turns_and_told_as_tables():
    ours = chosen("ours")[0]
    site = compare("synthetic", 20, [ours], 1, Path("nowhere"))
    assert site is not None
    assert [what for _, what in site.runs] == [COLD, NOTHING, RECORD, ARTICLE, TEMPLATE]
    for (run,) in site.runs.values():
        assert run.seconds > 0
        assert run.memory > 10_000_000
        assert run.files > site.pages
    (cold,) = site.runs["ours", COLD]
    assert cold.files_written == cold.files
    assert f"| ours, cold | 1 | {cold.seconds:.2f} |" in table(site)
    assert f"| ours, cold | {cold.seconds:.2f} |" in growth([site], "synthetic")


def test_all_tools_take_turns():
    tools = chosen("ours,stock")
    round_ = [(what, tool.name) for what, tool in turns(tools)]
    assert [name for what, name in round_ if what == COLD] == [tool.name for tool in tools]
    assert round_[0] == (COLD, "ours")


def test_a_corpus_that_is_not_there_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert compare("hsg", 20, [], 1, tmp_path / "nowhere") is None
    assert "left out" in capsys.readouterr().err


def test_a_run_that_fails_is_told_with_its_last_words(tmp_path: Path):
    command = [sys.executable, "-c", "import sys; sys.exit('it broke')"]
    with pytest.raises(RuntimeError, match="it broke"):
        measure(command, tmp_path, tmp_path / "site", {})


def test_only_what_a_run_wrote_counts_as_written(tmp_path: Path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").write_text("old", "utf-8")
    run = measure([sys.executable, "-c", "open('site/new', 'w').write('12345')"], tmp_path, site, {})
    assert (run.files_written, run.bytes_written, run.files, run.bytes) == (1, 5, 2, 8)


def test_hugo_gets_sections_by_its_own_name(tmp_path: Path):
    (tmp_path / "pages/meetings").mkdir(parents=True)
    for name in ("index.md", "meetings/index.md", "meetings/talks.md"):
        (tmp_path / "pages" / name).write_text("# Title\n", "utf-8")
    write_hugo(tmp_path / "pages", tmp_path / "hugo")
    made = sorted(path.relative_to(tmp_path / "hugo").as_posix() for path in (tmp_path / "hugo/content").rglob("*.md"))
    assert made == ["content/_index.md", "content/meetings/_index.md", "content/meetings/talks.md"]
    assert (tmp_path / "hugo/hugo.toml").is_file()
