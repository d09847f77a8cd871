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


def imported(root: Path, *arguments: str) -> Path:
    """A project with an import."""
    (root / "content").mkdir(parents=True)
    with chdir(root):
        result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exit_code == 0, result.output
    return root


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("corpus", ["frus", "hsg"])
def test_a_corpus_comes_back_whole(tmp_path: Path, corpus: str, form: str):
    files = sorted((FOLDER / corpus).rglob("*.xml"))
    if not files:
        pytest.skip(f"nothing to read: COMMUNIQUE_CORPORA is to name a folder that holds {corpus}/")
    tei = ("tei", *map(str, files), "--front", "publisher=The Office")
    root = imported(tmp_path / "out", *(tei if corpus == "frus" else ("hsg", str(FOLDER / "hsg"))))
    returned = round_trip(root, tmp_path / "in", form)
    print(f"{corpus} as {form}: {returned}")  # noqa: T201 -- the figures that a note gives, with `-rP`
    assert (returned.fronts, returned.lost.total(), returned.texts) == ({}, 0, [])
