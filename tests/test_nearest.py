"""What a mistyped word was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growing import grows_in_proportion

from generator.text.suggest import nearest

FIELDS = ("name", "date", "place", "participants", "topics", "documents", "status")
PEOPLE = ("steve-westoff", "jared-kashner", "vladimir-marin", "vladimir-medinsky", "marco-dario")
words = st.text("abcd-", max_size=8)


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("particpants", FIELDS, "participants"),
        ("palce", FIELDS, "place"),
        ("Date", FIELDS, "date"),
        ("statsu", FIELDS, "status"),
        ("venue", FIELDS, None),
        ("x", ("y", "z"), None),
        ("", FIELDS, None),
        ("steve-westof", PEOPLE, "steve-westoff"),
        ("westoff", PEOPLE, "steve-westoff"),
        ("vladimir", PEOPLE, None),
        ("x" * 1000, PEOPLE, None),
        ("anything", (), None),
    ],
)
def test_the_nearest_candidate_is_the_one_that_was_meant(word, candidates, meant):
    assert nearest(word, candidates) == meant


@given(words, st.lists(words))
def test_the_order_of_the_candidates_does_not_matter(word, candidates):
    assert nearest(word, candidates) == nearest(word, sorted(candidates, reverse=True))


@given(words.filter(bool), st.lists(words))
def test_a_candidate_is_nearest_to_itself(word, candidates):
    assert nearest(word, [*candidates, word]) == word


@given(st.text("abcdefgh", min_size=6, max_size=12), st.data())
def test_two_neighbours_swapped_are_one_error(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert nearest(swapped, [word, "zzzzzzzz"]) == word


def test_candidates_take_time_in_proportion():
    many = [f"person-{number:05}-name" for number in range(10_000)]
    assert nearest("persn-04711-name", many) == "person-04711-name"
    assert grows_in_proportion(lambda size: nearest("persn-04711-name", many[:size]), 2500)
