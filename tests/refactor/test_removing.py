"""After a removal nothing names the thing: no article, record, ledger, page, export or search file."""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from small_worlds import MEETINGS, PERSONS, Texts, changed, extracted, project, stock_of, world
from support.projects import FRONT
from support.sites import make
from support.tiers import scale

from generator import pipeline
from generator.articles import read_article
from generator.cli import main
from generator.diagnostics.problem import failed
from generator.facts.ledger_text import read_ledger
from generator.records.tombstones import name_hash, references
from generator.refactor import RemovalRequest, remove
from generator.text.source import SourceText

RUNS = settings(max_examples=scale(4, 200))
PICKS = st.randoms(use_true_random=False)
THINGS = st.sampled_from((*PERSONS, *MEETINGS, "plan"))


def removed(texts: Texts, id_: str, *, mask: bool = False) -> Texts:
    made, problems = remove(project(texts), RemovalRequest(id_, "On request", "2026-01-05", mask))
    assert made, problems
    return changed(texts, made.changes)


def ids_of(texts: Texts) -> set[str]:
    """Every id that anything names, but for those of tombstones."""
    given_ = pipeline.load(project(texts))
    schema = given_.loaded.schema
    found = {record.ref.id for record in given_.loaded.records}
    for source in project(texts).articles:
        article, _ = read_article(source)
        for annotation in article.annotations:
            found |= {annotation.id or "", *(attribute.value for attribute in annotation.attributes)}
    for path, text in texts.items():
        if path.startswith("content/facts/"):
            kind = next(kind for kind in schema.kinds if f"/{kind.plural}/" in path)
            found.add(Path(path).stem)
            found |= {
                id_ for line in read_ledger(SourceText(path, text))[0].lines for id_ in references(line.fact, kind)
            }
    return found


@RUNS
@given(PICKS, THINGS, st.booleans())
def test_nothing_refers_to_what_was_removed(pick: random.Random, id_: str, mask: bool):  # noqa: FBT001
    texts = world(pick)
    if id_ not in stock_of(texts).reading.kinds:
        return
    after = removed(texts, id_, mask=mask)
    assert id_ not in ids_of(after)
    settled, problems = extracted(after)
    assert not failed(problems)
    assert settled == after


@RUNS
@given(PICKS, THINGS)
def test_a_second_removal_changes_nothing(pick: random.Random, id_: str):
    texts = world(pick)
    if id_ in stock_of(texts).reading.kinds:
        after = removed(texts, id_)
        assert removed(after, id_) == after


@RUNS
@given(PICKS, st.sampled_from(tuple(PERSONS)))
def test_without_a_mask_readers_read_the_same_words(pick: random.Random, id_: str):
    texts = world(pick)
    after = removed(texts, id_)
    for path in (path for path in texts if path.startswith("content/articles/")):
        before, now = (read_article(SourceText(path, each[path]))[0] for each in (texts, after))
        assert [block.text for block in before.blocks] == [block.text for block in now.blocks]


SPELLINGS = ("Ann Roe", "ROE, Ann", "ann  roe", "Ánn Röe", "Анн Рое", "An\u200bn Roe")


@pytest.mark.parametrize("name", SPELLINGS)
def test_all_spellings_of_a_name_are_barred(name: str):
    assert name_hash(name, "ann-roe") == name_hash("Ann Roe", "ann-roe")


@pytest.mark.parametrize("name", ["Ann", "Roe", "Ann Marie Roe", "Bo Roe"])
def test_other_names_are_not(name: str):
    assert name_hash(name, "ann-roe") != name_hash("Ann Roe", "ann-roe")


ARTICLE = """\
[[Ann Zqroe]{person=ann-zqroe} met [Bo Lind]{person=bo-lind} on [Tuesday]{date=2025-12-02}]{meeting=talks name="Talks"}.
[“Fine, Ann Zqroe”]{.quote by=bo-lind to=ann-zqroe about=talks}; [“ok”]{.quote by=ann-zqroe about=talks}. Zqroe left.
"""


def communique(root: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--root", str(root)])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_site_names_nobody_after_a_removal_with_a_mask(tmp_path: Path):
    path = tmp_path / "content/articles/talks.md"
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + ARTICLE, "utf-8")
    communique(tmp_path, "extract")
    communique(tmp_path, "rename", "ann-zqroe", "a-zqroe")
    communique(tmp_path, "remove", "a-zqroe", "--reason", "<script>alert(1)</script>", "--date", "2026-01-05", "--mask")
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/about.md").write_text("# About\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Talks\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n", "utf-8"
    )
    make(tmp_path, tmp_path / "site")
    for old in ("ann-zqroe", "a-zqroe"):
        page = (tmp_path / f"site/persons/{old}/index.html").read_text("utf-8")
        assert "5 January 2026" in page
        assert "&lt;script&gt;" in page
        assert "noindex" in page
        assert "zqroe" not in page
    holding = [
        path
        for folder in ("site", "content")
        for path in (tmp_path / folder).rglob("*")
        if path.is_file()
        and re.search(b"zqroe", path.read_bytes(), re.IGNORECASE)
        and path != tmp_path / "content/removed/persons/a-zqroe.yaml"
    ]
    assert not holding


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=root, check=True)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_merge_of_a_branch_brings_nobody_back_silently(tmp_path: Path):
    path = tmp_path / "content/articles/talks.md"
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + ARTICLE, "utf-8")
    (tmp_path / ".gitattributes").write_text("content/facts/** merge=union\n")
    communique(tmp_path, "extract")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "checkout", "-qb", "other")
    (tmp_path / "content/articles/more.md").write_text(f"{FRONT}[Ann Zqroe]{{person=ann-zqroe}} left.\n", "utf-8")
    communique(tmp_path, "extract")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "more")
    git(tmp_path, "checkout", "-q", "main")
    said = communique(tmp_path, "remove", "ann-zqroe", "--reason", "request")
    assert "refs/heads/other" in said
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "remove")
    git(tmp_path, "merge", "-q", "other", "-m", "merge")
    for command in ("extract", "check"):
        result = CliRunner().invoke(main, [command, "--root", str(tmp_path)])
        assert result.exit_code == 1
        assert "content/articles/more.md:8:13: error: `ann-zqroe` was removed" in result.output
    communique(tmp_path, "remove", "ann-zqroe")
    communique(tmp_path, "check")
