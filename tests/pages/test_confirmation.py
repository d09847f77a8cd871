"""What only a plan or a denial says of a meeting is never stated of a meeting that was held."""

import csv
from pathlib import Path

import pytest

from generator.facts.model import Slot
from generator.pages.coverage import disputes_of
from generator.pages.encounters import encounters
from generator.pages.evidence import state
from generator.pages.intro import description
from generator.pages.row_counts import count_rows
from generator.pages.tables import tables
from generator.pages.trips import held_at, trips
from generator.schema.model import Ref
from tests.exports.exported import article, files, project, survey

TALKS, ADA, BO, OSLO = Ref("meeting", "talks"), Ref("person", "ada"), Ref("person", "bo"), Ref("place", "oslo")
PLAN = (
    "[[Ada]{person=ada country=no}, [Bo]{person=bo country=se} and [Cy]{person=cy country=fi} will meet in "
    "[Oslo]{place=oslo} on [Monday]{date=2025-03-03}]{meeting=talks%s}."
)
REPORT = "[[Ada]{person=ada country=no} met [Cy]{person=cy country=fi}]{meeting=talks%s}."
COUNTRIES = {f"countries/{id_}": f"name: {id_.upper()}\n" for id_ in ("no", "se", "fi")}


def talks(folder: Path, plan: str, report: str, *, planned_on: str = "2025-03-01", record: str = ""):
    """The site of one article that plans a meeting and one that reports it."""
    told = {"plan": article(PLAN % plan, date=planned_on), "report": article(REPORT % report, date="2025-03-04")}
    records = COUNTRIES | ({"meetings/talks": record} if record else {})
    return survey(project(folder, told, records))


@pytest.mark.parametrize(
    ("plan", "report"),
    [(" status=planned", " status=held"), (" status=announced", " status=held"), ("", " status=held"), ("", "")],
)
def test_who_was_only_to_come_did_not_take_part(tmp_path: Path, plan: str, report: str):
    site = talks(tmp_path, plan, report)
    assert [each.person.id for each in site.meetings.by_meeting[TALKS]] == ["ada", "cy"]
    assert [each.person.id for each in site.meetings.unconfirmed[TALKS]] == ["bo"]
    assert BO not in site.meetings.by_person
    assert [side.id for side in site.meetings.sides[TALKS]] == ["fi", "no"]
    assert state(site.base, TALKS, Slot("participants", ("bo",)), "").name == "unconfirmed"
    assert state(site.base, TALKS, Slot("participants", ("ada",)), "").origins == 1
    assert {(each.person.id, each.other.id) for each in encounters(site)} <= {("ada", "cy")}


def test_no_page_says_that_it_was_held_where_it_was_planned(tmp_path: Path):
    site = talks(tmp_path, " status=planned", " status=held")
    assert description(site, TALKS).startswith("Held; day not confirmed: 3 March 2025.")
    assert not held_at(site.base, OSLO)
    assert not list(trips(site.base, site.meetings, ADA))


def test_who_was_to_lead_need_not_have_led(tmp_path: Path):
    plan = PLAN.replace("person=ada", "person=ada capacity=lead role=envoy")
    told = {"plan": article(plan % " status=planned", date="2025-03-01"), "report": article(REPORT % " status=held")}
    ada, _ = survey(project(tmp_path, told, COUNTRIES)).meetings.by_meeting[TALKS]
    assert (ada.role, ada.capacity) == ("envoy", "")


def test_a_plan_that_no_report_follows_keeps_its_people_and_place(tmp_path: Path):
    site = talks(tmp_path, " status=planned", " status=planned")
    assert [each.person.id for each in site.meetings.by_meeting[TALKS]] == ["ada", "bo", "cy"]
    assert not site.meetings.unconfirmed
    assert site.meetings.places[TALKS] == OSLO


def test_an_article_of_the_same_day_can_be_a_report(tmp_path: Path):
    site = talks(tmp_path, "", " status=held", planned_on="2025-03-03")
    assert [each.person.id for each in site.meetings.by_meeting[TALKS]] == ["ada", "bo", "cy"]


def test_a_person_with_a_source_by_hand_took_part(tmp_path: Path):
    source = "    source: https://example.org/list 2025-03-05\n"
    record = f"name: Talks\ndate: 2025-03-03\nparticipants:\n  - person: bo\n{source}"
    site = talks(tmp_path, " status=planned", " status=held", record=record)
    assert BO in site.meetings.by_person


def test_another_planned_day_is_no_dispute(tmp_path: Path):
    told = {
        "plan": article(PLAN % " status=planned", date="2025-03-01"),
        "report": article(
            "[[Ada]{person=ada} met [Cy]{person=cy} on [Tuesday]{date=2025-03-04}]{meeting=talks status=held}."
        ),
    }
    site = survey(project(tmp_path, told, COUNTRIES))
    assert site.base.records[TALKS].text("date") == "2025-03-04"
    assert state(site.base, TALKS, Slot("date"), "2025-03-04").name == "single"


def test_a_denial_of_what_was_held_is_a_dispute(tmp_path: Path):
    site = talks(tmp_path, " status=denied", " status=held", planned_on="2025-03-04")
    status = site.base.records[TALKS].text("status")
    assert state(site.base, TALKS, Slot("status"), status).name == "disputed"


def test_the_downloads_name_nobody_who_was_only_to_come(tmp_path: Path):
    told = {"plan": article(PLAN % " status=planned", date="2025-03-01"), "report": article(REPORT % " status=held")}
    made = files(project(tmp_path, told, COUNTRIES))
    rows = csv.DictReader(made["downloads/meetings_participants.csv"].decode().splitlines())
    assert [row["person"] for row in rows] == ["ada", "cy"]
    site = survey(tmp_path)
    assert count_rows(site, tables(site))["meetings_participants"] == 2
    facts = csv.DictReader(made["downloads/statements.csv"].decode().splitlines())
    assert {row["state"] for row in facts if row["field"] == "participants[bo]"} == {"unconfirmed"}


def test_neither_feed_nor_calendar_nor_map_says_where_it_was_only_planned(tmp_path: Path):
    told = {"plan": article(PLAN % " status=planned", date="2025-03-01"), "report": article(REPORT % " status=held")}
    made = files(project(tmp_path, told, COUNTRIES))
    names = ["feed.xml", "calendar.ics", "downloads/meetings.geojson"]
    assert not [name for name in names if b"oslo" in made[name].lower()]


def test_what_a_person_wrote_without_a_source_is_not_cited(tmp_path: Path):
    told = {"report": article(REPORT % " status=held", date="2025-03-04")}
    records = COUNTRIES | {"meetings/talks": "name: Talks\ndate: 2025-03-03\nstatus: cancelled\n"}
    site = survey(project(tmp_path, told, records))
    found = state(site.base, TALKS, Slot("status"), "cancelled")
    assert (found.name, found.origins, found.is_cited) == ("disputed", 0, False)
    (dispute,) = (each for each in disputes_of(site.base, TALKS) if each.slot == Slot("status"))
    assert not dispute.is_cited
