"""Entries of the Office of the Historian's data that lack something or are there twice; who travelled, and where."""

import pytest

from generator.importers.hsg_files import HsgData
from generator.importers.hsg_people import hsg_records
from generator.importers.hsg_stays import HsgStays
from generator.text.source import SourceText

PRESIDENTS = """<presidents>
<president><id>roe-ann</id><name>Ann Roe</name><took-office-date>1969-01-20</took-office-date>
<left-office-date>1973-01-20</left-office-date></president>
<president><id>roe-ann</id><name>Ann Roe</name><took-office-date>1981-01-20</took-office-date></president>
</presidents>"""


def trip(**values: str) -> str:
    usual = {"id": "1", "role": "president", "who": "roe-ann", "name": "Ann Roe", "day": "1971-02-19", "places": "Rome"}
    one = {**usual, "remarks": "Met with Premier Vale.", **values}
    return (
        f'<trip role="{one["role"]}" who="{one["who"]}"><id>{one["id"]}</id><name>{one["name"]}</name>'
        f"<start-date>{one['day']}</start-date><end-date>{one['day']}</end-date><country id='italy'>Italy</country>"
        f"<locale>{one['places']}</locale><remarks>{one['remarks']}</remarks></trip>"
    )


def read(*trips: str) -> tuple[list[str], list[str], list[str]]:
    """The titles of the documents, the annotations in braces, and the messages."""
    data = HsgData()
    for name, text in (("p.xml", PRESIDENTS), ("t.xml", "<trips>\n" + "\n".join(trips) + "</trips>")):
        assert data.add(SourceText(name, text)) == ()
    data.finish()
    stays = HsgStays(data, lambda own, _: own)
    documents = list(stays.documents())
    braces = [mark.mention.braces for each in documents for block in each.blocks for mark in block.marks]
    return [each.metadata.title for each in documents], braces, [each.message for each in stays.problems]


@pytest.mark.parametrize(
    ("values", "message", "is_imported"),
    [
        ({"name": ""}, "no name of the traveller: `roe-ann` is “Ann Roe” elsewhere in the data", True),
        ({"name": "", "who": "doe-j"}, "no name of the traveller `doe-j`: not imported", False),
        ({"who": ""}, "`` is the id of no traveller: not imported", False),
        ({"who": "x} [y"}, "`x} [y` is the id of no traveller: not imported", False),
        ({"day": "1971-02-30"}, "from `1971-02-30` to `1971-02-30` is no period: not imported", False),
    ],
)
def test_an_entry_that_lacks_something_is_reported(values: dict[str, str], message: str, *, is_imported: bool):
    titles, _, messages = read(trip(**values))
    assert messages == [message]
    assert bool(titles) == is_imported


def test_an_id_that_is_there_twice_is_reported_and_the_same_entry_imported_once():
    _, braces, messages = read(trip(), trip(), trip(day="1971-03-01"))
    assert messages == [
        "`1` is in the data twice, first in t.xml:2: imported once",
        "the id `1` is that of another entry, too, in t.xml:2: both are imported",
    ]
    assert sum(each.startswith("{meeting=") for each in braces) == 2


@pytest.mark.parametrize(
    ("values", "title", "person"),
    [
        ({}, "Journeys of presidents in 1971-02", "{person=roe-ann role=President country=us}"),
        (
            {"remarks": "Vacation. [Visit made as President-elect.]"},
            "Journeys of presidents in 1971-02",
            "{person=roe-ann role=President-elect country=us}",
        ),
        (
            {"role": "secretary"},
            "Journeys of secretaries of state in 1971-02",
            '{person=roe-ann role="Secretary of State" country=us}',
        ),
        ({"role": ""}, "Journeys of officials in 1971-02", "{person=roe-ann country=us}"),
    ],
)
def test_a_traveller_has_the_office_that_the_data_give(values: dict[str, str], title: str, person: str):
    titles, braces, _ = read(trip(**values))
    assert titles == [title]
    assert person in braces


def test_a_president_of_two_terms_is_known_in_both():
    remarks = "Met with President Roe."
    for day in ("1971-02-19", "1982-02-19"):
        _, braces, _ = read(trip(role="secretary", who="doe-jo", name="Jo Doe", day=day, remarks=remarks))
        assert "{person=roe-ann role=President country=us}" in braces


@pytest.mark.parametrize("id_", ["", "../../x", "Roe Ann"])
def test_an_officer_whose_id_is_none_is_reported(id_: str):
    data = HsgData()
    data.add(SourceText("o.xml", f"<person><id>{id_}</id><persName><surname>Dale</surname></persName></person>"))
    records, problems = hsg_records(data, lambda own, _: own)
    assert records == ()
    assert [each.message for each in problems] == [f"`{id_}` is no id of a person: not imported"]


@pytest.mark.parametrize(
    ("places", "known"),
    [
        ("Rome", ["{place=rome-it country=it}"]),
        ("Rome; Milan", ["{place=rome-it country=it as=mentioned}", "{place=milan-it country=it as=mentioned}"]),
        ("Rome and Milan", []),
        ("near Rome", []),
    ],
)
def test_several_places_are_not_one(places: str, known: list[str]):
    assert [each for each in read(trip(places=places))[1] if each.startswith("{place=")] == known
