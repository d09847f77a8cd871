"""A record that a person deletes stays deleted, and every command says so in the same words."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.projects import FRONT

from generator.cli import main

SAID = "a person deleted the record of the person `ann-roe`, but articles name it"
ARTICLE = "content/articles/a.md"
RECORD, LEDGER = Path("content/records/persons/ann-roe.yaml"), Path("content/facts/persons/ann-roe.jsonl")


def communique(root: Path, *arguments: str) -> tuple[int, str]:
    with chdir(root):
        result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / ARTICLE
    path.parent.mkdir(parents=True)
    text = "[Ann Roe]{person=ann-roe role=envoy} met [Bo Lind]{person=bo-lind} in [Kessel]{place=kessel}."
    path.write_text(f"{FRONT}[{text}]{{meeting=2025-12-01-kessel on=2025-12-01 name=Talks status=held}}\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ndocs_dir: content/pages\nplugins: [communique]\n", "utf-8")
    code, output = communique(tmp_path, "extract")
    assert code == 0, output
    (tmp_path / RECORD).unlink()
    return tmp_path


def test_check_says_what_extract_says_and_names_both_remedies(project: Path):
    code, extracted = communique(project, "extract")
    assert code == 0
    _, checked = communique(project, "check")
    for output in (extracted, checked):
        assert f": warning: {SAID} [record-is-present]" in output
        assert f"restore its file, or delete {LEDGER} and run `communique extract`" in output
    assert "has no record" not in checked
    assert "[extraction-is-current]" not in checked
    assert not (project / RECORD).exists()


def test_a_reference_to_a_deleted_record_says_that_it_was_deleted(project: Path):
    communique(project, "extract")
    code, output = communique(project, "check")
    assert code == 1
    assert "error: a person deleted the record of the person `ann-roe` [reference-resolves]" in output
    assert "communique new person" not in output


def test_rename_says_it_too(project: Path):
    communique(project, "extract")
    assert f"communique rename: error: {SAID}" in communique(project, "rename", "ann-roe", "ann-roe-2")[1]


def test_deleting_the_ledger_brings_the_record_back(project: Path):
    communique(project, "extract")
    (project / LEDGER).unlink()
    assert communique(project, "extract")[0] == 0
    assert (project / RECORD).exists()
    assert SAID not in communique(project, "check")[1]


def test_restoring_the_file_is_enough(project: Path):
    communique(project, "extract")
    (project / RECORD).write_text("name: Ann Roe\npositions:\n  - title: envoy\n", "utf-8")
    assert communique(project, "extract")[0] == 0
    assert SAID not in communique(project, "check")[1]


def test_without_annotations_nothing_is_said(project: Path):
    path = project / ARTICLE
    path.write_text(f"{FRONT}Ann Roe left [Kessel]{{place=kessel}}.\n", "utf-8")
    communique(project, "extract")
    assert "ann-roe" not in communique(project, "check")[1]
