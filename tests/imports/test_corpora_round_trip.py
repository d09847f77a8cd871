"""Documents of others go out as our exports and come in again; they stand beside the project, not in it."""

import os
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.round_trip import FORMS, ROOT, round_trip

from generator.cli import main

FOLDER = Path(os.environ.get("COMMUNIQUE_CORPORA") or ROOT.parent / "shared/corpora")
pytestmark = pytest.mark.slow


ARTICLES = {"frus": (("frus",), 1), "hsg": (("hsg/travels", "hsg/visits"), 4)}
"""The folders of each corpus that become articles, and how many of their files there are to each that is read."""


def corpus_files(corpus: str) -> list[str]:
    folders, step = ARTICLES[corpus]
    return [str(path) for folder in folders for path in sorted((FOLDER / folder).rglob("*.xml"))[::step]]


def imported(root: Path, *arguments: str) -> Path:
    """A project with an import."""
    (root / "content/articles").mkdir(parents=True)
    with chdir(root):
        result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exit_code == 0, result.output
    return root


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("corpus", ARTICLES)
def test_a_corpus_comes_back_whole(tmp_path: Path, corpus: str, form: str):
    files = corpus_files(corpus)
    if not files:
        pytest.skip(f"nothing to read: COMMUNIQUE_CORPORA is to name a folder that holds {corpus}/")
    arguments = ("tei", *files, "--front", "publisher=The Office") if corpus == "frus" else ("hsg", *files)
    returned = round_trip(imported(tmp_path / "out", *arguments), tmp_path / "in", form)
    print(f"{corpus} as {form}: {returned}")  # noqa: T201 -- the figures that a note gives, with `-rP`
    assert (returned.fronts, returned.lost.total(), returned.texts) == ({}, 0, [])
