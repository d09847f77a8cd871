"""Any report becomes an article of the same words, with every mention that can stand at its place."""

from agreement import disagreements, unfounded
from annotate import annotate, things
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import reports, several
from support.tiers import scale

from generator.values import value_type

often = settings(max_examples=scale(60, 400))


@often
@given(reports())
def test_words_and_mentions_are_those_of_the_report(report):
    (article,) = annotate([report])
    assert list(disagreements(report, article, things([report]))) == []


@often
@given(reports())
def test_nothing_that_can_stand_is_dropped(report):
    (article,) = annotate([report])
    assert list(unfounded(report, article)) == []


@often
@given(reports())
def test_the_order_of_mentions_changes_no_byte(report):
    mixed = {**report, "mentions": report["mentions"][::-1], "dates": report["dates"][::-1]}
    assert annotate([mixed])[0].markdown == annotate([report])[0].markdown


@often
@given(several(), st.randoms())
def test_a_thing_has_one_word_and_one_id_of_its_own_in_all_reports(some, random):
    known = things(some)
    assert len({thing.id for thing in known.values()}) == len(known)
    assert [value_type("id").check(thing.id) for thing in known.values()] == [None] * len(known)
    mixed = random.sample(some, len(some))
    assert things(mixed) == known
    assert {article.id: article.markdown for article in annotate(mixed)} == {
        article.id: article.markdown for article in annotate(some)
    }
