"""The merge base as text."""

from hypothesis import given
from hypothesis import strategies as st

from generator.facts.ledger import MOST, Ledger, read_ledger, write_ledger
from generator.facts.ledger_keys import with_current_keys
from generator.facts.model import Slot
from generator.schema import read_schema
from generator.text.source import SourceText

words = st.text(max_size=8)
names = st.text(min_size=1, max_size=8)
keys = st.lists(words, min_size=1, max_size=3).map(tuple)
slots = st.one_of(
    names.map(Slot),
    st.tuples(names, keys).map(lambda told: Slot(*told)),
    st.tuples(names, keys, names).map(lambda told: Slot(*told)),
)
facts = st.frozensets(
    st.tuples(slots, words).map(lambda fact: (fact[0], "") if fact[0].key and not fact[0].part else fact), max_size=8
)

TEXT = """\
["date","2025-12-02","machine"]
["participants",["steve-witkoff"],"for","us","machine"]
["participants",["steve-witkoff"],"machine"]
["participants",["steve-witkoff"],"role","special envoy","person"]
["sides","Украина","machine"]
"""


def told(text):
    ledger, problems = read_ledger(SourceText("content/facts/meetings/talks.jsonl", text))
    return ledger, [(problem.span.line, problem.span.column, problem.message) for problem in problems]


def test_one_fact_a_line():
    item = Slot("participants", ("steve-witkoff",))
    ledger = Ledger(
        frozenset(
            {(Slot("date"), "2025-12-02"), (item, ""), (item._replace(part="for"), "us"), (Slot("sides"), "Украина")}
        ),
        frozenset({(item._replace(part="role"), "special envoy")}),
    )
    assert write_ledger(ledger) == TEXT
    assert told(TEXT) == (ledger, [])


@given(facts, facts)
def test_what_is_written_is_read_again(ours, theirs):
    ledger = Ledger(ours - theirs, theirs)
    assert told(write_ledger(ledger)) == (ledger, [])


@given(facts, facts, facts)
def test_lines_of_two_ledgers_in_any_order_read_as_both(left, right, theirs):
    joined = write_ledger(Ledger(left, frozenset())) + write_ledger(Ledger(right - theirs, theirs))
    assert told(joined) == (Ledger((left | right) - theirs, theirs), [])


def test_what_git_leaves_behind_is_read_as_both_sides():
    left, right = '["sides","us","machine"]', '["sides","us","person"]\n["sides","ru","machine"]'
    torn = f"<<<<<<< HEAD\r\n{left}\n\n=======\n{right}\n>>>>>>> a"
    ledger, problems = told(torn)
    assert ledger == Ledger(frozenset({(Slot("sides"), "ru")}), frozenset({(Slot("sides"), "us")}))
    assert problems == []


def test_a_broken_line_is_told_with_its_place_and_the_others_are_read():
    ledger, problems = told('["date","2025-12-02","machine"]\n["sides","us",]\n["sides"]\n["sides","ru","us"]\n7\n')
    assert ledger == Ledger(frozenset({(Slot("date"), "2025-12-02")}))
    assert [(line, message.partition(":")[0]) for line, _, message in problems] == [
        (2, "no JSON"),
        (3, 'expected ["field","value","machine"], or "person" at the end'),
        (4, 'expected ["field","value","machine"], or "person" at the end'),
        (5, 'expected ["field","value","machine"], or "person" at the end'),
    ]
    assert problems[0][1] == 15


def test_lines_that_no_reader_should_choke_on():
    for line in (
        "[" * 100_000,
        '["participants",["a",7],"machine"]',
        '["participants",[],"machine"]',
        "\x00",
        '["a","b"',
        "{}",
    ):
        _, problems = told(f"{line}\n")
        assert len(problems) == 1


def test_what_is_nested_or_a_long_number_is_told_in_words():
    assert told("[" * 100_000)[1] == [(1, 1, "lists inside lists")]
    for number in ("1" * 5_000, "2025", "1e9", "NaN"):
        expected = 'expected ["field","value","machine"], or "person" at the end'
        assert told(f'["date",{number},"machine"]\n{number}')[1] == [(1, 1, expected), (2, 1, expected)]


def test_a_file_that_is_no_ledger_is_told_of_in_a_hundred_lines():
    ledger, problems = told('["date","2025","machine"]\n' + "{\n" * 50_000 + '["name","A","machine"]\n')
    assert ledger.facts == {(Slot("date"), "2025")}
    assert len(problems) == MOST + 1
    assert problems[-1] == (MOST + 2, 1, "more than 100 lines that are no facts; the rest is not read")


def test_a_ledger_from_before_a_field_joined_the_key_is_read():
    person = read_schema()[0].kind("person")
    text = """\
["positions",["envoy","us"],"from","2017","machine"]
["positions",["envoy","us"],"machine"]
["positions",["envoy","us"],"to","2021","person"]
["positions",["minister",""],"machine"]
"""
    ledger, problems = read_ledger(SourceText("x.jsonl", text))
    dated = Slot("positions", ("envoy", "us", "2017"))
    ours = {(dated, ""), (Slot("positions", ("minister", "", "")), "")}
    assert problems == ()
    assert with_current_keys(ledger, person) == Ledger(
        frozenset(ours), frozenset({(dated._replace(part="to"), "2021")})
    )
    assert with_current_keys(with_current_keys(ledger, person), person) == with_current_keys(ledger, person)
