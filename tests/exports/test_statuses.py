"""What did not take place is worded and counted as such, by every page and every file."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import icalendar
import pytest
from exported import ROOT, article, files, project, survey
from lxml import html

from generator.pages.plan import plan
from generator.pages.render import read_templates, render
from generator.schema.model import Ref
from generator.search.entries import entry

STATUSES = ("announced", "planned", "postponed", "held", "cancelled", "denied")
DAY = "2025-12-20"
PEOPLE = "[Ann Roe]{person=ann-roe country=us} and [Bo Lind]{person=bo-lind country=se}"
PLACES = "[Oslo]{place=oslo country=no}"


@dataclass(frozen=True)
class Site:
    pages: Mapping[str, str]
    data: Mapping[str, bytes]
    linked: Mapping[str, Mapping]
    descriptions: Mapping[str, str]
    cards: Mapping[str, str]
    found: str

    def words(self, path: str) -> str:
        """The text of a page, white space folded, without what marks open."""
        tree = html.fromstring(f"<div>{self.pages[path]}</div>")
        for mark in [*tree.iter("details")]:
            mark.drop_tree()
        return " ".join(tree.text_content().split())

    def event(self) -> icalendar.Event:
        (event,) = icalendar.Calendar.from_ical(self.data["meetings/talks/calendar.ics"]).walk("VEVENT")
        return event

    def outcomes(self) -> set[str]:
        """What became of the meeting, by its data and by the table of meetings."""
        rows = csv.DictReader(io.StringIO(self.data["downloads/meetings.csv"].decode()))
        return {json.loads(self.data["meetings/talks/index.json"]).get("outcome", ""), next(rows)["outcome"]}

    @property
    def event_status(self) -> str:
        return str(self.linked["meetings/talks.md"].get("eventStatus", "")).removeprefix("https://schema.org/")

    def mentions_of_contact(self) -> set[str]:
        """Where the two sides or the two people are said to have met."""
        met = set()
        if "Met most often" in self.pages["persons/ann-roe.md"]:
            met.add("met most often")
        if "Trips" in self.pages["persons/ann-roe.md"]:
            met.add("trips")
        if "Contacts" in self.pages["countries/us.md"]:
            met.add("contacts")
        if "cq-matrix" in self.pages["who-met-whom.md"]:
            met.add("matrix")
        if "Latest meeting<" in self.pages["index.md"] or "## Latest meeting\n" in self.pages["index.md"]:
            met.add("home")
        if "Took part in" in self.pages["persons/ann-roe.md"] + self.pages["countries/us.md"]:
            met.add("lead")
        if "Who was in the room" in self.pages["meetings/talks.md"]:
            met.add("room")
        if str(self.event().get("STATUS", "CONFIRMED")) == "CONFIRMED":
            met.add("calendar")
        return met


def talks(status: str, date: str, more: str = "", on: str = DAY) -> str:
    text = f"[{PEOPLE} met in {PLACES}]{{meeting=talks name=Talks on={on} status={status}{more}}}."
    return article(text, date=date, title=f"{status} of {date}")


def site(folder: Path, articles: Mapping[str, str], records: Mapping[str, str] | None = None) -> Site:
    project(folder, articles, records)
    seen = survey(folder)
    templates, _ = read_templates(ROOT / "site_templates", "en")
    made = {each.path: templates.page(each)[0] for each in plan(seen)}
    return Site(
        {path: page.text for path, page in made.items()},
        files(folder),
        {path: page.json_ld for path, page in made.items()},
        {path: page.description for path, page in made.items()},
        {path: page.text.partition('<div class="cq-previews"')[2] for path, page in made.items()},
        entry(seen, Ref("meeting", "talks")).note,
    )


EVERYWHERE = {"met most often", "trips", "contacts", "matrix", "home", "lead", "room", "calendar"}


@pytest.mark.sample(3)
@pytest.mark.parametrize("status", STATUSES)
def test_only_what_was_held_counts_as_held(tmp_path: Path, status: str):
    made = site(tmp_path, {"a": talks(status, "2025-12-10")})
    assert made.mentions_of_contact() == (EVERYWHERE if status == "held" else set())


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("status", "lead", "room", "calendar", "event"),
    [
        (
            "announced",
            "Announced for 20 December 2025, Oslo.",
            "Who is to be in the room",
            "TENTATIVE",
            "EventScheduled",
        ),
        ("planned", "Planned for 20 December 2025, Oslo.", "Who is to be in the room", "TENTATIVE", "EventScheduled"),
        ("held", "Held on 20 December 2025, Oslo.", "Who was in the room", "CONFIRMED", "EventScheduled"),
        (
            "postponed",
            "Planned for 20 December 2025, Oslo, postponed.",
            "Who was to be in the room",
            "CANCELLED",
            "EventPostponed",
        ),
        (
            "cancelled",
            "Planned for 20 December 2025, Oslo, cancelled.",
            "Who was to be in the room",
            "CANCELLED",
            "EventCancelled",
        ),
        (
            "denied",
            "Reported for 20 December 2025, Oslo, denied.",
            "Who is said to have been in the room",
            "TENTATIVE",
            "",
        ),
    ],
)
def test_each_status_has_its_words(tmp_path: Path, status: str, lead: str, room: str, calendar: str, event: str):
    made = site(tmp_path, {"a": talks(status, "2025-12-20")})
    page = made.words("meetings/talks.md")
    assert lead in page
    assert room in page
    assert str(made.event()["STATUS"]) == calendar
    assert made.event_status == event
    assert next(csv.DictReader(io.StringIO(made.data["downloads/meetings.csv"].decode())))["status"] == status
    assert json.loads(made.data["meetings/talks/index.json"])["fields"]["status"]["value"] == status
    assert made.outcomes() == {status}
    label = status.capitalize()
    assert label.lower() in made.descriptions["meetings/talks.md"].lower()
    assert label in made.cards["persons/ann-roe.md"]
    assert label in str(made.event()["DESCRIPTION"])
    assert f"· {label} ·" in made.data["feed.xml"].decode()
    assert label.lower() in made.found.lower()


def test_counts_stand_apart(tmp_path: Path):
    others = {
        f"a{n}": talks(status, "2025-12-10").replace("meeting=talks", f"meeting=talks-{status}")
        for n, status in enumerate(STATUSES)
    }
    made = site(tmp_path, {**others, "b": talks("held", "2025-12-10")})
    apart = "1 announced, 1 planned, 1 postponed, 1 cancelled, 1 denied"
    told = f"Took part in 2 meetings, on 20 December 2025. Not counted: {apart}."
    assert told in made.words("persons/ann-roe.md")
    assert told in made.words("countries/us.md")
    assert f"Meetings held here 2; {apart}" in made.words("places/oslo.md")


def test_a_day_that_passed_without_a_report_is_told_by_the_newest_article(tmp_path: Path):
    later = article("[Oslo]{place=oslo} is cold.", date="2025-12-21")
    made = site(tmp_path, {"a": talks("planned", "2025-12-10"), "b": later})
    assert "Planned for 20 December 2025, Oslo; no later report." in made.words("meetings/talks.md")
    assert "Planned; no later report" in made.words("timeline.md")
    assert "Who was to be in the room" in made.words("meetings/talks.md")
    assert made.mentions_of_contact() == set()


def test_a_meeting_that_only_older_articles_name_has_not_been_held(tmp_path: Path):
    text = f"[{PEOPLE} will meet in {PLACES}]{{meeting=talks name=Talks on={DAY}}}."
    later = article("[Oslo]{place=oslo} is cold.", date="2025-12-21")
    made = site(tmp_path, {"a": article(text, date="2025-12-10"), "b": later})
    page = made.words("meetings/talks.md")
    assert "Meeting on 20 December 2025, Oslo; no report yet." in page
    assert "Who was to be in the room" in page
    assert "Not counted: 1 without a report yet." in made.words("persons/ann-roe.md")
    assert str(made.event()["STATUS"]) == "TENTATIVE"
    assert made.mentions_of_contact() == set()


@pytest.mark.sample(2)
@pytest.mark.parametrize("date", ["2025-12-20", "2025-12-21", "2025-12", "2026"])
def test_a_meeting_that_an_article_can_have_seen_counts(tmp_path: Path, date: str):
    text = f"[{PEOPLE} met in {PLACES}]{{meeting=talks name=Talks on={DAY}}}."
    made = site(tmp_path, {"a": article(text, date=date)})
    assert "Meeting on 20 December 2025, Oslo." in made.words("meetings/talks.md")
    assert made.mentions_of_contact() == EVERYWHERE


def test_a_day_that_is_not_over_is_not_overdue(tmp_path: Path):
    later = article("[Oslo]{place=oslo} is cold.", date=DAY)
    made = site(tmp_path, {"a": talks("planned", "2025-12-10"), "b": later})
    assert "no later report" not in "".join(made.pages.values())


@pytest.mark.sample(1)
@pytest.mark.parametrize("order", [("held", "denied"), ("denied", "held")])
def test_both_are_shown_where_sources_differ(tmp_path: Path, order: tuple[str, str]):
    first, second = order
    made = site(tmp_path, {"a": talks(first, "2025-12-21"), "b": talks(second, "2025-12-22")})
    page = made.words("meetings/talks.md")
    assert "Reported as held on 20 December 2025, Oslo, and denied." in page
    assert "Held Denied" in page
    assert "Held Denied" in made.words("timeline.md")
    assert made.mentions_of_contact() == set()
    assert made.event_status == ""
    assert "attendee" not in made.linked["meetings/talks.md"]


@pytest.mark.parametrize("other", ["announced", "planned", "postponed", "cancelled", "denied"])
def test_a_later_status_does_not_erase_a_report_that_it_was_held(tmp_path: Path, other: str):
    made = site(tmp_path, {"a": talks("held", "2025-12-21"), "b": talks(other, "2025-12-22")})
    page = made.words("meetings/talks.md")
    said = "and denied." if other == "denied" else f"now given as: {other.title()}."
    assert re.search(rf"Reported as held on 20 December 2025, Oslo[,;] {said}", page)
    assert "Who is said to have been in the room" in page
    assert f"Held {other.title()}" in made.words("timeline.md")
    assert made.outcomes() == {"contested"}
    assert "no later report" not in "".join(made.pages.values())
    assert made.mentions_of_contact() == set()
    assert {f"timeline/status-{status}.md" for status in ("held", other)} <= made.pages.keys()


BERGEN = "name: Bergen\ncountry: no\n"


@pytest.mark.parametrize(
    ("status", "date", "place", "lead", "chips"),
    [
        (
            "postponed",
            "2026-01-09",
            "oslo",
            "on 20 December 2025, Oslo; now",
            "Held (20 December 2025)",
        ),
        ("cancelled", DAY, "bergen", "on 20 December 2025, Oslo; now", "Held (Oslo)"),
        (
            "denied",
            "2026-01-12",
            "bergen",
            "on 20 December 2025, Oslo, and",
            "Held (20 December 2025, Oslo)",
        ),
    ],
)
def test_nobody_reported_the_day_or_place_of_a_correction(
    tmp_path: Path, status: str, date: str, place: str, lead: str, chips: str
):
    record = f"name: Talks\ndate: {date}\nplace: {place}\nstatus: {status}\n"
    records = {"meetings/talks": record, "places/bergen": BERGEN}
    made = site(tmp_path, {"a": talks("held", "2025-12-21")}, records)
    assert f"Reported as held {lead}" in made.words("meetings/talks.md")
    assert f"Reported as held {lead}" in made.descriptions["meetings/talks.md"]
    assert f"{chips} / {status.title()}" in str(made.event()["DESCRIPTION"])
    assert f"{chips} / {status.title()}" in made.data["feed.xml"].decode()
    assert f"{chips} {status.title()}" in made.words("timeline.md")


def test_a_report_without_a_day_lends_it_to_nothing(tmp_path: Path):
    plan_, report = talks("planned", "2025-12-10"), article("[They met]{meeting=talks status=held}.", date="2025-12-22")
    made = site(tmp_path, {"a": plan_, "b": report, "c": talks("cancelled", "2025-12-23", on="2025-12-24")})
    assert "Reported as held; now given as: Cancelled." in made.words("meetings/talks.md")


def test_one_article_can_report_both(tmp_path: Path):
    both = article(
        f"[{PEOPLE} met in {PLACES}]{{meeting=talks on={DAY} status=held}}, [or not]{{meeting=talks status=denied}}."
    )
    made = site(tmp_path, {"a": both})
    assert "Reported as held on 20 December 2025, Oslo, and denied." in made.words("meetings/talks.md")


@pytest.mark.parametrize(("first", "second"), [("retracted: 2025-12-22\n", ""), ("", "corrects: a\n")])
def test_a_report_that_was_withdrawn_or_corrected_contradicts_nothing(tmp_path: Path, first: str, second: str):
    held = talks("held", "2025-12-21").replace("language: en\n", f"language: en\n{first}")
    denied = talks("denied", "2025-12-22").replace("language: en\n", f"language: en\n{second}")
    made = site(tmp_path, {"a": held, "b": denied})
    assert "Reported for 20 December 2025, Oslo, denied." in made.words("meetings/talks.md")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-12-20/..", "Planned for the time since 20 December 2025"),
        ("2025-12/2026-01-10", "Planned for the time from December 2025 to 10 January 2026"),
        ("2025-12-20/2025-12-21", "Planned for 20–21 December 2025"),
    ],
)
def test_a_span_of_time_is_planned_in_plain_words(tmp_path: Path, date: str, words: str):
    text = f'[{PEOPLE} will meet]{{meeting=talks on="{date}" status=planned}}.'
    assert words in site(tmp_path, {"a": article(text, date="2025-12-01")}).words("meetings/talks.md")


def test_what_one_origin_said_last_counts(tmp_path: Path):
    first, second = talks("denied", "2025-12-21"), talks("held", "2025-12-22")
    made = site(tmp_path, {"a": first.replace("language: en\n", "language: en\norigin: b\n"), "b": second})
    assert made.mentions_of_contact() == EVERYWHERE


def test_a_meeting_that_was_put_off_tells_both_days_and_the_meeting_in_its_place(tmp_path: Path):
    new = talks("postponed", "2025-12-15", on="2026-01-10")
    made = site(tmp_path, {"a": talks("planned", "2025-12-10"), "b": new})
    assert "Planned for 20 December 2025, postponed to 10 January 2026, Oslo." in made.words("meetings/talks.md")
    assert str(made.event()["STATUS"]) == "TENTATIVE"
    assert made.event_status == "EventRescheduled"


def test_a_meeting_leads_to_the_one_in_its_place(tmp_path: Path):
    later = "[More talks]{meeting=more-talks name=“More talks” on=2026-01-10 status=planned}.".replace(
        "“", '"'
    ).replace("”", '"')
    made = site(tmp_path, {"a": talks("postponed", "2025-12-15", " postponed-to=more-talks"), "b": article(later)})
    assert "postponed. In its place: More talks." in made.words("meetings/talks.md")
    assert "Postponed from" in made.words("meetings/more-talks.md")


def test_the_history_of_the_status_quotes_each_article(tmp_path: Path):
    made = site(tmp_path, {"a": talks("planned", "2025-12-10"), "b": talks("cancelled", "2025-12-15")})
    page = made.words("meetings/talks.md")
    told = page[page.index("How its status was reported") :]
    assert re.search(r"10 December 2025.*Planned.*Ann Roe and Bo Lind met.*15 December 2025.*Cancelled.*Ann Roe", told)


def test_lists_feeds_and_calendars_say_what_nobody_has_reviewed(tmp_path: Path):
    told = (
        "[[Ada]{person=ada} met [Bo]{person=bo} in [Oslo]{place=oslo} on [Monday]{date=2025-12-01}]"
        "{meeting=talks name=Talks status=held}."
    )
    for review in ("review: draft\n", ""):
        root = project(tmp_path / (review[:6] or "none"), {"news": article(told, more=review)})
        made = files(root)
        assert ("not reviewed" in made["feed.xml"].decode()) == bool(review)
        calendar = made["calendar.ics"].decode()
        assert ("SUMMARY:Talks (not reviewed)" in calendar, "STATUS:TENTATIVE" in calendar) == (bool(review),) * 2
        (row,) = csv.DictReader(made["downloads/meetings.csv"].decode("utf-8-sig").splitlines())
        assert row["review"] == ("draft" if review else "")
        made_pages, _ = render(survey(root).base, ROOT / "site_templates", "en", "A site")
        marked = {page.path for page in made_pages if 'class="cq-draft">' in page.text}
        assert {"meetings/index.md", "timeline.md"} <= marked if review else not marked
