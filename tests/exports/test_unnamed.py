"""People whom no source names: they speak and sit in rooms, and become nobody."""

import csv
import io
import json
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner
from exported import ROOT, article, files, project, survey
from lxml import html

from generator.cli import main
from generator.pages.plan import plan
from generator.pages.render import read_templates
from generator.schema.model import Ref
from generator.search.entries import entry

TALKS = (
    "[[Ann Roe]{person=ann-roe country=us} met [two aides]{.unnamed count=2 for=ru} on [Tuesday]{date=2025-12-02}]"
    '{meeting=talks name="Talks" status=held}. '
)
SAID = '[“It was tense”]{.quote speaker="a former U.S. negotiator" for=us about=talks on=2025-12-03} he said. '
HOPES = '[They will go on]{.paraphrase speaker="an official" for=us}.'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path, {"a": article(TALKS + SAID + HOPES)})


def words(folder: Path, path: str) -> str:
    templates, _ = read_templates(ROOT / "site_templates", "en")
    (planned,) = [each for each in plan(survey(folder)) if each.path == path]
    tree = html.fromstring(f"<div>{templates.page(planned)[0].text}</div>")
    for mark in [*tree.iter("details")]:
        mark.drop_tree()
    return " ".join(tree.text_content().split())


def test_nobody_becomes_a_record(folder: Path):
    assert [path.stem for path in (folder / "content/records/persons").iterdir()] == ["ann-roe"]


def test_the_page_shows_the_seats_of_a_delegation_and_their_number(folder: Path):
    page = words(folder, "meetings/talks.md")
    assert "two aides 2" in page
    assert "Russia 2" in page
    assert "a former U.S. negotiator: “It was tense” on behalf of United States" in page


def test_what_somebody_said_for_a_side_stands_at_the_side_and_is_not_said_by_it(folder: Path):
    page = words(folder, "countries/us.md")
    assert "an official: They will go on on behalf of United States" in page
    made = files(folder)
    rows = list(csv.DictReader(io.StringIO(made["downloads/quotations.csv"].decode())))
    assert {(row["by"], row["speaker"]) for row in rows} == {("", "an official"), ("", "a former U.S. negotiator")}


def test_every_export_tells_them(folder: Path):
    made = files(folder)
    (row,) = csv.DictReader(io.StringIO(made["downloads/meetings_unnamed.csv"].decode()))
    assert (row["subject"], row["who"], row["for"], row["count"]) == ("talks", "two aides", "ru", "2")
    (seat,) = json.loads(made["meetings/talks/index.json"])["fields"]["unnamed"]
    assert (seat["key"]["who"], seat["fields"]["count"]["value"]) == ("two aides", "2")
    (event,) = icalendar.Calendar.from_ical(made["meetings/talks/calendar.ics"]).walk("VEVENT")
    assert "two aides (2, Russia)" in str(event["DESCRIPTION"])
    assert "a former U.S. negotiator: “It was tense”" in made["countries/us/feed.xml"].decode()


def test_search_finds_them(folder: Path):
    site = survey(folder)
    assert "two aides" in entry(site, Ref("meeting", "talks")).texts
    assert "a former U.S. negotiator: It was tense" in entry(site, Ref("meeting", "talks")).texts


def test_they_are_never_joined_across_articles(tmp_path: Path):
    root = project(tmp_path, {"a": article(TALKS + SAID), "b": article(TALKS + SAID, date="2025-12-05")})
    record = (root / "content/records/meetings/talks.yaml").read_text("utf-8")
    assert record.count("who: two aides") == 2
    assert record.count("speaker: a former U.S. negotiator") == 2


def test_a_rename_of_the_article_follows(folder: Path):
    result = CliRunner().invoke(main, ["rename", "a", "another", "--root", str(folder)])
    assert result.exit_code == 0, result.output
    assert CliRunner().invoke(main, ["extract", "--root", str(folder)]).output == "nothing to change\n"
    assert "article: another" in (folder / "content/records/meetings/talks.yaml").read_text("utf-8")


def test_a_person_may_write_them_in_a_record(tmp_path: Path):
    talks = "name: Talks\ndate: 2025-12-02\nunnamed:\n  - who: an interpreter\n    capacity: interpreter\n"
    accounts = "accounts:\n  - speaker: an aide\n    says: calm\n  - says: nobody\n"
    record = tmp_path / "content/records/meetings/talks.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(talks + accounts, "utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert result.output.count(": error:") == 1
    assert "item of accounts without by" in result.output


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[“So”]{.quote for=us}", "statement-has-speaker"),
        ('[“So”]{.quote by=ann-roe speaker="an aide"} [Ann]{person=ann-roe}', "statement-has-speaker"),
        ('[“So”]{.quote speaker="an aide"}', "statement-has-speaker"),
        ("[two aides]{.unnamed for=us}", "role-has-meeting"),
        ("[[two aides]{unnamed=two for=us}]{meeting=talks on=2025-12-02}", "statement-has-dot"),
        ("[[two aides]{.unnamed count=two}]{meeting=talks on=2025-12-02}", "number-is-valid"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, rule: str):
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(article(text), "utf-8")
    result = CliRunner().invoke(main, ["extract", "--root", str(tmp_path)])
    assert f"[{rule}]" in result.output
    assert result.output.count("error") == 1
