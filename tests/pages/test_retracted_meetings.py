"""A meeting that only retracted articles report is not stated as held, and a day that has passed is not to come."""

import csv
from pathlib import Path

import pytest

from generator.pages.chips import chip_label
from generator.pages.coverage import measure_coverage
from generator.pages.encounters import encounters
from generator.pages.home import context
from generator.pages.intro import description
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from tests.exports.exported import article, files, project, survey

TALKS, ADA, ZED = Ref("meeting", "talks"), Ref("person", "ada"), Ref("person", "zed")
MET = (
    "[[Ada]{person=ada country=no}%s met [Bo]{person=bo country=se} in [Oslo]{place=oslo} "
    "on [12 May]{date=2024-05-12}]{meeting=talks%s}."
)
COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se")}
GONE = "retracted: 2024-05-25\n"


def told(folder: Path, *texts: tuple[str, str, str]) -> SiteIndex:
    """The site of articles, each with its date and more front matter."""
    made = {f"a{number}": article(text, date=date, more=more) for number, (date, more, text) in enumerate(texts)}
    return survey(project(folder, made, COUNTRIES))


@pytest.mark.parametrize("status", [" status=held", ""])
def test_what_only_a_retracted_article_reports_does_not_count(tmp_path: Path, status: str):
    site = told(tmp_path, ("2024-05-20", GONE, MET % ("", status)))
    assert TALKS not in site.meetings.held
    assert not list(encounters(site))
    assert description(site, TALKS).startswith("Reported as held on 12 May 2024, Oslo; every report was retracted.")
    assert "report retracted" in chip_label(site, TALKS)
    assert context(site, measure_coverage(site)).off == (TALKS,)
    made = files(tmp_path)
    (row,) = csv.DictReader(made["downloads/meetings.csv"].decode().splitlines())
    assert (row["outcome"], row["counts"]) == ("retracted", "0")
    assert b"STATUS:TENTATIVE" in made["calendar.ics"]


def test_a_report_that_stands_is_enough(tmp_path: Path):
    both = (
        ("2024-05-20", GONE, MET % (", [Zed]{person=zed}", " status=held")),
        ("2024-05-21", "", MET % ("", " status=held")),
    )
    site = told(tmp_path, *both)
    assert TALKS in site.meetings.held
    assert [each.person.id for each in site.meetings.by_meeting[TALKS]] == ["ada", "bo"]
    assert [each.person for each in site.meetings.unconfirmed[TALKS]] == [ZED]
    assert ZED not in site.meetings.by_person


@pytest.mark.parametrize(("newest", "ahead"), [("2024-05-02", True), ("2024-06-01", False)])
def test_a_day_that_has_passed_is_not_to_come(tmp_path: Path, newest: str, ahead: bool):  # noqa: FBT001 -- a case
    site = told(tmp_path, ("2024-05-01", "", MET % ("", "")), (newest, "", "Other news."))
    home = context(site, measure_coverage(site))
    assert (home.planned, home.unconfirmed) == (((TALKS,), ()) if ahead else ((), (TALKS,)))
    assert TALKS not in site.meetings.held


def test_a_meeting_does_not_count_whose_report_the_editors_reject(tmp_path: Path):
    told(tmp_path, ("2024-05-20", "", MET % ("", " status=held")))
    record = tmp_path / "content/records/meetings/talks.yaml"
    text = record.read_text("utf-8").replace("status: held\n", "")
    record.write_text(f"{text}rejected:\n  - {{field: status, value: held, reason: No such talks}}\n", "utf-8")
    site = survey(tmp_path)
    assert TALKS not in site.meetings.held
    assert "Took part" not in description(site, TALKS)
    assert not list(encounters(site))
