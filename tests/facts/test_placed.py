"""Facts are found by what they are about, and replaced without being sorted again."""

from generator.facts.model import Fact, Slot
from generator.facts.placed import PlacedFacts, place_of
from generator.schema.model import Ref
from generator.text.source import SourceText

SPAN = SourceText("a.md", "").whole()


def fact(id_: str, slot: Slot, value: str = "") -> Fact:
    return Fact(Ref("meeting", id_), slot, value, "a", 0, SPAN)


ALL = [
    fact("one", Slot("date"), "2025"),
    fact("one", Slot("participants", ("ann",)), ""),
    fact("one", Slot("participants", ("ann",), "role"), "envoy"),
    fact("two", Slot("date"), "2026"),
]


def test_facts_are_found_in_their_order():
    placed = PlacedFacts(ALL)
    assert placed.all == tuple(ALL)
    assert placed.at([("meeting", "date", "")]) == [(0, ALL[0]), (3, ALL[3])]
    assert placed.of_fields([("meeting", "participants")]) == [(1, ALL[1]), (2, ALL[2])]
    assert placed.at([("person", "date", "")]) == []
    assert {*placed.places} == {place_of(each) for each in ALL}


def test_some_facts_are_replaced_or_left_out():
    placed = PlacedFacts(ALL)
    other = placed.replacing({3: fact("two", Slot("date"), "2027")})
    assert [each.value for _, each in other.at([("meeting", "date", "")])] == ["2025", "2027"]
    assert placed.replacing({}) is placed
    assert placed.all[3].value == "2026"
    fewer = placed.without([0])
    assert fewer.all == tuple(ALL[1:])
    assert fewer.at([("meeting", "date", "")]) == [(2, ALL[3])]
    assert placed.without([]) is placed
