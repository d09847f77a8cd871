"""What holds for any project: no fact is lost, no stranger's byte changes, and extraction has nothing left to do."""

import random
import re
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_worlds import MEETINGS, PERSONS, Texts, changed, comments_of, extracted, facts_held, project, stock_of, world
from support.tiers import scale

from generator.diagnostics.problem import failed
from generator.facts.model import Slot
from generator.memo import Memo
from generator.records.edit import remove_fact
from generator.records.yaml_document import YamlDocument
from generator.refactor import merge, rename, split
from generator.refactor.occurrences import in_article
from generator.refactor.project_state import ProjectState, finding_key
from generator.refactor.renaming_map import Renaming
from generator.schema.model import Ref

RUNS = settings(max_examples=scale(4, 200))
PICKS = st.randoms(use_true_random=False)
PAIRS = st.permutations(list(PERSONS)) | st.permutations(list(MEETINGS))
THINGS = (*PERSONS, *MEETINGS, "plan", "report-0")


def renamed_facts(texts: Texts, old: str, new: str) -> Counter[tuple[Ref, Slot, str]]:
    schema = stock_of(texts).schema
    renaming = Renaming(old, new)
    found: Counter[tuple[Ref, Slot, str]] = Counter()
    for (ref, slot, value), count in facts_held(texts).items():
        kind = schema.kind(ref.kind)
        assert kind
        found[(Ref(ref.kind, new if ref.id == old else ref.id), *renaming.fact((slot, value), kind))] += count
    return found


def given_in_place(stock: ProjectState) -> Counter[tuple[str, int, str, str]]:
    """What each annotation states where it stands. A value that an article gives once may reach more mentions."""
    facts = [fact for fact in stock.reading.facts if not fact.carried]
    return Counter((fact.article, fact.annotation, fact.slot.field, fact.slot.part) for fact in facts)


def settled(texts: Texts) -> None:
    after, problems = extracted(texts)
    assert not failed(problems)
    assert after == texts


def without_previous(texts: Texts, ref: Ref) -> Texts:
    schema = stock_of(texts).schema
    kind = schema.kind(ref.kind)
    path = f"content/records/{kind.plural}/{ref.id}.yaml"
    document = YamlDocument.parse(texts[path])
    while document.tree.get("previous_ids"):
        first = document.tree.get("previous_ids").values[0].value
        document = remove_fact(document, (Slot("previous_ids"), first), kind)
    ledger = path.replace("records", "facts").replace(".yaml", ".jsonl")
    lines = texts.get(ledger, "").partition("\n")[2]  # the first line has a hash of the record's text
    return {**texts, path: document.text.rstrip("\r\n"), ledger: lines}


@RUNS
@given(PICKS, st.sampled_from(THINGS), st.sampled_from(("ann-x", "the-talks", "true", "2025")))
def test_a_rename_changes_no_fact_and_leaves_nothing_to_do(pick: random.Random, old: str, new: str):
    texts = world(pick)
    stock = stock_of(texts)
    assume(old in stock.reading.kinds)
    changes, problems = rename(project(texts), old, new)
    assert rename(project(texts), old, new, Memo()) == (changes, problems)
    assert changes, problems
    after = changed(texts, changes)
    settled(after)
    assert facts_held(after) == renamed_facts(texts, old, new)
    assert comments_of(after) == comments_of(texts)
    assert not any(list(in_article(a, old, stock.schema)) for a in stock_of(after).reading.articles)


@RUNS
@given(PICKS, st.sampled_from(THINGS), st.sampled_from(("ann-x", "the-talks")))
def test_there_and_back_again_leaves_every_byte(pick: random.Random, old: str, new: str):
    texts = world(pick)
    kind = stock_of(texts).reading.kinds.get(old)
    assume(kind)
    there = changed(texts, rename(project(texts), old, new)[0])
    back = changed(there, rename(project(there), new, old)[0])
    assert without_previous(back, Ref(kind, old)) == without_previous(texts, Ref(kind, old))


@RUNS
@given(PICKS, PAIRS)
def test_a_merge_loses_no_word_and_reports_what_differs(pick: random.Random, pair: list[str]):
    texts = world(pick)
    loser, winner = pair[:2]
    before = stock_of(texts)
    changes, problems = merge(project(texts), loser, winner)
    assert changes, problems
    after = changed(texts, changes)
    settled(after)
    stock = stock_of(after)
    assert loser not in stock.reading.kinds
    assert not comments_of(texts) - comments_of(after)
    known = {finding_key(problem, {loser: winner}) for problem in before.problems}
    known |= {finding_key(problem, {loser: winner}) for problem in problems}
    assert all(finding_key(problem, {loser: winner}) in known for problem in stock.problems)
    assert given_in_place(before) == given_in_place(stock)


@RUNS
@given(PICKS, PAIRS)
def test_a_merge_keeps_all_that_persons_wrote(pick: random.Random, pair: list[str]):
    texts = world(pick)
    loser, winner = pair[:2]
    ref = Ref("person" if winner in PERSONS else "meeting", winner)
    before = stock_of(texts)
    changes, problems = merge(project(texts), loser, winner)
    assert changes, problems
    after = changed(texts, changes)
    lost = Ref(ref.kind, loser)
    ours = before.ledgers[lost].ledger.base.ours
    renaming, kind = Renaming(loser, winner), before.schema.kind(ref.kind)
    text = next(text for path, text in after.items() if path.endswith(f"records/{kind.plural}/{winner}.yaml"))
    words = re.sub(r"['\"]", "", text)
    for held_ref, slot, value in facts_held(texts):
        if held_ref == lost and (slot, value) not in ours:
            slot_after, value_after = renaming.fact((slot, value), kind)
            assert all(part in words for part in (*slot_after.key, value_after)), (slot, value, text)


@RUNS
@given(PICKS, st.sampled_from((*PERSONS, *MEETINGS)))
def test_a_split_moves_what_the_places_say_and_nothing_else(pick: random.Random, id_: str):
    texts = world(pick)
    before = stock_of(texts)
    articles = [article for article in before.reading.articles if article.id != "cast"]
    places = [f"{article.id}:{span.line}" for article in articles for span in in_article(article, id_, before.schema)]
    assume(places)
    chosen = pick.sample(places, pick.randint(1, len(places)))
    changes, problems = split(project(texts), id_, "somebody-else", chosen)
    if not changes:
        assert failed(problems)
        return
    after = changed(texts, changes)
    settled(after)
    stock = stock_of(after)
    for article in stock.reading.articles:
        back = re.sub("somebody-else", id_, article.source.text)
        assert back == texts[article.source.path]
        lines = {s.line for s in in_article(article, "somebody-else", stock.schema)}
        assert lines == {int(place.split(":")[1]) for place in chosen if place.split(":")[0] == article.id}
    known = {finding_key(problem, {}) for problem in (*before.problems, *problems)}
    assert all(finding_key(problem, {}) in known for problem in stock.problems)
