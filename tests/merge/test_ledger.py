"""The ledger as text, as lines that git joins, and as the merge base that it gives."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.ledger import (
    DELETED,
    NO_RECORD,
    Fingerprint,
    Ledger,
    LedgerLine,
    MergeBase,
    compacted,
    fingerprint,
    latest_line,
    ledger_after,
)
from generator.facts.ledger_ids import with_current_ids
from generator.facts.ledger_keys import with_current_keys
from generator.facts.ledger_text import MOST, read_ledger, same_facts, write_ledger
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
facts = st.tuples(slots, words).map(lambda fact: (fact[0], "") if fact[0].key and not fact[0].part else fact)
states = st.sampled_from(["machine", "person", "removed", "gone", "handwritten", "erased"])
lines = st.builds(LedgerLine, facts, states, st.integers(1, 9))
ledgers = st.builds(
    Ledger,
    st.frozensets(lines, min_size=1, max_size=8),
    st.frozensets(st.builds(Fingerprint, words, words), max_size=3),
)

ITEM = Slot("participants", ("steve-westoff",))
MEETING = next(kind for kind in read_schema()[0].kinds if kind.name == "meeting")
HELD, PLANNED = (Slot("status"), "held"), (Slot("status"), "planned")
TEXT = """\
["record","5f0c","1b9c"]
["format",3]
["date","2025-12-02","machine"]
["participants",["steve-westoff"],"for","us","machine",3]
["participants",["steve-westoff"],"machine"]
["participants",["steve-westoff"],"role","special envoy","removed",2]
["sides","Украина","person"]
["status","planned","gone",2]
"""
HINT = 'expected ["field","value","machine"], or "person", "removed" or "gone" with a generation'


def told(text):
    ledger, problems = read_ledger(SourceText("content/facts/meetings/talks.jsonl", text))
    return ledger, [(problem.span.line, problem.span.column, problem.message) for problem in problems]


def test_one_fact_a_line():
    ledger = Ledger(
        frozenset(
            {
                LedgerLine((Slot("date"), "2025-12-02"), "machine"),
                LedgerLine((ITEM, ""), "machine"),
                LedgerLine((ITEM._replace(part="for"), "us"), "machine", 3),
                LedgerLine((ITEM._replace(part="role"), "special envoy"), "removed", 2),
                LedgerLine((Slot("sides"), "Украина"), "person"),
                LedgerLine(PLANNED, "gone", 2),
            }
        ),
        frozenset({Fingerprint("5f0c", "1b9c")}),
    )
    assert write_ledger(ledger) == TEXT
    assert told(TEXT) == (ledger, [])
    assert told(TEXT)[0].is_tidy


@given(ledgers)
def test_what_is_written_is_read_again(ledger):
    assert told(write_ledger(ledger)) == (ledger, [])


@given(ledgers, ledgers)
def test_lines_of_two_ledgers_in_any_order_read_as_both(left, right):
    joined = write_ledger(right) + write_ledger(left)
    assert told(joined) == (Ledger(left.lines | right.lines, left.fingerprints | right.fingerprints), [])


def test_an_older_ledger_is_read_and_is_not_tidy():
    ledger, problems = told('["date","2025-12-02","machine"]\n["sides","ru","person"]\n')
    assert ledger.base == MergeBase(frozenset({(Slot("date"), "2025-12-02")}), frozenset({(Slot("sides"), "ru")}))
    assert (ledger.is_tidy, problems) == (False, [])


def test_what_git_leaves_behind_is_read_as_both_sides_and_reported():
    left, right = '["sides","us","machine"]', '["sides","us","removed",2]\n["sides","ru","machine"]'
    torn = f'<<<<<<< HEAD\r\n{left}\n\n||||||| 1a2b3c\n["sides","by","machine"]\n=======\n{right}\n>>>>>>> a'
    ledger, problems = told(torn)
    assert ledger.base == MergeBase(frozenset({(Slot("sides"), "ru")}), frozenset({(Slot("sides"), "us")}))
    assert problems == [(1, 1, "git left conflict markers in this ledger; both sides are read")]
    assert not ledger.is_tidy


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace('["format",3]\n', ""),
        TEXT.replace("machine", "gone", 1) + '["date","2025-12-02","machine"]\n',
        "".join(reversed(TEXT.splitlines(keepends=True))),
        TEXT.replace('["format",3]\n', '["record","aa","bb"]\n["format",2]\n'),
    ],
)
def test_a_ledger_that_git_joined_is_not_tidy(text):
    ledger, problems = told(text)
    assert problems == []
    assert not ledger.is_tidy


def test_only_fingerprints_and_order_are_no_change_of_facts():
    joined = TEXT.replace('["format",3]\n', '["record","aa","bb"]\n["format",2]\n')
    assert same_facts(joined, TEXT)
    assert same_facts("".join(reversed(TEXT.splitlines(keepends=True))), TEXT)
    assert not same_facts(TEXT.replace("gone", "machine"), TEXT)
    assert not same_facts(None, TEXT)
    assert not same_facts('["format","call","machine"]\n', None)
    assert same_facts('["record","aa","bb"]\n["format",3]\n["born","1950","handwritten"]\n', None)


def test_a_field_can_have_the_name_of_a_line():
    text = '["record","aa","bb"]\n["format",3]\n["format","call","machine"]\n["record","gold","machine"]\n'
    ledger, problems = told(text)
    assert ledger.base.ours == {(Slot("format"), "call"), (Slot("record"), "gold")}
    assert (ledger.fingerprints, ledger.is_complete, problems) == ({Fingerprint("aa", "bb")}, True, [])


def test_a_broken_line_is_told_with_its_place_and_the_others_are_read():
    broken = (
        '["date","2025-12-02","machine"]\n["sides","us",]\n["sides"]\n["sides","ru","us"]\n7\n["a","b","gone",true]\n'
    )
    ledger, problems = told(broken)
    assert ledger.lines == {LedgerLine((Slot("date"), "2025-12-02"), "machine")}
    assert [(line, message.partition(":")[0]) for line, _, message in problems] == [
        (2, "not valid JSON"),
        (3, HINT),
        (4, HINT),
        (5, HINT),
        (6, HINT),
    ]
    assert problems[0][1] == 15


def test_lines_that_no_reader_should_choke_on():
    for line in ("[" * 5000, '"' + "9" * 5000, "9" * 5000, '["a",["b",7],"machine"]', '["a","b","gone",0]', "{}"):
        ledger, problems = told(f'{line}\n["date","2025","machine"]\n')
        assert ledger.base.facts == {(Slot("date"), "2025")}
        assert [number for number, _, _ in problems] == [1]


def test_a_file_that_is_no_ledger_is_told_in_a_hundred_lines():
    _, problems = told("no\n" * 500)
    assert len(problems) == MOST + 1
    assert problems[-1][2] == f"more than {MOST} lines are not facts; the rest is not read"


# --- a fact's life in lines


def after(ledger, ours=(), theirs=(), held=None):
    held = frozenset(ours) if held is None else frozenset(held)
    return ledger_after(ledger, MergeBase(frozenset(ours), frozenset(theirs)), held, "text", MEETING)


def test_each_change_of_state_is_the_next_generation():
    written = after(Ledger(), [HELD])
    assert written.lines == {LedgerLine(HELD, "machine")}
    withdrawn = after(written)
    assert withdrawn.lines == {LedgerLine(HELD, "gone", 2)}
    again = after(withdrawn, [HELD])
    assert again.lines == {LedgerLine(HELD, "machine", 3)}
    assert after(again, [HELD]) == again
    assert after(again, [], [HELD]).lines == {LedgerLine(HELD, "removed", 4)}
    assert after(again, [], [HELD], [HELD]).lines == {LedgerLine(HELD, "person", 4)}


@given(ledgers, st.data())
def test_the_lines_of_branches_give_one_base_in_any_order_and_grouping(ledger, data):
    """Union is commutative, associative and idempotent, and so is what is read from it."""
    parts = [frozenset(data.draw(st.sets(st.sampled_from(sorted(ledger.lines))))) for _ in range(3)]
    bases = {Ledger(first | second | third | first).base for first, second, third in itertools.permutations(parts)}
    assert len(bases) == 1


def test_of_lines_of_one_generation_the_one_that_keeps_a_persons_word_counts():
    found = [LedgerLine(HELD, state, 2) for state in ("gone", "removed", "machine", "person")]
    assert latest_line(found).state == "removed"
    assert latest_line([*found, LedgerLine(HELD, "machine", 3)]).state == "machine"


def test_compacting_leaves_out_what_is_gone_and_nothing_else():
    ledger = Ledger(frozenset({LedgerLine(HELD, "machine", 3), LedgerLine(PLANNED, "gone", 2)}))
    short = compacted(ledger, frozenset({HELD}), "text", MEETING)
    assert short.lines == {LedgerLine(HELD, "machine", 3)}
    assert short.fingerprints == {fingerprint([HELD], "text")}
    assert write_ledger(compacted(Ledger(frozenset({LedgerLine(PLANNED, "gone", 2)})), None, None, MEETING)) == ""


def test_the_fingerprint_says_who_deleted_a_record():
    written = after(Ledger(), [HELD])
    assert ledger_after(written, MergeBase(), None, None, MEETING).fingerprints == {Fingerprint(NO_RECORD)}
    deleted = ledger_after(written, MergeBase(theirs=frozenset({HELD})), None, None, MEETING)
    assert deleted.fingerprints == {Fingerprint(DELETED)}


def test_line_endings_leave_a_fingerprint_alone():
    assert fingerprint([HELD], "a: b\r\n") == fingerprint([HELD], "a: b\n")
    assert fingerprint([HELD], "a: b\n") != fingerprint([HELD], "a: c\n")


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
    theirs = frozenset({(dated._replace(part="to"), "2021")})
    assert with_current_keys(ledger, person).base == MergeBase(frozenset(ours), theirs)
    assert with_current_keys(with_current_keys(ledger, person), person) == with_current_keys(ledger, person)


@pytest.mark.parametrize("before", [{"ann", "bo"}, {"ann", "bo-2"}, {"ann-2", "bo"}, {"ann-old", "bo"}])
def test_a_record_that_got_new_ids_by_hand_is_as_a_branch_left_it(before):
    current = {"ann": "ann-2", "ann-old": "ann-2", "bo": "bo-2"}
    left = ledger_after(Ledger(), MergeBase(_met(before)), _met(before), "one text", MEETING)
    joined = replace(left, fingerprints=left.fingerprints | {Fingerprint("another", "branch")}, is_tidy=False)
    now = _met({"ann-2", "bo-2"})
    assert fingerprint(now, "") in with_current_ids(joined, current, now, MEETING).fingerprints
    more = _met({"ann-2", "bo-2", "cy"})
    assert fingerprint(more, "") not in with_current_ids(joined, current, more, MEETING).fingerprints


def _met(people):
    return frozenset((Slot("participants", (id_,)), "") for id_ in people)
