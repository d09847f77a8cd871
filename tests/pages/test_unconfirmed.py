"""What only a plan says of a meeting is stated nowhere as what happened."""

import json
from pathlib import Path

import pytest

from generator.pages.blocks import backlinks
from generator.pages.chips import chip_label
from generator.pages.contacts import contacts, month_of
from generator.pages.intro import description
from generator.pages.json_ld import record as linked
from generator.pages.kinds.meeting import MeetingContext
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from tests.exports.exported import article, files, project, survey

TALKS, NORWAY, SWEDEN, KAY = Ref("meeting", "talks"), Ref("country", "no"), Ref("country", "se"), Ref("person", "kay")
RECORDS = {"countries/no": "name: Norway\n", "countries/se": "name: Sweden\n", "places/oslo": "name: Oslo\n"}
AIDES = "[two aides]{.unnamed count=2 for=no}"
PEOPLE = f"[Kay]{{person=kay for=no}} %s [Ada]{{person=ada for=se}} with {AIDES} in [Oslo]{{place=oslo}}"
PLAN = f"[{PEOPLE % 'will meet'} on [Friday]{{date=2025-05-09}}]{{meeting=talks format=in-person status=planned}}."
REPORT = "[[Kay]{person=kay} and [Ada]{person=ada} spoke at length]{meeting=talks status=held}."
WHOLE = f"[{PEOPLE % 'met'} on [Friday]{{date=2025-05-09}}]{{meeting=talks format=in-person status=held}}."


def folder_of(path: Path, later: str) -> Path:
    articles = {"a": article(PLAN, date="2025-05-02"), "b": article(later, date="2025-05-10")}
    return project(path, articles, RECORDS)


def event(site: SiteIndex) -> dict[str, object]:
    kind = site.base.schema.kind("meeting")
    assert kind
    return json.loads(json.dumps(linked(site, TALKS, kind)))


@pytest.mark.parametrize(("later", "is_sure"), [(REPORT, False), (WHOLE, True)])
def test_a_day_that_only_a_plan_gives(tmp_path: Path, later: str, *, is_sure: bool):
    folder = folder_of(tmp_path, later)
    site, made = survey(folder), files(folder)
    assert chip_label(site, TALKS) == ("Held" if is_sure else "Held (day not confirmed)")
    assert ("9 May 2025" in description(site, KAY)) is is_sure
    assert [row.days for row in contacts(site.base, site.meetings, NORWAY, "2025-05-10").rows] == [
        1 if is_sure else None
    ]
    assert ("startDate" in event(site), "eventAttendanceMode" in event(site)) == (is_sure, is_sure)
    calendar = made["calendar.ics"].decode()
    assert ("STATUS:CONFIRMED" in calendar, "day not confirmed" in calendar) == (is_sure, not is_sure)
    assert ("day not confirmed" in made["feed.xml"].decode()) is not is_sure


@pytest.mark.parametrize(
    ("later", "rows"),
    [
        (REPORT, []),
        (WHOLE, ["9 May 2025"]),
        ("[It]{meeting=talks status=cancelled} was called off.", ["9 May 2025 · Cancelled"]),
    ],
)
def test_unnamed_people_attended_no_meeting_that_only_a_plan_has_them_at(tmp_path: Path, later: str, rows: list[str]):
    groups = [each for each in backlinks(survey(folder_of(tmp_path, later)), NORWAY) if "unnamed" in each.label]
    assert [row.note for group in groups for row in group.rows] == rows


def test_nobody_was_to_be_at_a_meeting_that_is_denied(tmp_path: Path):
    site = survey(project(tmp_path, {"a": article(WHOLE.replace("held", "denied"))}, RECORDS))
    kind = site.base.schema.kind("meeting")
    assert kind
    page = MeetingContext(site=site, page=site.place("meetings/talks.md"), name="", subject=TALKS, kind=kind)
    assert page.delegations_heading == "delegations_contested"


@pytest.mark.parametrize(("status", "points"), [("held", ["a truce"]), ("cancelled", []), ("planned", [])])
def test_what_did_not_take_place_agreed_on_nothing(tmp_path: Path, status: str, points: list[str]):
    text = WHOLE.replace("status=held", f'status={status} agreed="a truce"')
    site = survey(project(tmp_path, {"a": article(text, date="2025-05-08")}, RECORDS))
    kind = site.base.schema.kind("meeting")
    assert kind
    page = MeetingContext(site=site, page=site.place("meetings/talks.md"), name="", subject=TALKS, kind=kind)
    assert [point.shown for point in page.results["agreed"]] == points
    assert [point for _, point in page.points(TALKS)] == points


@pytest.mark.parametrize(("more", "side"), [("", SWEDEN), ("retracted: 2025-05-20\n", None)])
def test_no_side_follows_from_what_was_retracted(tmp_path: Path, more: str, side: Ref | None):
    said = article("[Ada]{person=ada role=envoy country=se} spoke.", date="2025-05-02", more=more)
    met = article("[[Ada]{person=ada} met [Kay]{person=kay} on [Friday]{date=2025-05-09}]{meeting=talks status=held}.")
    site = survey(project(tmp_path, {"a": said, "b": met}, RECORDS))
    assert [own.side for own in site.meetings.by_person[Ref("person", "ada")]] == [side]


@pytest.mark.parametrize(("date", "month"), [("2025-05-01", "2025-05"), ("2025-05-01~", ""), ("2025-05?", "")])
def test_about_a_day_is_no_day_of_a_month(date: str, month: str):
    assert month_of(date) == month
