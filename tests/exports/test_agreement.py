"""All files say the same of a meeting, and none says more than its sources."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import icalendar
import pytest
from exported import article, files, project, survey
from lxml import etree

from generator.pages.json_ld import record as linked
from generator.pages.previews import preview_card
from generator.schema.model import Ref

TALKS = Ref("meeting", "talks")
RECORDS = {
    "countries/no": "name: Norway\n",
    "countries/se": "name: Sweden\n",
    "places/oslo": "name: Oslo\ncoordinates: 59.91, 10.75\n",
    "persons/kay": "name: Kay\n",
    "persons/ada": "name: Ada\n",
}
PEOPLE = "[Kay]{person=kay for=no} and [Ada]{person=ada for=se}"
WHERE = "in [Oslo]{place=oslo} on [Friday]{date=%s}"
WHOLE = f'[{PEOPLE}, {WHERE}]{{meeting=talks name=Talks duration="an hour" agreed=peace status=%s}}.'
BARE = "[{}]{{meeting=talks name=Talks status=held}}."
ONLY_KAY = BARE.format("[Kay]{person=kay for=no} " + WHERE % "2025-05-09")
BOTH, NOBODY = frozenset({"kay", "ada"}), frozenset[str]()


@dataclass(frozen=True)
class Case:
    """Articles by date, and what files may say of the meeting: outcome, day, place, whether it counts, and people."""

    articles: tuple[tuple[str, str, str], ...]
    outcome: str
    day: str = "2025-05-09"
    place: str = "oslo"
    counts: bool = False
    people: frozenset[str] = BOTH
    event: bool = True


def whole(status: str, date: str = "2025-05-09") -> str:
    return WHOLE % (date, status)


CASES = {
    "planned": Case((("2025-05-02", whole("planned"), ""),), "planned"),
    "postponed": Case((("2025-05-02", whole("postponed"), ""),), "postponed"),
    "cancelled": Case((("2025-05-02", whole("cancelled"), ""),), "cancelled"),
    "denied": Case((("2025-05-10", whole("denied"), ""),), "denied", event=False),
    "overdue": Case((("2025-05-02", whole("planned"), ""), ("2025-05-20", "[Kay]{person=kay} spoke.", "")), "overdue"),
    "retracted": Case((("2025-05-10", whole("held"), "retracted: 2025-05-20\n"),), "retracted", event=False),
    "disputed": Case(
        (("2025-05-10", whole("held"), ""), ("2025-05-11", whole("denied"), "")), "contested", event=False
    ),
    "held": Case((("2025-05-10", whole("held"), ""),), "held", counts=True),
    "held on about that day": Case((("2025-05-10", whole("held", "2025-05-09~"), ""),), "held", "", counts=True),
    "held, as planned by all": Case(
        (("2025-05-02", whole("planned"), ""), ("2025-05-10", whole("held"), "")), "held", counts=True
    ),
    "held, on a day of the plan": Case(
        (("2025-05-02", whole("planned"), ""), ("2025-05-10", BARE.format(PEOPLE), "")), "held", "", "", counts=True
    ),
    "held, with the people of the plan": Case(
        (
            ("2025-05-02", whole("planned"), ""),
            ("2025-05-10", ONLY_KAY, ""),
        ),
        "held",
        counts=True,
        people=frozenset({"kay"}),
    ),
    "held, as a retracted article has it": Case(
        (("2025-05-10", whole("held"), "retracted: 2025-05-20\n"), ("2025-05-11", BARE.format(PEOPLE), "")),
        "held",
        "",
        "",
        counts=True,
    ),
    "denied, and held by a retracted article": Case(
        (("2025-05-08", whole("denied"), ""), ("2025-05-10", BARE.format(PEOPLE), "retracted: 2025-05-12\n")),
        "contested",
        event=False,
    ),
}


@dataclass(frozen=True)
class Made:
    """The files of a site."""

    data: Mapping[str, bytes]
    linked: Mapping[str, object]
    preview: str

    def rows(self, table: str) -> list[dict[str, str]]:
        data = self.data.get(f"downloads/{table}.csv", b"")
        return list(csv.DictReader(io.StringIO(data.decode(), newline="")))

    def query(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(self.data["downloads/communique.db"])
            return connection.execute(query).fetchall()

    def feature(self) -> Mapping[str, str]:
        found = json.loads(self.data["downloads/meetings.geojson"])["features"]
        return found[0]["properties"] if found else {}

    def edges(self) -> list[Mapping[str, str]]:
        tree = etree.fromstring(self.data["downloads/encounters.graphml"])
        return [{d.get("key", ""): d.text or "" for d in edge} for edge in tree.iter("{*}edge")]

    def tei(self) -> Mapping[str, str]:
        (event,) = etree.fromstring(self.data["downloads/articles.tei.xml"]).iter("{*}event")
        return dict(event.attrib)

    def events(self) -> list[icalendar.Event]:
        data = self.data.get("meetings/talks/calendar.ics")
        return icalendar.Calendar.from_ical(data).walk("VEVENT") if data else []

    def summary(self) -> str:
        feed = etree.fromstring(self.data["feed.xml"])
        entries = [each for each in feed.iter("{*}entry") if each.findtext("{*}title") == "Talks"]
        return entries[0].findtext("{*}summary") or ""


@pytest.fixture(params=CASES.values(), ids=list(CASES), scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture(scope="module")
def made(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Made:
    articles = {
        f"a{number}": article(text, date=date, more=more, publisher=f"Paper {number}")
        for number, (date, text, more) in enumerate(case.articles)
    }
    folder = project(tmp_path_factory.mktemp("project"), articles, RECORDS)
    site = survey(folder)
    kind = site.base.schema.kind("meeting")
    assert kind
    data = json.loads(json.dumps(linked(site, TALKS, kind)))
    return Made(files(folder), data, preview_card(site, TALKS))


def test_the_outcome(case: Case, made: Made):
    (row,) = made.rows("meetings")
    index = json.loads(made.data["meetings/talks/index.json"])
    assert {row["outcome"], index["outcome"], made.tei()["type"]} == {case.outcome}
    assert made.query("SELECT outcome, counts FROM meetings") == [(case.outcome, int(case.counts))]
    if case.place:
        assert made.feature()["outcome"] == case.outcome


def test_the_day(case: Case, made: Made):
    (row,) = made.rows("meetings")
    ends = {row["date_earliest"], row["date_latest"], made.tei().get("when-iso", "")}
    ends |= {value or "" for found in made.query("SELECT date_earliest, date_latest FROM meetings") for value in found}
    ends |= {row["date_earliest"] for row in made.rows("encounters")}
    ends |= {value or "" for (value,) in made.query("SELECT date_earliest FROM encounters")}
    ends |= {made.feature().get("date_earliest", "")} if case.place else set()
    assert ends == {case.day}
    assert made.linked.get("startDate", "") == (case.day if case.event else "")
    for edge in made.edges():
        assert edge.get("edge-first", "").rstrip("~") in ("2025-05-09" if row["date"] else "", case.day)


def test_a_day_that_no_report_gives_is_called_so(case: Case, made: Made):
    unconfirmed = case.counts and not made.rows("meetings")[0]["date"]
    texts = [made.summary(), made.preview, *(str(event["SUMMARY"]) for event in made.events())]
    assert [("not confirmed" in text) for text in texts] == [unconfirmed] * len(texts)


def test_the_place(case: Case, made: Made):
    (row,) = made.rows("meetings")
    assert {row["place"], *(value or "" for (value,) in made.query("SELECT place FROM meetings"))} == {case.place}
    assert made.feature().get("place", "") == case.place
    assert ("location" in made.linked) is (case.event and bool(case.place))
    assert ("Oslo" in made.summary(), "Oslo" in made.preview) == (bool(case.place),) * 2
    assert ["Oslo" in str(event.get("LOCATION", "")) for event in made.events()] == [bool(case.place)] * len(
        made.events()
    )


def test_who_was_there(case: Case, made: Made):
    assert {row["person"] for row in made.rows("meetings_participants")} == case.people
    assert {person for (person,) in made.query("SELECT person FROM meetings_participants")} == case.people
    assert {name.lower() for name in ("Kay", "Ada") if name in made.summary()} == case.people
    listed = {part["attendee"]["@id"].split("/")[-2] for part in attendees(made)}
    assert listed == (case.people if case.outcome in ("planned", "overdue", "held") else NOBODY)


def attendees(made: Made) -> Iterator[Mapping[str, Mapping[str, str]]]:
    found = made.linked.get("attendee", [])
    assert isinstance(found, list)
    yield from found


def test_who_met_whom(case: Case, made: Made):
    is_met = case.counts and case.people == BOTH
    assert len(made.rows("encounters")) == len(made.query("SELECT * FROM encounters")) == len(made.edges()) == is_met


def test_how_it_went(case: Case, made: Made):
    (row,) = made.rows("meetings")
    is_known = case.counts and bool(case.place) and case.people == BOTH
    assert row["duration"] == ("an hour" if is_known else "")
    assert len(made.rows("meetings_agreed")) == len(made.query("SELECT * FROM meetings_agreed")) == is_known


def test_statuses_that_schema_org_has(case: Case, made: Made):
    known = {"postponed": "EventPostponed", "cancelled": "EventCancelled", "overdue": ""}
    status = str(made.linked.get("eventStatus", "")).removeprefix("https://schema.org/")
    assert status == (known.get(case.outcome, "EventScheduled") if case.event else "")


@pytest.mark.parametrize("is_retracted", [True, False])
def test_an_office_that_was_retracted_is_in_no_table_and_no_json_ld(tmp_path: Path, *, is_retracted: bool):
    more = "retracted: 2025-05-20\n" if is_retracted else ""
    text = "[Kay]{person=kay role=minister for=union country=no} spoke."
    records = RECORDS | {"organizations/union": "name: Union\n"}
    folder = project(tmp_path, {"a": article(text, date="2025-05-10", more=more)}, records)
    site, data = survey(folder), files(folder)
    kind = site.base.schema.kind("person")
    assert kind
    made = json.loads(json.dumps(linked(site, Ref("person", "kay"), kind)))
    rows = list(csv.DictReader(io.StringIO(data["downloads/persons_positions.csv"].decode(), newline="")))
    (kay,) = (row for row in csv.DictReader(io.StringIO(data["downloads/persons.csv"].decode())) if row["id"] == "kay")
    assert [row["title"] for row in rows] == ([] if is_retracted else ["minister"])
    assert ("hasOccupation" in made, "affiliation" in made) == (not is_retracted,) * 2
    assert (kay["name"], kay["country"]) == ("Kay", "" if is_retracted else "no")
