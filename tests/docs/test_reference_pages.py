"""The written pages of the reference: each example of an annotation is read, each file that is named is there."""

import re
from pathlib import Path

import pytest
from support.projects import in_memory
from support.tools import ROOT

from generator import pipeline

REFERENCE = ROOT / "docs/pages/reference"
FRONT = "---\ntitle: T\ndate: 2031-05-07\npublisher: P\n---\n\n"
ANNOTATION = (REFERENCE / "annotation.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```$", ANNOTATION, re.MULTILINE | re.DOTALL)
ERRORS = re.findall(r"^\| `(\[.*?)` \|", ANNOTATION, re.MULTILINE)
KINDS = "articles|countries|documents|meetings|organizations|persons|places|topics"


def errors(text: str) -> list[str]:
    given = pipeline.load(in_memory({"content/articles/a.md": FRONT + text + "\n"}))
    return [problem.message for problem in given.problems if problem.severity == "error"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read(example: str):
    assert "{" in example
    assert errors(example) == []


@pytest.mark.parametrize("example", ERRORS)
def test_what_is_called_an_error_is_one(example: str):
    assert errors(example)


def test_there_are_examples():
    assert len(EXAMPLES) > 4
    assert len(ERRORS) > 5


def pattern(name: str) -> re.Pattern[str]:
    parts = {"KIND": f"(?:{KINDS})", "ID": r"[^/.]+", "NAME": r"\w+"}
    return re.compile("".join(parts.get(part, re.escape(part)) for part in re.split(r"(KIND|ID|NAME)", name)))


def named(*headings: str) -> dict[str, re.Pattern[str]]:
    text = (REFERENCE / "formats.md").read_text("utf-8")
    parts = dict(zip(*[iter(re.split(r"^## (.*)$", text, flags=re.MULTILINE)[1:])] * 2, strict=True))
    cells = [cell for heading in headings for cell in re.findall(r"^\| (`.*?) \|", parts[heading], re.MULTILINE)]
    return {name: pattern(name) for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def unmatched(names: dict[str, re.Pattern[str]], paths: list[str]) -> tuple[list[str], list[str]]:
    """The named files that are not there, and the files that nothing names."""
    missing = [name for name, each in names.items() if not any(each.fullmatch(path) for path in paths)]
    return missing, [path for path in paths if not any(each.fullmatch(path) for each in names.values())]


def test_every_file_of_a_site_is_named(shipped: Path):
    site = shipped / "site"
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    data = [path for path in paths if not path.startswith(("assets/", "search/")) and not path.endswith(".html")]
    assert unmatched(named("Beside the pages", "Downloads"), data) == ([], [])


def test_every_file_of_a_project_is_named():
    folders = ("content/articles", "content/records", "content/facts", "schema")
    paths = [p.relative_to(ROOT).as_posix() for each in folders for p in (ROOT / each).rglob("*") if p.is_file()]
    names = named("In the project")
    for path in ("content/removed/KIND/ID.yaml", "content/history/DAY-COMMIT.yaml"):
        names.pop(path)  # the sample has no removed records, and no history
    names |= {"schema/KIND.json": re.compile(r"schema/\w+\.json")}
    assert unmatched(names, paths) == ([], [])
