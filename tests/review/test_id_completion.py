"""Completion of ids: whatever one types of a thing, in any spelling."""

import pytest

from generator.drafting import Entry, MeetingEntry, Register
from generator.review.completion import complete, things

REGISTER = Register(
    (
        Entry("person", "ann-roe", ("Ann Roe", "Енн Роу")),
        Entry("person", "anna-berg", ("Anna Berg",)),
        Entry("person", "bo-lind", ("Bo Lind", "Лінд")),
        Entry("org", "roe-institute", ("Roe Institute",)),
        Entry("place", "zurich", ("Zürich",)),
    ),
    (MeetingEntry("2025-12-02-geneva"),),
)
KNOWN = things(REGISTER)


def ids(query: str, *kinds: str) -> list[str]:
    return [thing.id for thing in complete(KNOWN, query, kinds)]


@pytest.mark.parametrize(
    "query", ["Ann Roe", "ann r", "ANN", "roe", "Енн", "Enn Rou", "ann-roe", "Anne Roe", "Ánn Roë"]
)
def test_a_person_by_any_spelling(query: str):
    assert "ann-roe" in ids(query, "person")[:2]


def test_only_the_kinds_wanted():
    assert ids("roe", "org") == ["roe-institute"]
    assert ids("roe") == ["roe-institute", "ann-roe"]


def test_the_whole_name_comes_first():
    assert ids("ann roe")[0] == "ann-roe"
    assert ids("zurich")[0] == "zurich"


@pytest.mark.parametrize(("query", "code"), [("Sweden", "se"), ("swed", "se"), ("ua", "ua"), ("Ukr", "ua")])
def test_every_country_is_known(query: str, code: str):
    assert ids(query, "country")[0] == code


def test_meetings_are_found_by_day_and_place():
    assert ids("2025-12", "meeting") == ["2025-12-02-geneva"]
    assert ids("geneva", "meeting") == ["2025-12-02-geneva"]


def test_what_nobody_knows_completes_to_nothing():
    assert ids("Xyzzy Plugh") == []
