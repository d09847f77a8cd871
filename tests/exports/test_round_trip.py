"""What the site exports as Web Annotations and as TEI imports to the same texts and annotations."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from exported import ROOT, URL, survey

from generator import exports
from generator.articles import read_article
from generator.articles.model import Article
from generator.cli import main
from generator.text.source import SourceText


def told(folder: Path) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """The words of each article's blocks, and its annotations: kind, id, attributes, words, position, nesting."""
    found = {}
    for path in sorted((folder / "content/articles").glob("*.md")):
        article, problems = read_article(SourceText(path.name, path.read_text("utf-8")))
        assert article, problems
        found[path.stem] = ([" ".join(block.text.split()) for block in article.blocks], annotations(article))
    return found


def annotations(article: Article) -> list[tuple[object, ...]]:
    return [
        (
            each.kind,
            each.id,
            tuple((pair.key, pair.value) for pair in each.attributes),
            each.label,
            each.block,
            each.parent,
            each.is_block,
        )
        for each in article.annotations
    ]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    wanted = ("downloads/annotations.jsonld", "downloads/articles.tei.xml")
    return {each.path: each.make() for each in exports.plan(survey(ROOT, URL), URL) if each.path in wanted}


@pytest.mark.parametrize(
    ("command", "path"),
    [("web-annotation", "downloads/annotations.jsonld"), ("tei", "downloads/articles.tei.xml")],
)
def test_the_sample_comes_back_with_the_same_texts_and_annotations(
    tmp_path: Path, made: dict[str, bytes], command: str, path: str
):
    file = tmp_path / Path(path).name
    file.write_bytes(made[path])
    shutil.copytree(ROOT / "content/records", tmp_path / "content/records")
    with chdir(tmp_path):
        first = CliRunner().invoke(main, ["import", command, file.name])
        again = CliRunner().invoke(main, ["import", command, file.name])
    assert first.exit_code == 0, first.output
    assert again.output.endswith("nothing to change\n")
    before, after = told(ROOT), told(tmp_path)
    assert after.keys() == before.keys()
    for id_, (texts, found) in after.items():
        assert (id_, [text for text in texts if text]) == (id_, [text for text in before[id_][0] if text])
        assert (id_, found) == (id_, before[id_][1])
