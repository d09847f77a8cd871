"""Base, articles and record side by side: which places there are, in what order, and what each of them says."""

from generator.facts.ledger import MergeBase
from generator.facts.model import Slot
from generator.records.merge_cells import compare
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.yaml_tree import EMPTY, read

MEETING = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
ANNA, BORIS = Slot("participants", ("anna",)), Slot("participants", ("boris",))


def tree(text):
    root, _ = read(SourceText("", text))
    return root


def test_keys_are_in_the_schemas_order_items_before_their_fields_unknown_ones_last():
    fields = [ANNA._replace(part=name) for name in ("", "for", "role", "capacity", "alias", "zeal")]
    wanted = [(slot, "x") for slot in (*fields, BORIS, Slot("date"), Slot("name"))]
    sides = [(Slot("sides"), value) for value in ("ru", "us")]
    places = list(compare(MergeBase(), [*reversed(sides), *reversed(wanted)], EMPTY, MEETING))
    known = [part.name for part in MEETING.field("participants").fields if part.name in {"for", "role", "capacity"}]
    assert [slot.field for slot, _ in places[:2]] == ["name", "date"]
    assert places[2:4] == sides
    assert [slot.part for slot, _ in places[4:-1]] == ["", *known, "alias", "zeal"]
    assert places[-1] == (BORIS, "")


def test_a_cell_says_what_each_side_says_of_its_place():
    base = MergeBase(frozenset({(Slot("date"), "2025-12-01")}), frozenset({(Slot("date"), "2025-11")}))
    cells = compare(base, [(Slot("date"), "2025-12-02"), (Slot("colour"), "red")], tree("date: 2025\n"), MEETING)
    (cell,) = cells.values()
    assert cell.field is MEETING.field("date")
    assert (cell.was, cell.ours) == ({"2025-12-01", "2025-11"}, {"2025-12-01"})
    assert (cell.new, cell.says) == ("2025-12-02", "2025")


def test_of_several_values_the_one_that_is_asserted_counts_else_the_least():
    twice = tree("participants:\n- {person: anna, role: b}\n- {person: anna, role: c}\n- {person: anna, role: a}\n")
    role = ANNA._replace(part="role")
    assert compare(MergeBase(), [(role, "c")], twice, MEETING)[role, ""].says == "c"
    assert compare(MergeBase(), [(role, "d")], twice, MEETING)[role, ""].says == "a"
