"""The laws of the merge, over random histories of articles and of a person's changes to the text."""

from hands import edit
from histories import History
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.tiers import scale
from worlds import ARTICLES, KIND, assembled, cell, facts_of, seeded, some_facts

from generator.records.merge import merge_record

HISTORIES = scale(100, 2000)

steps = st.lists(
    st.tuples(
        st.sampled_from(["article", "article", "withdraw", "edit", "edit", "edit", "extract", "delete file"]),
        st.integers(0, 2**32),
    ),
    min_size=6,
    max_size=30,
)


def play(history: History, step: str, seed: int) -> None:
    pick = seeded(seed)
    match step:
        case "article":
            history.articles[pick.choice(ARTICLES)] = some_facts(pick)
            history.run()
        case "withdraw":
            history.articles.pop(pick.choice(ARTICLES), None)
            history.run()
        case "extract":
            history.run()
        case "edit":
            edit(history, pick)
        case "delete file" if pick.random() < 0.1:
            history.text = None
            history.edited = True


@settings(max_examples=HISTORIES, suppress_health_check=list(HealthCheck))
@given(steps)
def test_no_person_loses_a_word_and_no_stale_fact_stays(told):
    history = History()
    for step, seed in told:
        play(history, step, seed)
    history.run()


@settings(max_examples=max(HISTORIES // 3, 1), suppress_health_check=list(HealthCheck))
@given(steps, st.permutations(range(4)), st.integers(0, 2**32))
def test_the_order_in_which_articles_come_changes_nothing(told, order, seed):
    history = History()
    for step, number in told:
        play(history, step, number)
    history.run()
    pick = seeded(seed)
    fresh = {f"b{number}": some_facts(pick) for number in range(4)}
    one_by_one = [in_order(history, fresh, [f"b{number}" for number in numbers]) for numbers in (range(4), order)]
    at_once = in_order(history, fresh, [tuple(fresh)])
    for text in one_by_one:
        if not history.edited:
            assert text == at_once
        differing = facts_of(text) ^ facts_of(at_once)
        assert {cell(fact) for fact in differing} <= history.touched | {
            (slot._replace(part=name), "") for slot, _ in history.touched for name in ("for", "role", "on", "to")
        }


def in_order(history, fresh, batches):
    articles, text, base = dict(history.articles), history.text, history.base
    for batch in batches:
        articles |= {name: fresh[name] for name in (batch if isinstance(batch, tuple) else (batch,))}
        result = merge_record(base, assembled(articles), text, None if text is None else facts_of(text), KIND)
        text, base = result.text, result.ledger
    return text
