"""Whatever shape a date has, no page, download, feed or calendar says more of it than the source does."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

import icalendar
import pytest
from exported import ROOT, article, files, project, survey
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.citation import Work, as_csl, as_ris, tags
from generator.pages.dates import days
from generator.pages.jsonld_refs import nearest_iso
from generator.pages.model import Page
from generator.pages.plan import plan
from generator.pages.render import read_templates
from generator.values import Date, end_texts, iso_8601, iso_ends, iso_prefix, read_date, show_date

# The date of an article, and what its citations say: RIS (with the words after the numbers), CSL-JSON, the meta tag.
CITED = {
    "2025-12-04": ("2025/12/04/", {"date-parts": [[2025, 12, 4]]}, "2025/12/04"),
    "2025-12": ("2025/12//", {"date-parts": [[2025, 12]]}, "2025/12"),
    "2025": ("2025///", {"date-parts": [[2025]]}, "2025"),
    "2025~": ("2025///about 2025", {"date-parts": [[2025]], "circa": True}, "2025"),
    "2025-12?": ("2025/12//December 2025 (uncertain)", {"date-parts": [[2025, 12]], "circa": True}, "2025/12"),
    "2025-12-04%": (
        "2025/12/04/about 4 December 2025 (uncertain)",
        {"date-parts": [[2025, 12, 4]], "circa": True},
        "2025/12/04",
    ),
    "2025-24": ("///winter 2025–2026", {"date-parts": [[2025]], "season": 4}, None),
    "2025-21": ("2025///spring 2025", {"date-parts": [[2025]], "season": 1}, "2025"),
    "2025-XX": ("2025///2025 (month unknown)", {"date-parts": [[2025]]}, "2025"),
    "2025-12-XX": ("2025/12//December 2025 (day unknown)", {"date-parts": [[2025, 12]]}, "2025/12"),
    "2025-XX-XX": ("2025///2025 (day unknown)", {"date-parts": [[2025]]}, "2025"),
    "198X": ("///the 1980s", {"literal": "the 1980s"}, None),
    "19XX": ("///the years 1900 to 1999", {"literal": "the years 1900 to 1999"}, None),
    "2025-W10": ("2025/03//week 10 (3–9 March 2025)", {"date-parts": [[2025, 3]]}, "2025/03"),
    "2025-W10-3": ("2025/03/05/", {"date-parts": [[2025, 3, 5]]}, "2025/03/05"),
    "2024-W01": ("2024/01//week 1 (1–7 January 2024)", {"date-parts": [[2024, 1]]}, "2024/01"),
    "2025-W01": ("///week 1 (30 December 2024 – 5 January 2025)", {"literal": show_date("2025-W01")}, None),
    "1917-10-25[julian]": ("1917/11/07/", {"date-parts": [[1917, 11, 7]]}, "1917/11/07"),
    "1917-10[julian]": ("1917///October 1917 (Old Style)", {"date-parts": [[1917]]}, "1917"),
    "1917[julian]": ("///1917 (Old Style)", {"literal": "1917 (Old Style)"}, None),
    "2025-12-04T23:30-05:00": ("2025/12/04/", {"date-parts": [[2025, 12, 4]]}, "2025/12/04"),
    "2025-12-04T10:00[Europe/Moscow]": ("2025/12/04/", {"date-parts": [[2025, 12, 4]]}, "2025/12/04"),
    "2025-12-02/2025-12-04": (
        "2025/12//2–4 December 2025",
        {"date-parts": [[2025, 12, 2], [2025, 12, 4]]},
        "2025/12",
    ),
    "2024/2025": ("///2024–2025", {"date-parts": [[2024], [2025]]}, None),
    "1994~/1996": ("///from about 1994 to 1996", {"date-parts": [[1994], [1996]], "circa": True}, None),
    "2025-12-02/..": ("///since 2 December 2025", {"literal": "since 2 December 2025"}, None),
    "../2025-12-02": ("///until 2 December 2025", {"literal": "until 2 December 2025"}, None),
    "2025-12-02/": ("///from 2 December 2025, end unknown", {"literal": show_date("2025-12-02/")}, None),
}
SHAPES = list(CITED)
DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2100, 1, 1))
POINTS = st.one_of(
    st.builds(
        lambda day, shape, doubt: f"{shape(day)}{doubt}",
        DAYS,
        st.sampled_from(
            [
                lambda day: day.isoformat(),
                lambda day: day.isoformat()[:7],
                lambda day: day.isoformat()[:4],
                lambda day: f"{day.isoformat()[:7]}-XX",
                lambda day: f"{day.isoformat()[:4]}-XX",
                lambda day: f"{day.isoformat()[:3]}X",
                lambda day: f"{day.isoformat()[:2]}XX",
                lambda day: f"{day.year}-{day.month % 4 + 21}",
                lambda day: "{}-W{:02}".format(*day.isocalendar()),
            ]
        ),
        st.sampled_from(["", "~", "?", "%"]),
    ),
    DAYS.map(lambda day: f"{day.isoformat()}[julian]"),
    DAYS.map(lambda day: f"{day.isoformat()[:7]}[julian]"),
    DAYS.map(lambda day: f"{day.isoformat()[:4]}[julian]"),
)
DATES = st.one_of(
    POINTS,
    st.builds(lambda one, other: f"{one}/{other}", POINTS, st.one_of(POINTS, st.sampled_from(["", ".."]))),
    POINTS.map(lambda point: f"../{point}"),
).filter(lambda text: isinstance(read_date(text), Date))


def cited(date: str) -> Work:
    return Work("page-x", "Talks", "", "", "Site", date, show_date(date), "", "en")


def says_no_more(said: str, date: str) -> bool:
    """Whether a date in ISO 8601, or with slashes, leaves open every day that the source leaves open."""
    claim, source = read_date(said.replace("/", "-")), read_date(date)
    assert isinstance(claim, Date), said
    assert isinstance(source, Date)
    return claim.earliest <= source.earliest and source.latest <= claim.latest


@given(DATES)
def test_machines_are_told_no_more_than_the_source_says(date):
    for said in (
        iso_8601(date),
        iso_prefix(date),
        nearest_iso(date),
        dict(tags(cited(date))).get("citation_publication_date"),
    ):
        assert not said or says_no_more(said, date)
    ris = re.search(r"^DA  - (\d*)/(\d*)/(\d*)/", as_ris(cited(date)), re.MULTILINE)
    numbers = "-".join(filter(None, ris.groups()))
    assert not numbers or says_no_more(numbers, date)
    issued = json.loads(as_csl(cited(date)))[0]["issued"]
    parts = ["-".join(f"{n:02}" for n in each) for each in issued.get("date-parts", ())]
    if len(parts) == 1 and "season" not in issued:
        assert says_no_more(parts[0], date)
    if len(parts) > 1:
        assert (parts[0], parts[1]) == iso_ends(date.translate(str.maketrans("", "", "?~%")))
    assert issued.get("circa", False) is any(mark in date for mark in "?~%") or "literal" in issued
    start, end = iso_ends(date)
    ends = [point for point in read_date(date).points if point]
    if "/" in date and start and end:
        assert (read_date(start).earliest, read_date(end).latest) == (ends[0].first, ends[-1].last)


@dataclass(frozen=True)
class Dated:
    """A site on which each shape is the date of one article, one meeting and one statement."""

    pages: Mapping[str, Page]
    data: Mapping[str, bytes]

    def events(self, date: str) -> list[icalendar.Event]:
        """The events of the meeting with that date."""
        path = f"meetings/m{SHAPES.index(date)}/calendar.ics"
        return icalendar.Calendar.from_ical(self.data[path]).walk("VEVENT") if path in self.data else []

    def linked(self, date: str, what: str) -> Mapping:
        return self.pages[f"{what}{SHAPES.index(date)}.md"].json_ld


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Dated:
    people = "[Ann Roe]{person=ann-roe country=us} and [Bo Lind]{person=bo-lind country=se}"
    folder = project(
        tmp_path_factory.mktemp("dated"),
        {
            f"a{n}": article(
                f'[{people} met]{{meeting=m{n} name=Talks on="{date}" status=held}}.\n'
                f'[“Fine”]{{.quote by=ann-roe on="{date}"}}, she said.',
                date=f"'{date}'",
            )
            for n, date in enumerate(SHAPES)
        },
    )
    templates, _ = read_templates(ROOT / "site_templates", "en")
    pages = {each.path: templates.page(each)[0] for each in plan(survey(folder))}
    return Dated(pages, files(folder))


@pytest.mark.parametrize("date", SHAPES)
def test_an_article_is_cited_as_exactly_as_it_is_dated(dated: Dated, date: str):
    ris, csl, meta = CITED[date]
    page = dated.pages[f"articles/a{SHAPES.index(date)}.md"]
    assert dict(page.citation).get("citation_publication_date") == meta
    text = unescape(unescape(re.sub("<[^>]*>", "", page.text)))
    assert f"DA  - {ris}\n" in text
    found = json.loads(re.search(r"\[\n  \{\n    \"id\".*?\n\]", text, re.DOTALL)[0])
    assert found[0]["issued"] == csl


@pytest.mark.parametrize("date", SHAPES)
def test_no_machine_readable_date_says_more(dated: Dated, date: str):
    article_ld, meeting_ld = dated.linked(date, "articles/a"), dated.linked(date, "meetings/m")
    assert article_ld.get("datePublished", "") == nearest_iso(date)
    assert (meeting_ld.get("startDate", ""), meeting_ld.get("endDate", "")) == iso_ends(date)
    for path in ("articles/a", "meetings/m"):
        told = re.findall(r'<time datetime="([^"]*)"', dated.pages[f"{path}{SHAPES.index(date)}.md"].text)
        assert set(told) <= {iso_8601(date), iso_8601(date.partition("T")[0])}


@pytest.mark.parametrize("date", SHAPES)
def test_a_calendar_has_only_what_is_known_to_the_day(dated: Dated, date: str):
    is_exact = all(point and point.form == "day" and not point.doubt for point in read_date(date).points)
    assert [str(event["SUMMARY"]) for event in dated.events(date)] == ["Talks"] * is_exact


@pytest.mark.parametrize("date", ["2025-12", "2025-12-04~", "2025-12-XX", "2025-W49", "2025-12-02/..", "2025~", "198X"])
def test_about_a_day_is_no_day_of_a_calendar(date: str):
    assert days(date) is None


@pytest.mark.parametrize(
    ("date", "ends"),
    [
        ("2025-12-04T10:00[Europe/Moscow]", ("2025-12-04T10:00[Europe/Moscow]",) * 2),
        ("2025-12-02/2025-12-04", ("2025-12-02", "2025-12-04")),
        ("2025-12-02/..", ("2025-12-02", "")),
        ("/2025-12-02", ("", "2025-12-02")),
        ("198X", ("198X", "198X")),
    ],
)
def test_a_zone_is_no_interval(date: str, ends: tuple[str, str]):
    assert end_texts(date) == ends


def test_no_page_shows_a_date_as_it_is_written(dated: Dated):
    shown = "".join(re.sub("<[^>]*>", "", page.text) for path, page in dated.pages.items() if "/" in path)
    words = re.sub(r"(?s)@misc.*?\n\]", "", unescape(unescape(shown)))
    assert not re.search(r"T10:00\[|\[julian\]", words)


def test_a_time_in_a_named_zone_keeps_it_everywhere(dated: Dated):
    date = "2025-12-04T10:00[Europe/Moscow]"
    assert dated.linked(date, "meetings/m")["startDate"] == "2025-12-04T10:00:00+03:00"
    assert dated.events(date)[0]["DTSTART"].dt == dt.datetime(2025, 12, 4, 7, tzinfo=dt.UTC)
    page = dated.pages[f"meetings/m{SHAPES.index(date)}.md"]
    assert "4 December 2025, 10:00 Moscow (07:00 UTC)" in unescape(page.text)
