"""Calendars that calendar programs read, in which a meeting keeps its name and says when it moved."""

import datetime as dt
import json
import subprocess
from pathlib import Path

import icalendar
import pytest
from exported import NAME, ROOT, URL, article, files, hostile, project
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support import sample, tools
from support.tiers import scale

from generator.exports.calendar import _folded
from generator.exports.durations import duration_of

READER = """
const ICAL = require("ical.js").default ?? require("ical.js");
const text = require("fs").readFileSync(0, "utf-8");
const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((c) => new ICAL.Event(c));
const told = events.map((e) => [e.uid, e.summary, e.startDate.toString(), e.endDate.toString(), e.sequence, e.location,
  e.description, e.component.getFirstPropertyValue("status")]);
console.log(JSON.stringify(told));
"""


def calendars(made: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in made.items() if path.endswith(".ics")}


def events(data: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    found = calendar.walk("VEVENT")
    assert not [event.errors for event in found if event.errors]
    return found


def the_event(folder: Path, url: str = "") -> icalendar.Event:
    (found,) = events(files(folder, url)["calendar.ics"])
    return found


def meeting(told: str, date: str = "2025-12-01", status: str = "") -> str:
    return article(f"[[Ann]{{person=ann}} on [a day]{{date={told}}}]{{meeting=talks{status}}}", date=date)


def test_the_shipped_site_has_calendars_for_itself_and_all_who_met():
    made = calendars(files(ROOT))
    assert {"calendar.ics", f"persons/{sample.ENVOY}/calendar.ics", "countries/us/calendar.ics"} < made.keys()
    assert [str(event["summary"]) for event in events(made["calendar.ics"])] == [
        "Florida talks of 30 November",
        "Kremlin talks of 2 December",
        "Florida talks of 4 December",
    ]
    assert [str(event["status"]) for event in events(made["calendar.ics"])] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    for data in made.values():
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data


def test_a_meeting_is_the_same_event_in_every_calendar():
    made = calendars(files(ROOT, URL))
    by_uid: dict[str, set[bytes]] = {}
    for data in made.values():
        for event in events(data):
            by_uid.setdefault(str(event["uid"]), set()).add(event.to_ical())
    assert len(by_uid) == 3
    assert all(len(forms) == 1 for forms in by_uid.values())


def test_an_event_tells_what_the_record_knows():
    told = events(files(ROOT, URL)[f"meetings/{sample.MEETING}/calendar.ics"])[0]
    assert told.decoded("dtstart") == dt.date(2025, 12, 2)
    assert str(told["location"]) == "Kremlin, Moscow, Russia"
    assert str(told["url"]) == f"{URL}meetings/{sample.MEETING}/"
    assert f"{sample.ENVOY_NAME} (special envoy, United States)" in str(told["description"]).splitlines()


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2025-12-02", dt.date(2025, 12, 2), None),
        ("2025-12-02/2025-12-04", dt.date(2025, 12, 2), dt.date(2025, 12, 5)),
        ("2025-12-02T10:00:00+03:00", dt.datetime(2025, 12, 2, 7, tzinfo=dt.UTC), None),
        ("2025-12-02T23:30:00Z", dt.datetime(2025, 12, 2, 23, 30, tzinfo=dt.UTC), None),
        ("2025-12-02T10:00:00", dt.datetime(2025, 12, 2, 10), None),  # noqa: DTZ001 -- the zone is unknown
        ("9999-12-31", dt.date(9999, 12, 31), None),
        ("0001-01-01", dt.date(1, 1, 1), None),
    ],
)
def test_dates_are_days_or_instants(tmp_path: Path, date: str, start: dt.date, end: dt.date | None):
    told = the_event(project(tmp_path, {"a": meeting(f'"{date}"' if "/" in date or "+" in date else date)}))
    assert told.decoded("dtstart") == start
    assert (told.decoded("dtend") if "dtend" in told else None) == end


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("two hours", 120),
        ("an hour and a half", 90),
        ("Two and a half hours", 150),
        ("2 hours, 20 minutes", 140),
        ("half an hour", 30),
        ("forty-five minutes", 45),
        ("90 min", 90),
        ("nearly two hours", None),
        ("two or three hours", None),
        ("more than 2 hours", None),
        ("a few hours", None),
        ("two days", None),
        ("", None),
    ],
)
def test_a_duration_is_read_where_it_is_exact(words: str, minutes: int | None):
    assert duration_of(words) == (None if minutes is None else dt.timedelta(minutes=minutes))


def test_a_known_duration_is_that_of_the_event(tmp_path: Path):
    date, lasted = '"2025-12-02T10:00:00+03:00"', ' status=held duration="two and a half hours"'
    told = the_event(project(tmp_path / "1", {"a": meeting(date, "2025-12-03", lasted)}))
    assert told.decoded("duration") == dt.timedelta(hours=2, minutes=30)
    assert told.end == dt.datetime(2025, 12, 2, 9, 30, tzinfo=dt.UTC)
    assert "two and a half hours" in str(told["description"])
    days = the_event(project(tmp_path / "2", {"a": meeting("2025-12-02", "2025-12-03", lasted)}))
    assert "duration" not in days
    vague = ' status=held duration="nearly two hours"'
    assert "duration" not in the_event(project(tmp_path / "3", {"a": meeting(date, "2025-12-03", vague)}))


def test_a_disputed_day_says_so_and_is_not_confirmed(tmp_path: Path):
    held = {"a": meeting("2025-12-02", "2025-12-03", " status=held")}
    sure = the_event(project(tmp_path / "1", held))
    assert (str(sure["status"]), str(sure["summary"])) == ("CONFIRMED", "Meeting, 2 December 2025")
    told = the_event(project(tmp_path / "2", {**held, "b": meeting("2025-12-01", "2025-12-04", " status=held")}))
    assert str(told["status"]) == "TENTATIVE"
    assert str(told["summary"]).endswith(" (sources disagree)")
    assert "sources disagree: 2 December 2025" in str(told["description"])


def test_what_no_source_confirms_is_not_confirmed(tmp_path: Path):
    record = "name: Talks\ndate: 2025-12-02\nstatus: held\n"
    told = the_event(project(tmp_path / "1", {"a": article("Nothing.")}, {"meetings/talks": record}))
    assert "status" not in told
    assert "no source" in str(told["description"])
    cited = f"{record}sources:\n  status: https://example.org/a 2025-12-03\n  date: https://example.org/a 2025-12-03\n"
    told = the_event(project(tmp_path / "2", {"a": article("Nothing.")}, {"meetings/talks": cited}))
    assert str(told["status"]) == "CONFIRMED"
    assert "no source" not in str(told["description"])


@pytest.mark.parametrize("date", ["2025", "2025-21", "202X"])
def test_a_date_too_vague_for_a_day_is_on_no_calendar(tmp_path: Path, date: str):
    assert not calendars(files(project(tmp_path, {"a": meeting(date)})))


def test_a_date_that_cannot_be_read_is_on_no_calendar(tmp_path: Path):
    folder = project(tmp_path, {"a": meeting("2025-12-10")})
    record = folder / "content/records/meetings/talks.yaml"
    record.write_text(record.read_text("utf-8").replace("date: 2025-12-10", "date: soon"), "utf-8")
    assert not calendars(files(folder))


def test_a_meeting_that_moves_or_is_cancelled_keeps_its_name_and_counts_up(tmp_path: Path):
    told = {"a": meeting("2025-12-10", "2025-12-01", " status=planned")}
    first = the_event(project(tmp_path / "1", told))
    told["b"] = meeting("2025-12-12", "2025-12-02", " status=planned")
    second = the_event(project(tmp_path / "2", told))
    told["c"] = meeting("2025-12-12", "2025-12-03", " status=cancelled")
    third = the_event(project(tmp_path / "3", told))
    assert first["uid"] == second["uid"] == third["uid"]
    assert [int(event["sequence"]) for event in (first, second, third)] == [2, 3, 4]
    assert [str(event["status"]) for event in (first, second, third)] == ["TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert second.decoded("dtstart") == dt.date(2025, 12, 12)


DAYS = st.sampled_from(["2025-12-10", "2025-12-11", "2025-12-12"])
STATES = st.sampled_from(["", " status=planned", " status=held", " status=cancelled"])
TOLD = st.tuples(DAYS, STATES, st.integers(1, 28))


@settings(max_examples=scale(6, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TOLD, min_size=1, max_size=4), TOLD)
@example(
    before=[("2025-12-10", "", 2), ("2025-12-10", " status=planned", 3)], more=("2025-12-10", " status=planned", 1)
)
def test_one_article_more_never_lowers_the_count(tmp_path_factory: pytest.TempPathFactory, before, more):
    counts = []
    for told in (before, [*before, more]):
        texts = {f"a{n}": meeting(date, f"2025-11-{day:02}", status) for n, (date, status, day) in enumerate(told)}
        counts.append(int(the_event(project(tmp_path_factory.mktemp("count"), texts))["sequence"]))
    assert counts[0] <= counts[1]


def test_a_new_id_leaves_the_event_its_name(tmp_path: Path):
    before = the_event(project(tmp_path / "1", {"a": meeting("2025-12-10")}), URL)
    folder = project(
        tmp_path / "2",
        {"a": meeting("2025-12-10").replace("meeting=talks", "meeting=peace-talks")},
        {"meetings/peace-talks": "name: Talks\ndate: 2025-12-10\nprevious_ids:\n  - talks\n"},
    )
    after = the_event(folder, URL)
    assert after["uid"] == before["uid"]
    assert str(after["url"]) == f"{URL}meetings/peace-talks/"


def test_a_hostile_name_comes_back_as_it_was(tmp_path: Path):
    made = files(hostile(tmp_path))["calendar.ics"]
    (event,) = events(made)
    assert str(event["summary"]) == NAME
    assert str(event["location"]) == NAME
    assert f"{NAME} ({NAME})" in str(event["description"])


@given(st.text(max_size=300))
def test_folding_loses_nothing_and_cuts_no_character(text: str):
    line = text.replace("\r", "").replace("\n", "")
    folded = _folded([line])
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


def test_another_library_reads_the_same_events(tmp_path: Path):
    node = tools.program("node")
    tools.package("ical.js")
    for folder in (ROOT, hostile(tmp_path)):
        data = files(folder)["calendar.ics"]
        result = subprocess.run([node, "-e", READER], cwd=tools.LINTERS, input=data, capture_output=True, check=True)
        told = []
        for event in events(data):
            start = event.decoded("dtstart")
            end = event.decoded("dtend") if "dtend" in event else start + dt.timedelta(1)
            words = [str(event[key]) if key in event else None for key in ("location", "description", "status")]
            head = [str(event["uid"]), str(event["summary"]), start.isoformat(), end.isoformat()]
            told.append([*head, int(event["sequence"]), *words])
        assert json.loads(result.stdout) == told
