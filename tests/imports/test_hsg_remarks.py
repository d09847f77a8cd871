"""Whom remarks of the Office of the Historian's data say that a traveller met, and of which office and country."""

import pytest

from generator.importers.hsg_files import HsgData, President, Stay
from generator.importers.hsg_remarks import is_off, read_remark
from generator.importers.hsg_stays import HsgStays
from generator.text.source import SourceText

SPAN = SourceText("trips.xml", "").whole()
ROE = President("roe-ann", "Ann Roe", "1969-01-20", "1977-01-20", "", SPAN)


def stay(remark: str, **values: str) -> Stay:
    first = {
        "id": "",
        "series": "travels",
        "who": "roe-ann",
        "name": "Ann Roe",
        "country": "Italy",
        "country_id": "italy",
    }
    days = {"first": "1971-02-19", "last": "1971-02-19", "places": "Rome"}
    return Stay(**{**first, **days, "description": remark, **values}, span=SPAN)


def annotations(remark: str, **values: str) -> list[str]:
    """The annotations of persons and meetings in the paragraph of a stay, without the traveller's own."""
    data = HsgData(presidents=[ROE], stays=[stay(remark, **values)])
    documents = list(HsgStays(data, lambda own, _: own).documents())
    braces = [mark.mention.braces for document in documents for block in document.blocks for mark in block.marks]
    return [each[1:-1] for each in braces if each.startswith(("{person", "{meeting"))]


def met(remark: str) -> str:
    return ", ".join(each.name for each in read_remark(remark).people if each.is_met)


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("Met with President Bell and Prime Minister C. van Dorn.", "Bell, C. van Dorn"),
        ("State visit; met with Queen Eva II and, separately, PLO Chairman Lind. Toured the port.", "Eva II, Lind"),
        ("Met with King Bo I. Met with Premier Vale.", "Bo I, Vale"),
        ("Informal meeting with President Bell, senior Italian officials, and King Bo of Sweden.", "Bell, Bo"),
        ("Attended a Summit Meeting (May 2-3) with Soviet Premier Orlov. Addressed Parliament.", "Orlov"),
        ("Discussed the harbour with President Bell May 4.", "Bell"),
        ("Met with Prime Minister Ada May. Met with President Bell Oct. 9.", "Ada May, Bell"),
        ("Received by Queen Eva. Audience with Pope Zeno.", "Eva, Zeno"),
        ("Met with Foreign Minister Dale, who represented President Bell.", "Dale"),
        ("Met with Premier Vale but not with President Bell.", "Vale"),
        ("Met with Premier Vale in the absence of President Bell.", "Vale"),
        ("Met with President-elect Bell to arrange a meeting with President Vale.", "Bell"),
        ("Met with Premier Vale and discussed President Bell's plan with Defense Minister Dale.", "Vale, Dale"),
        ("Met with President Bell; talks with King Bo (by telephone).", "Bell"),
        ("Met with President Bell and King Bo (by telephone).", ""),
        ("Met with President Bell and his predecessor, President Vale.", "Bell"),
        ("Unable to meet with President Bell. Met with Queen Eva.", "Eva"),
        ("Did not meet with President Bell.", ""),
        ("Was scheduled to meet with President Bell.", ""),
        ("Meeting with President Bell was canceled.", ""),
        ("Meeting with President Bell in Rome fell through.", ""),
        ("Met with representatives of President Bell.", ""),
        ("Met with the widow of President Bell.", ""),
        ("Met with President Bell's envoy.", ""),
        ("Met with the Ambassador of King Bo.", ""),
        ("Secretary Dale met with President Bell.", ""),
        ("Attended a dinner where Mrs. Roe sat and met with President Bell.", ""),
        ("Attended funeral of President Bell.", ""),
        ("Spoke by phone with King Bo. President Bell was ill.", ""),
        ("Addressed the U.N. General Assembly.", ""),
    ],
)
def test_a_person_is_met_only_where_the_remark_says_so(remark: str, names: str):
    assert met(remark) == names


@pytest.mark.parametrize(
    ("remark", "person"),
    [
        ("Met with President Bell.", "person=bell-it-1971 role=President country=it"),
        ("Met with Acting President Bell.", 'person=bell-it-1971 role="Acting President" country=it'),
        ("Met with Swedish Premier Bell.", "person=bell-se-1971 role=Premier country=se"),
        ("Met with President Bell (France).", "person=bell-fr-1971 role=President country=fr"),
        ("Met with Queen Bell of the United Kingdom.", "person=bell-gb-1971 role=Queen country=gb"),
        ("Met with King Bell of Sweden.", "person=bell-se-1971 role=King country=se"),
        ("Met with President Bell, of France.", "person=bell-fr-1971 role=President country=fr"),
        ("Met with PLO Chairman Bell.", 'person=bell-1971 role="PLO Chairman"'),
        ("Met with Secretary General Bell of NATO.", 'person=bell-1971 role="NATO Secretary General"'),
        ("Met with Chancellor Bell.", "person=bell-1971 role=Chancellor"),
        ("Met with Deputy Prime Minister Bell.", 'person=bell-1971 role="Deputy Prime Minister"'),
        ("Met with Prime Minister-designate Bell.", 'person=bell-1971 role="Prime Minister-designate"'),
        ("Met with former President Bell.", 'person=bell-1971 role="former President"'),
        ("Did not meet with Swedish Premier Bell.", "person=bell-se-1971 country=se as=mentioned"),
        ("Accompanied President Roe.", "person=roe-ann as=mentioned"),
        ("Met with Junior Trade Minister Bell.", ""),
        ("Met with Elbonian President Bell.", ""),
    ],
)
def test_office_and_country_are_those_that_the_remark_gives(remark: str, person: str):
    found = [each for each in annotations(remark)[1:] if each.startswith("person")]
    assert [each for each in found if "roe-ann role" not in each] == ([person] if person else [])


@pytest.mark.parametrize(
    "guests",
    [
        "Prime Minister Bell and Foreign Minister Dale of Spain",
        "King Bo and Queen Eva of Spain",
        "President Bell, President Dale, and Premier Vale",
        "President Bell and King Bo",
    ],
)
def test_a_guest_of_doubtful_country_has_none(guests: str):
    found = [each for each in annotations(f"Met with {guests}.") if "country=it" in each]
    assert found == []


@pytest.mark.parametrize(
    ("remark", "is_held"),
    [
        ("Met with President Bell.", True),
        ("Attended the G7 Summit.", True),
        ("Official working visit.", True),
        ("Private visit. Meeting scheduled May 19 with President Bell cancelled.", False),
        ("Planned visit (postponed). Met with President Bell.", False),
        ("Cancelled. Met with President Bell.", False),
        ("Did not travel; met with President Bell.", False),
        ("Secretary Dale met with President Bell.", False),
        ("To arrange a meeting with President Bell.", False),
        ("Meeting with President Bell had to be dropped.", False),
        ("Refueling stop.", False),
    ],
)
def test_a_meeting_is_held_only_where_the_remark_says_that_one_took_place(remark: str, *, is_held: bool):
    assert any("status=held" in each for each in annotations(remark)) == is_held


def test_a_visit_that_its_visitor_calls_off_is_none():
    assert is_off("Prime Minister Bell (canceled)")
    assert not is_off("Meeting with Prime Minister Bell canceled")


def test_a_person_behind_two_phrases_at_once_is_met_once():
    assert met("Attended Malta Conference with Prime Minister Churchill.") == "Churchill"
