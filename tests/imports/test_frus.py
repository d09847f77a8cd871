"""The documents of *Foreign Relations of the United States*; they stand beside the project, not in it."""

import os
from contextlib import chdir
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cli import main

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("COMMUNIQUE_CORPORA") or ROOT.parent / "shared/corpora") / "frus"
TEI = "{http://www.tei-c.org/ns/1.0}"


def run(root: Path, *arguments: str) -> str:
    with chdir(root):
        result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.slow
def test_every_name_with_a_key_and_every_date_is_annotated(tmp_path: Path):
    files = sorted(FOLDER.rglob("*.xml"))
    if not files:
        pytest.skip("no documents to read: COMMUNIQUE_CORPORA is to name a folder that holds frus/*/*.xml")
    (tmp_path / "content/articles").mkdir(parents=True)
    arguments = ("import", "tei", *map(str, files), "--as", "frus", "--front", "publisher=The Office")
    run(tmp_path, *arguments)
    run(tmp_path, "extract")
    assert run(tmp_path, *arguments).endswith("nothing to change\n")
    base, problems = pipeline.build_knowledge(tmp_path)
    assert not [problem for problem in problems if problem.severity == "error"]
    documents = [div for file in files for div in ET.parse(file).iter(f"{TEI}div") if div.get("type") == "document"]  # noqa: S314 -- a corpus on one's own disk
    names = [name for div in documents for name in div.iter(f"{TEI}persName") if name.get("corresp")]
    dates = [date for div in documents for date in div.iter(f"{TEI}date") if date.get("when")]
    found = [each.kind for article in base.articles.values() for each in article.annotations]
    assert len(base.articles) == len(documents)
    assert found.count("person") == len(names)
    assert found.count("date") == len(dates)
