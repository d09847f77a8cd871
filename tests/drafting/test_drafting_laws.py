"""What holds of every draft, whatever the text."""

from collections.abc import Iterable, Sequence
from random import Random

from drafts import NOBODY, article, drafted, people
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiers import scale

from generator.articles import read_article
from generator.articles.read import ANNOTATIONS, LENGTH
from generator.drafting import (
    Drafter,
    Proposal,
    Register,
    apply_proposals,
    build_drafter,
    draft_one,
    fitting,
    sure_proposals,
)
from generator.drafting.prose import read_prose
from generator.text.source import SourceText

KNOWN = people("Ann Roe", "Bo Lind")
WORDS = [
    *("Ann Roe", "Roe", "Bo Lind", "met", "said", "that", "in", "Geneva", "Russia", "on", "Tuesday", "Dec. 2", "the"),
    *("U.S.", "“very", "useful,”", '"', "[", "]", "{", "}", "*", "**", "_", "`code`", "]{person=ann-roe}", "\\", "|"),
    *("[Ann Roe]{person=ann-roe}", "[text](http://a.b)", "<http://a.b>", "::: {meeting=2025-12-02-geneva}", ":::"),
    *(
        "\n",
        "\n\n",
        "\r\n\r\n",
        "\n# ",
        "\n- ",
        "\n> ",
        "&amp;",
        "&nbsp;",
        "Photo: Ann Roe",
        "©",
        "Ms.",
        "—",
        "😀",
        "é",
    ),
    "Ministry of Truth",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(TEXTS)
def test_the_text_of_a_proposal_stands_at_its_place(text: str):
    source = article(text)
    for proposal in drafted(text, KNOWN).proposals:
        assert source.text[proposal.start : proposal.end] == proposal.text


@given(TEXTS)
def test_proposals_lie_in_one_another_or_apart(text: str):
    spans = [(proposal.start, proposal.end) for proposal in drafted(text, KNOWN).proposals]
    assert len(set(spans)) == len(spans)
    for start, end in spans:
        assert all(other >= end or last <= start or (start <= other and last <= end) or (other <= start and end <= last)
                   for other, last in spans)  # fmt: skip


@given(TEXTS)
def test_only_brackets_and_braces_are_inserted(text: str):
    source = article(text)
    edited, refused = apply_proposals(source, drafted(text, KNOWN).proposals)
    kept, at = [], 0
    for character in source.text:
        at = edited.index(character, at)
        kept.append(edited[at])
        at += 1
    assert "".join(kept) == source.text
    after = read_prose(type(source)(source.path, edited), None)
    assert after.text == read_prose(source, None).text
    assert all(not proposal.id for proposal in refused) or "[" in text or "*" in text or "_" in text or "`" in text


@given(TEXTS)
def test_a_sound_article_stays_sound(text: str):
    source = article(text)
    before, problems = read_article(source)
    if problems or before is None:
        return
    edited, _ = apply_proposals(source, drafted(text, KNOWN).proposals)
    after, problems = read_article(type(source)(source.path, edited))
    assert not problems
    assert after is not None
    standing = [(each.kind, each.id, each.label) for each in before.annotations]
    assert all(each in [(new.kind, new.id, new.label) for new in after.annotations] for each in standing)


SENTENCES = [
    "{a} met {b} in Geneva on Tuesday.",
    "On Tuesday, {a} held talks with {b} in Geneva, {c} said.",
    "{a} will meet {b} on Friday, while {c} flies to Rome.",
    "{a}, the special envoy, arrived on Dec. 2. A day later, {a} and {b} met in Oslo.",
    "“We agreed on very little,” said {a} on Wednesday.",
    "{a} said that talks between {b} and {c} were useful.",
    "Norway and Sweden held talks in Bergen on Monday.",
    "**{a}** spoke by phone with *{b}* last week.",
    "U.S. special envoy {a} denied that {b} met {c}.",
]
PEOPLE = st.permutations(["Ann Roe", "Bo Lind", "Dana Kirk", "Zed Farrow"])
SENTENCE = st.builds(
    lambda text, names: text.format(**dict(zip("abc", names, strict=False))), st.sampled_from(SENTENCES), PEOPLE
)
ARTICLES = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)


def on_words(source: SourceText, proposals: Iterable[Proposal]) -> set[tuple[int, int, str, str]]:
    """The words that the reader sees, kind and id of each proposal."""
    prose = read_prose(source, None)
    return {(prose.seen(each.start), prose.seen(each.end), each.kind, each.id) for each in proposals}


def rest_after(source: SourceText, given_: Drafter, accepted: Sequence[Proposal]) -> None:
    """Hold that a draft of an article with some annotations is the first draft without them."""
    proposed = draft_one(source, given_).proposals
    edited, refused = apply_proposals(source, accepted, proposed)
    after = type(source)(source.path, edited)
    written = [each for each in accepted if each.id and each not in refused]
    left = on_words(source, proposed) - on_words(source, written)
    assert on_words(after, draft_one(after, given_).proposals) == left


@settings(max_examples=scale(20, 200))
@given(ARTICLES, st.sampled_from([KNOWN, NOBODY]))
def test_a_second_run_proposes_the_rest_of_the_first(text: str, known: Register):
    source, given_ = article(text), build_drafter(known, "en")
    rest_after(source, given_, sure_proposals(draft_one(source, given_).proposals))


@settings(max_examples=scale(20, 200))
@given(ARTICLES, st.sampled_from([KNOWN, NOBODY]), st.randoms(use_true_random=False))
def test_a_run_after_any_decisions_proposes_what_is_left(text: str, known: Register, chance: Random):
    source, given_ = article(text), build_drafter(known, "en")
    rest_after(source, given_, [each for each in draft_one(source, given_).proposals if chance.random() < 0.5])


def test_which_sentences_tell_of_one_meeting_does_not_depend_on_what_is_accepted():
    text = (
        "Dana Kirk met Ann Roe in Geneva on Tuesday. Bo Lind said that talks between Ann Roe and Dana Kirk were useful."
        " Dana Kirk will meet Ann Roe on Friday."
    )
    source, given_ = article(text), build_drafter(NOBODY, "en")
    meetings = [each for each in draft_one(source, given_).proposals if each.kind == "meeting"]
    for each in meetings:
        rest_after(source, given_, [each])


def test_all_sentences_of_an_annotated_meeting_have_its_id():
    text = "Ann Roe met Bo Lind on Tuesday. [Ann Roe and Bo Lind met in Oslo on Tuesday]{meeting=2025-12-02-talks}."
    assert [each.id for each in drafted(text, KNOWN).proposals if each.kind == "meeting"] == ["2025-12-02-talks"]


def test_no_more_is_written_than_an_article_can_hold():
    proposals = drafted("Ann Roe met Bo Lind on Tuesday.", KNOWN).proposals
    assert len(fitting(SourceText("a.md", ""), proposals)) == len(proposals)
    assert len(fitting(SourceText("a.md", "]{" * (ANNOTATIONS - 1)), proposals)) == 1
    assert fitting(SourceText("a.md", "x" * LENGTH), proposals) == ()


def test_a_name_in_an_indented_line_of_a_quotation_is_where_it_stands():
    found = drafted(">  Ann Roe \n>   \tAnn Roe\n", KNOWN).proposals
    assert [proposal.text for proposal in found] == ["Ann Roe", "Ann Roe"]
