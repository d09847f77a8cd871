"""A role on a day is what a source says of that day; every output says the same, or nothing."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from exported import ROOT, article, files, project, survey
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from support.tiers import scale

from generator.pages.plan import plan
from generator.pages.render import read_templates
from generator.values import covers

MEETING, NAME = "talks", "Ann Roe"
THE_ROLE = "Role on that day"


def cells(text: str, column: str) -> dict[str, str]:
    """A column of every table of a page, by the link of each row's head; marks left out."""
    found = {}
    for table in html.fromstring(f"<div>{text}</div>").iter("table"):
        heads = [head.text_content().replace("\u00a0\u2060", "") for head in table.findall("thead/tr/th")]
        for row in table.findall("tbody/tr"):
            if (head := row.find("th")) is None:
                continue
            link = next((a.get("href", "") for a in head.iter("a")), "")
            for mark in [*row.iter("details"), *row.find_class("cq-unsourced")]:
                mark.drop_tree()
            own = [cell.text_content().replace("\u00a0\u2060", "").strip() for cell in row]
            if column in heads:
                found[link.rpartition("/")[2].removesuffix(".md")] = own[heads.index(column)]
    return found


def outputs(folder: Path) -> dict[str, str]:
    """The role of Ann Roe at the talks, as each output tells it; "" where it tells none."""
    site, made = survey(folder), files(folder)
    templates, _ = read_templates(ROOT / "site_templates", "en")
    planned = {each.path: each for each in plan(site)}
    page = {path: templates.page(planned[path])[0] for path in (f"meetings/{MEETING}.md", "persons/ann-roe.md")}
    rows = csv.DictReader(io.StringIO(made["downloads/meetings_participants.csv"].decode()))
    data = json.loads(made[f"meetings/{MEETING}/index.json"])
    participations = data["fields"]["participants"]
    return {
        "meeting page": cells(page[f"meetings/{MEETING}.md"].text, THE_ROLE).get("ann-roe", ""),
        "person page": cells(page["persons/ann-roe.md"].text, THE_ROLE).get(MEETING, ""),
        "csv": next(row["role"] for row in rows if row["subject"] == MEETING and row["person"] == "ann-roe"),
        "json": next(
            item["fields"].get("role", {}).get("value", "")
            for item in participations
            if item["key"]["person"] == "ann-roe"
        ),
        "json-ld": next(
            role.get("roleName", "")
            for role in page[f"meetings/{MEETING}.md"].json_ld["attendee"]
            if role["attendee"]["name"] == NAME
        ),
        "calendar": in_calendar(made),
    }


def in_calendar(made: dict[str, bytes]) -> str:
    """The role in the calendar of the talks: what stands in parentheses, but for the side."""
    calendar = icalendar.Calendar.from_ical(made[f"meetings/{MEETING}/calendar.ics"])
    told = str(calendar.walk("VEVENT")[0]["DESCRIPTION"])
    line = next(line for line in told.splitlines() if line.startswith(NAME))
    inside = line.removeprefix(NAME).strip(" ()").split(", ")[0]
    return "" if inside == "United States" else inside


def the_role(folder: Path) -> str:
    """The role that all outputs tell."""
    told = outputs(folder)
    assert len({role.lower() for role in told.values()}) == 1, told
    return told["csv"]


def talks(date: str, words: str = "", when: str = "") -> str:
    """An article of a day that reports the talks of a day, the same if none is given."""
    text = f'[[Ann Roe]{{person=ann-roe{words}}} came]{{meeting={MEETING} on="{when or date}" status=held}}.'
    return article(text, date=date)


def test_a_role_of_one_day_is_no_role_of_another(tmp_path: Path):
    first = "[[Ann Roe]{person=ann-roe role=ambassador country=us} came]{meeting=before on=2010-01-01}."
    project(tmp_path, {"a1": article(first, date="2010-01-02"), "a2": talks("2020-01-02")})
    assert the_role(tmp_path) == ""


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("positions", "date", "role"),
    [
        ([("envoy", "2017-01-20", "2021-01-20")], "2017-01-19", ""),
        ([("envoy", "2017-01-20", "2021-01-20")], "2017-01-20", "envoy"),
        ([("envoy", "2017-01-20", "2021-01-20")], "2021-01-20", "envoy"),
        ([("envoy", "2017-01-20", "2021-01-20")], "2021-01-21", ""),
        ([("envoy", "2017", "2021")], "2019-05-05", "envoy"),
        ([("envoy", "2017", "2021"), ("envoy", "2025", "")], "2023-05-05", ""),
        ([("envoy", "2017", "2021"), ("envoy", "2025", "")], "2025-12-02", ""),
        ([("envoy", "2017", "2021"), ("envoy", "2025-01-20", "2025-12-31")], "2025-12-02", "envoy"),
        ([("envoy", "2017", "2021"), ("minister", "2021", "2023")], "2021-05-05", ""),
        ([("envoy", "2017", "2021"), ("minister", "2021-03-01", "2023")], "2021-05-05", "minister"),
        ([("envoy", "", "2021-01-20")], "2020-01-01", ""),
        ([("envoy", "", "")], "2020-01-01", ""),
        ([("envoy", "2017-01-20", "2021-01-20")], "2021-01-19/2021-01-22", ""),
        ([("envoy", "2017-01-20", "2021-01-20")], "2021-01-18/2021-01-20", "envoy"),
    ],
)
def test_a_position_is_a_role_where_its_dates_cover_the_day(
    tmp_path: Path, positions: list[tuple[str, str, str]], date: str, role: str
):
    lines = ["name: Ann Roe", "positions:"]
    for title, start, end in positions:
        lines += [
            f"  - title: {title}",
            *([f"    from: {start}"] if start else []),
            *([f"    to: {end}"] if end else []),
        ]
    project(tmp_path, {"a": talks("2026-01-01", when=date)}, {"persons/ann-roe": "\n".join(lines) + "\n"})
    assert the_role(tmp_path) == role


def test_an_end_that_nobody_names_is_known_as_far_as_its_sources(tmp_path: Path):
    old = article("[Ann Roe]{person=ann-roe role=envoy from=2009-01-01} spoke.", date="2010-01-02")
    project(tmp_path, {"a1": old, "a2": talks("2020-01-02")})
    assert the_role(tmp_path) == ""


def test_a_source_of_a_later_day_covers_the_days_before(tmp_path: Path):
    new = article("[Ann Roe]{person=ann-roe role=envoy from=2009-01-01} spoke.", date="2021-01-02")
    project(tmp_path, {"a1": new, "a2": talks("2020-01-02")})
    assert the_role(tmp_path) == "envoy"


def test_an_office_held_twice_is_two_positions(tmp_path: Path):
    stints = ("from=2017 until=2021", "from=2025")
    text = ", ".join(f"[Ann Roe]{{person=ann-roe role=envoy for=us {dates}}}" for dates in stints)
    record = project(tmp_path, {"a": article(text)}) / "content/records/persons/ann-roe.yaml"
    assert record.read_text("utf-8").count("- title: envoy") == 2


def test_the_mark_of_a_position_opens_the_sentence_that_says_it(tmp_path: Path):
    said = article("[Ann Roe]{person=ann-roe role=envoy from=2009} began in 2009.", date="2021-01-02")
    project(tmp_path, {"a1": said, "a2": talks("2020-01-02")})
    templates, _ = read_templates(ROOT / "site_templates", "en")
    (planned,) = [each for each in plan(survey(tmp_path)) if each.path == f"meetings/{MEETING}.md"]
    page = html.fromstring(templates.page(planned)[0].text)
    row = next(row for row in page.iter("tr") if row.findall("td"))
    assert row.findall("td")[1].find("details").find(".//blockquote").text_content() == "Ann Roe began in 2009."


DAYS = ["2010-01-01", "2017-06-30", "2020-01-01", "2020-01-20", "2021-03-05", "2025-12-02"]
ROLES = ["envoy", "minister"]
PERIODS = ["", " from=2017", " from=2017 until=2021", " from=2020-01-10", " until=2019"]
REPORTS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["", *ROLES]),
        st.sampled_from(PERIODS),
        st.booleans(),
        st.sampled_from(["", *ROLES]),
    ),
    min_size=1,
    max_size=4,
)


@dataclass(frozen=True)
class Report:
    """An article: its day; a role of Ann Roe and its period, said apart; whether it reports the talks, with a role."""

    day: str
    role: str
    period: str
    reports: bool
    there: str

    @property
    def text(self) -> str:
        role = f" role={self.role}{self.period}" if self.role else ""
        there = f" role={self.there}" if self.there else ""
        talks = f'[[Ann Roe]{{person=ann-roe{there}}} came]{{meeting={MEETING} on="2020-01-01" status=held}}.'
        return article(
            f"[Ann Roe]{{person=ann-roe{role}}} spoke.\n\n{talks if self.reports else 'Nothing.'}", date=self.day
        )

    def supports(self) -> set[str]:
        """The roles on the day of the talks for which this article is a source."""
        period = dict(part.split("=") for part in self.period.split())
        dates = {"from": period.get("from", "9999"), **({"to": period["until"]} if "until" in period else {})}
        found = {self.role} if self.role and covers(dates, "2020-01-01") else set()
        if self.reports:
            found |= {self.there}
            near = abs(date.fromisoformat(self.day) - date(2020, 1, 1)) <= timedelta(days=31)
            found |= {self.role} if near else set()
        return found


@settings(max_examples=scale(2, 150), deadline=None)
@given(REPORTS)
def test_every_output_tells_the_same_role_and_a_source_gives_it(tmp_path_factory, told):
    folder = tmp_path_factory.mktemp("roles")
    reports = [Report(*each) for each in told]
    reports.append(Report("2020-01-01", "", "", True, ""))  # noqa: FBT003 -- the talks are always reported
    project(folder, {f"a{n}": each.text for n, each in enumerate(reports)})
    shown = the_role(folder)
    assert shown in {"", *(role for each in reports for role in each.supports())}
    said = [each.there for each in reports if each.reports and each.there]
    if said:
        assert shown in said
