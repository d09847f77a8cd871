"""The guide for editors says what is true: its examples are carried out, and its outputs compared to the letter."""

import re
from pathlib import Path

import pytest
from guide import GUIDE, UPDATE, carried_out, sections

from generator import pipeline
from generator.cli import main
from generator.schema import read_schema

TEXT = GUIDE.read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The guide as it is when carried out, and the project that this makes."""
    root = tmp_path_factory.mktemp("guide")
    text = carried_out(TEXT, root)
    if UPDATE:
        GUIDE.write_text(text, "utf-8")
    return text, root


@pytest.mark.parametrize("heading", sections(TEXT))
def test_what_it_shows_is_what_one_sees(project: tuple[str, Path], heading: str):
    shown, seen = sections(TEXT), sections(project[0])
    assert UPDATE or seen[heading] == shown[heading]


def test_its_story_ends_without_a_doubt(project: tuple[str, Path]):
    _, problems = pipeline.build_knowledge(project[1])
    assert [problem for problem in problems if problem.severity != "info"] == []


def test_its_story_makes_the_pages_that_it_speaks_of(project: tuple[str, Path]):
    made, problems = pipeline.build(project[1], GUIDE.parents[2] / "site_templates", "en", "The guide")
    assert [problem for problem in problems if problem.severity != "info"] == []
    told = set(re.findall(r"`/([a-z0-9/-]+)/`", TEXT))
    assert told
    assert told <= {page.path.removesuffix(".md") for page in made}


def test_where_two_articles_disagree_the_page_opens_both_sentences(project: tuple[str, Path]):
    made, _ = pipeline.build(project[1], GUIDE.parents[2] / "site_templates", "en", "The guide")
    page = next(page.text for page in made if page.path == "meetings/2025-04-02-geneva.md")
    row = page.partition("<dt>Duration</dt>")[2].partition("</div></details></dd>")[0]
    assert "cq-evidence--disputed" in row
    assert "talked for four hours in " in row
    assert "<mark>The delegations sat together for six hours</mark>" in row


def test_every_message_is_followed_by_its_remedy():
    findings = re.findall(r"^\S.*: (?:error|warning|info): .*$", TEXT, re.MULTILINE)
    assert len(findings) > 4
    assert TEXT.count("\n   = ") == len(findings)


def test_the_commands_that_its_sentences_name_exist():
    named = set(re.findall(r"`communique ([a-z]+)", TEXT))
    assert named >= {"new", "extract", "check", "split"}
    assert named <= main.commands.keys()


def test_the_fields_and_attributes_that_it_names_are_in_the_schema():
    schema, _ = read_schema()
    known = {field.name for kind in schema.kinds for each in kind.fields for field in (each, *each.fields)}
    known |= {"field", "value", "reason", "communique", "extract", "check"}
    records = re.findall(r"^Now in `content/records/\S+`:\n\n```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert records
    assert set(re.findall(r"^[ -]*([a-z_]+):", "".join(records), re.MULTILINE)) <= known
