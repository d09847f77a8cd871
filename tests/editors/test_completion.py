"""The ids that an editor's program offers: those of the records, in the words that articles and records take."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.articles import read_article
from generator.cli import main
from generator.project.vscode_snippets import SNIPPETS, snippets, write_snippets
from generator.schema import read_schema
from generator.text.source import SourceText

SCHEMA, _ = read_schema()
ARTICLE = "---\ntitle: Talks\ndate: 2025-12-04\n---\n\n[Marin]{person=vladimir-marin} spoke.\n"


def offered(*records: tuple[str, str]) -> dict[str, dict[str, str]]:
    return json.loads(snippets(SCHEMA, [SourceText(f"content/records/{path}.yaml", text) for path, text in records]))


def typed(body: str) -> str:
    """What VS Code writes for a snippet's body while nothing is selected."""
    plain = re.sub(r"\$\{TM_SELECTED_TEXT:((?:[^\\}]|\\.)*)\}", r"\1", body)
    return re.sub(r"\\([\\$}])", r"\1", plain)


def test_a_record_is_offered_by_its_id_and_its_name():
    made = offered(("persons/vladimir-marin", "name: Vladimir Marin\n"))
    assert made == {
        "vladimir-marin: the id": {
            "scope": "yaml",
            "body": "vladimir-marin",
            "prefix": ["vladimir-marin", "Vladimir Marin"],
            "description": "Person: Vladimir Marin",
        },
        "vladimir-marin: an annotation": {
            "scope": "markdown",
            "body": "[${TM_SELECTED_TEXT:Vladimir Marin}]{person=vladimir-marin\\}",
            "prefix": ["vladimir-marin", "Vladimir Marin"],
            "description": "Person: Vladimir Marin",
        },
    }


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_the_annotation_that_is_offered_is_one_whatever_the_name(name: str):
    made = offered(("organizations/x", f"name: {json.dumps(name)}\n"))
    text = typed(made["x: an annotation"]["body"])
    article, problems = read_article(SourceText("content/articles/a.md", ARTICLE + "\n" + text + "\n"))
    assert problems == ()
    assert [(each.kind, each.id) for each in article.annotations][-1] == ("org", "x")


def test_a_record_in_error_is_offered_by_its_id():
    assert offered(("places/moscow", "name: [\n"))["moscow: the id"]["prefix"] == ["moscow", "moscow"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/a.md").write_text(ARTICLE, "utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--root", str(project)])
    assert result.exit_code == 0, result.output
    return result.output


def test_an_extraction_brings_them_up_to_date_and_says_nothing_of_it(project: Path):
    (project / ".vscode").mkdir()
    assert ".vscode" not in run(project, "extract")
    assert "vladimir-marin: the id" in json.loads((project / SNIPPETS).read_text("utf-8"))
    (project / SNIPPETS).unlink()
    assert run(project, "extract") == "nothing to change\n"
    assert (project / SNIPPETS).exists()


def test_another_id_is_offered_after_a_renaming(project: Path):
    (project / ".vscode").mkdir()
    run(project, "extract")
    run(project, "rename", "vladimir-marin", "marin")
    assert list(json.loads((project / SNIPPETS).read_text("utf-8"))) == ["marin: the id", "marin: an annotation"]


def test_who_uses_another_editor_gets_no_folder(project: Path):
    run(project, "extract")
    assert not (project / ".vscode").exists()


def test_where_they_cannot_be_written_the_extraction_is_none_the_worse(project: Path):
    (project / SNIPPETS).mkdir(parents=True)
    assert "1 file and 1 ledger changed" in run(project, "extract")


def test_a_link_is_not_followed(project: Path):
    (project / ".vscode").mkdir()
    (project / SNIPPETS).symlink_to(project / "elsewhere")
    run(project, "extract")
    assert not (project / "elsewhere").exists()


def test_the_snippets_go_where_the_language_server_completes(tmp_path: Path):
    (tmp_path / "content/records/persons").mkdir(parents=True)
    (tmp_path / "content/records/persons/ann-roe.yaml").write_text("name: Ann Roe\n", "utf-8")
    (tmp_path / ".vscode").mkdir()
    settings = tmp_path / ".vscode/settings.json"
    for text, stays in (("{}", True), ('// "glspc.server.command": "communique"\n', True), ("\xff", True)):
        settings.write_text(text, "latin-1")
        write_snippets(tmp_path)
        assert (tmp_path / SNIPPETS).exists() == stays
    settings.write_text('{\n  "glspc.server.command": "communique"\n}', "utf-8")
    write_snippets(tmp_path)
    assert not (tmp_path / SNIPPETS).exists()
