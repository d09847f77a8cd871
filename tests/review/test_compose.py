"""A reviewer's decisions to the article's text: brackets and braces change, and not a letter besides."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review.reviews import drafted, source
from support.tiers import scale

from generator.drafting import Draft
from generator.review.compose import compose
from generator.review.model import NewAnnotation, Replacement, ReviewChanges, ReviewText
from generator.review.text import read_review_text

TALKS = (
    "GENEVA — U.S. special envoy Ann Roe met Bo Lind in Geneva on Tuesday, Dec. 2. 🕊 Talks went on.\n"
    '"It was useful," Roe said.\n\n> Ann Roe will fly to **Vienna** on Friday.\n\n- [Bo Lind]{person=bo-lind} waits.\n'
)


def read(text: str) -> ReviewText:
    return read_review_text(source(text))


def over(text: ReviewText, words: str, kind: str, id_: str, *pairs: tuple[str, str]) -> NewAnnotation:
    start = text.text.index(words)
    return NewAnnotation(start, start + len(words), kind, id_, pairs)


def accepted(text: ReviewText, draft: Draft) -> list[NewAnnotation]:
    return [
        NewAnnotation(text.prose.seen(p.start), text.prose.seen(p.end - 1) + 1, p.kind, p.id, None, p)
        for p in draft.proposals
    ]


def body(text: ReviewText, changes: ReviewChanges) -> str:
    composed = compose(text, changes)
    assert composed.refused == ()
    return composed.source.text.partition("---\n\n")[2]


def test_words_that_are_annotated():
    text = read("Ann Roe met Bo Lind.")
    changes = ReviewChanges((over(text, "Bo Lind", "person", "bo-lind", ("role", "the envoy")),))
    assert body(text, changes) == 'Ann Roe met [Bo Lind]{person=bo-lind role="the envoy"}.'


def test_a_quotation_has_a_dot():
    text = read("“Useful,” said Roe.")
    changes = ReviewChanges((over(text, "“Useful,”", "quote", "", ("by", "ann-roe")),))
    assert body(text, changes) == "[“Useful,”]{.quote by=ann-roe} said Roe."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann Roe met", "[[Ann Roe]{person=ann-roe} met]{meeting=m} [Bo]{person=bo}."),
        ("met Bo", "[Ann Roe]{person=ann-roe} [met [Bo]{person=bo}]{meeting=m}."),
        ("Ann Roe met Bo", "[[Ann Roe]{person=ann-roe} met [Bo]{person=bo}]{meeting=m}."),
        ("Ann Roe", "[[Ann Roe]{person=ann-roe}]{meeting=m} met [Bo]{person=bo}."),
        ("Ann", "[[Ann]{meeting=m} Roe]{person=ann-roe} met [Bo]{person=bo}."),
    ],
)
def test_around_and_inside_annotations_that_stand(words: str, expected: str):
    text = read("[Ann Roe]{person=ann-roe} met [Bo]{person=bo}.")
    assert body(text, ReviewChanges((over(text, words, "meeting", "m"),))) == expected


def test_around_emphasis():
    text = read("[**Ann**]{person=ann} met *Bo*.")
    assert (
        body(text, ReviewChanges((over(text, "Ann met", "meeting", "m"),)))
        == "[[**Ann**]{person=ann} met]{meeting=m} *Bo*."
    )


def test_one_that_stands_is_changed_where_its_braces_are():
    text = read("[Ann]{person=ann   role='x'}\r\n[Bo]{person=bo  role=envoy}.")
    changes = ReviewChanges(replaced={0: Replacement("person", "bo-lind", (("role", "the envoy"),))})
    assert body(text, changes) == "[Ann]{person=ann   role='x'}\r\n[Bo]{person=bo-lind role=\"the envoy\"}."


def test_one_that_stands_is_removed():
    text = read("[Ann [Roe]{person=roe}]{person=ann} met [Bo]{person=bo}.")
    assert body(text, ReviewChanges(removed=frozenset({0}))) == "Ann [Roe]{person=roe} met [Bo]{person=bo}."


def test_one_that_stands_is_stretched():
    text = read("[Ann]{person=ann} Roe met Bo.")
    changes = ReviewChanges((over(text, "Ann Roe", "person", "ann"),), removed=frozenset({0}))
    assert body(text, changes) == "[Ann Roe]{person=ann} met Bo."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_block_is_changed_and_removed(end: str):
    lines = ["Before.", "", "::: {meeting=m}", "Ann met Bo.", ":::", "", "Behind."]
    text = read(end.join(lines))
    changed = body(text, ReviewChanges(replaced={0: Replacement("meeting", "n", (("status", "held"),))}))
    assert changed == end.join([*lines[:2], "::: {meeting=n status=held}", *lines[3:]])
    assert body(text, ReviewChanges(removed=frozenset({0}))) == end.join(["Before.", "", "Ann met Bo.", "", "Behind."])


def test_a_block_without_blank_lines_leaves_them():
    text = read("::: {meeting=m}\nAnn met Bo.\n:::\nBehind.")
    assert body(text, ReviewChanges(removed=frozenset({0}))) == "Ann met Bo.\n\nBehind."


@pytest.mark.parametrize("words", ["Ann **R", "b](x", "link stands"])
def test_words_that_no_brackets_can_stand_around_are_told(words: str):
    text = read("Ann **Roe** met. A [link](https://example.org/) stands.")
    start = {"Ann **R": (0, 5), "b](x": (14, 18), "link stands": (15, 26)}[words]
    wanted = NewAnnotation(*start, "person", "x", ())
    other = over(text, "met", "topic", "met")
    composed = compose(text, ReviewChanges((wanted, other)))
    assert "[met]{topic=met}" in composed.source.text
    assert composed.refused in ((wanted,), ())


def test_a_proposal_with_another_id_of_a_known_thing_needs_no_name():
    text = read("Bo Lind came. Lind spoke.")
    proposal = replace(drafted("Bo Lind came. Lind spoke.").proposals[0], attributes=(("name", "Bo A. Lind"),))
    wanted = NewAnnotation(0, 7, "person", "bo", None, proposal)
    assert "[Bo Lind]{person=bo}" in compose(text, ReviewChanges((wanted,)), frozenset({"bo"})).source.text
    assert 'name="Bo A. Lind"' in compose(text, ReviewChanges((wanted,))).source.text


def test_who_is_added_to_a_meeting_that_stands_is_only_mentioned_there():
    words = "[Ann Roe met them]{meeting=m}. Bo Lind came."
    text, draft = read(words), drafted(words)
    changes = ReviewChanges(tuple(accepted(text, draft)))
    assert body(text, changes).startswith("[[Ann Roe]{person=ann-roe as=mentioned} met them]{meeting=m}.")
    own = over(text, "Ann Roe", "person", "ann-roe")
    assert body(text, ReviewChanges((own,))).startswith("[[Ann Roe]{person=ann-roe} met them]{meeting=m}.")


@settings(max_examples=scale(15, 300))
@given(st.data())
def test_whatever_is_decided_a_reader_sees_the_same_text(data: st.DataObject):
    text, draft = read(TALKS), drafted(TALKS)
    proposals = data.draw(st.lists(st.sampled_from(accepted(text, draft)), unique=True))
    spans = st.tuples(st.integers(0, len(text.text) - 1), st.integers(1, 30))
    own = [
        NewAnnotation(start, min(start + length, len(text.text)), "topic", f"t{n}", ())
        for n, (start, length) in enumerate(data.draw(st.lists(spans, max_size=3)))
    ]
    removed = data.draw(st.frozensets(st.sampled_from(range(len(text.existing)))))
    composed = compose(text, ReviewChanges((*proposals, *own), removed=removed))
    after = read_review_text(composed.source)
    assert after.text == text.text
    assert after.faults == 0
    assert len(after.existing) == len(text.existing) - len(removed) + len(proposals) + len(own) - len(composed.refused)
