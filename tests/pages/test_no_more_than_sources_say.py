"""A publisher that corrects itself is one source, nobody travels from nowhere, and no side is guessed."""

from pathlib import Path

import pytest

from generator.facts.model import Slot
from generator.pages.accounts import compared
from generator.pages.evidence import mark, state
from generator.pages.intro import description
from generator.pages.meeting_facts import points
from generator.pages.trips import trips
from generator.schema.model import Ref
from tests.exports.exported import article, project, survey

POINTS_SAID = (("agreed", "a truce"), ("not-agreed", "A truce"), ("agreed", "a date"))
TALKS, KAY = Ref("meeting", "talks"), Ref("person", "kay")
RECORDS = {
    "countries/no": "name: Norway\n",
    "countries/se": "name: Sweden\n",
    "places/oslo": "name: Oslo\ncountry: no\n",
    "places/rome": "name: Rome\n",
}


def report(place: str = "oslo", kay: str = "for=no") -> str:
    people = f"[Kay]{{person=kay {kay}}} and [Ada]{{person=ada for=se}}"
    return f"[{people} met in [town]{{place={place}}} on [Friday]{{date=2025-05-09}}]{{meeting=talks status=held}}."


@pytest.mark.parametrize(
    ("publisher", "more", "place", "origins"),
    [
        ("The Paper", "corrects: a\n", "single", 1),
        ("Another", "corrects: a\n", "single", 2),
        ("The Paper", "", "disputed", 2),
    ],
)
def test_a_correction(tmp_path: Path, publisher: str, more: str, place: str, origins: int):
    later = article(report("rome"), date="2025-05-12", publisher=publisher, more=more)
    base = survey(project(tmp_path, {"a": article(report(), date="2025-05-10"), "b": later}, RECORDS)).base
    assert base.records[TALKS].text("place") == "rome"
    assert state(base, TALKS, Slot("place"), "rome").name == place
    assert state(base, TALKS, Slot("date"), "2025-05-09").origins == origins


def test_a_correction_of_a_correction_contradicts_neither(tmp_path: Path):
    articles = {"a": article(report(), date="2025-05-10"), "b": article("No.", date="2025-05-11", more="corrects: a\n")}
    articles["c"] = article(report("rome"), date="2025-05-12", more="corrects: b\n")
    base = survey(project(tmp_path, articles, RECORDS)).base
    assert state(base, TALKS, Slot("place"), "rome").name == "single"


@pytest.mark.parametrize(
    ("place", "kay", "count"), [("oslo", "for=se", 1), ("oslo", "for=no", 0), ("oslo", "", 0), ("rome", "for=se", 0)]
)
def test_a_journey_begins_in_a_country_and_ends_in_another(tmp_path: Path, place: str, kay: str, count: int):
    site = survey(project(tmp_path, {"a": article(report(place, kay), date="2025-05-10")}, RECORDS))
    assert len(list(trips(site.base, site.meetings, KAY))) == count


@pytest.mark.parametrize(("ada", "count"), [("for=se", 1), ("", 0)])
def test_who_is_of_no_known_side_is_of_no_other_one(tmp_path: Path, ada: str, count: int):
    words = "[“Good”]{.quote by=kay about=talks}, Kay said. [“Bad”]{.quote by=ada about=talks}, Ada said."
    text = report().replace("for=se", ada)
    site = survey(project(tmp_path, {"a": article(f"{text} {words}", date="2025-05-10")}, RECORDS))
    assert len(list(compared(site.fragments.accounts, site.meetings, KAY))) == count


def test_a_point_of_which_sources_say_both_is_neither_agreed_nor_open(tmp_path: Path):
    texts = [report().replace("status=held", f'status=held {word}="{point}"') for word, point in POINTS_SAID]
    articles = {f"a{n}": article(text, date="2025-05-10", publisher=f"Paper {n}") for n, text in enumerate(texts)}
    site = survey(project(tmp_path, articles, RECORDS))
    assert points(site, TALKS) == (("agreed", "a date"),)
    for field, value, name in (
        ("agreed", "a truce", "disputed"),
        ("not_agreed", "A truce", "disputed"),
        ("agreed", "a date", "single"),
    ):
        assert state(site.base, TALKS, Slot(field), value).name == name
    shown = mark(site.place("meetings/talks.md"), TALKS, Slot("agreed"), "a truce", "Agreed")
    assert "<strong>Not agreed: A truce</strong>" in shown
    assert "<strong>a truce</strong>" in shown


def test_a_day_of_a_retracted_report_is_not_called_planned(tmp_path: Path):
    retracted = article(report(), date="2025-05-10", more="retracted: 2025-05-20\n")
    later = article("[[Kay]{person=kay} met [Ada]{person=ada}]{meeting=talks status=held}.", date="2025-05-11")
    site = survey(project(tmp_path, {"a": retracted, "b": later}, RECORDS))
    assert description(site, TALKS).startswith("Held; day not confirmed: 9 May 2025. ")
