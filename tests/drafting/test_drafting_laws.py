"""What holds of every draft, whatever the text."""

import re

from drafts import article, drafted, people
from hypothesis import given
from hypothesis import strategies as st

from generator.articles import read_article
from generator.drafting import apply_proposals, build_drafter, draft_one
from generator.drafting.prose import read_prose

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


@given(TEXTS)
def test_a_second_run_proposes_nothing_of_the_first(text: str):
    source = article(text)
    given_ = build_drafter(KNOWN, "en")
    named = [
        each for each in draft_one(source, given_).proposals if each.kind in ("person", "country", "place", "date")
    ]
    edited, refused = apply_proposals(source, named)
    again = draft_one(type(source)(source.path, edited), given_).proposals
    written = {(each.kind, each.id) for each in named} - {(each.kind, each.id) for each in refused}
    count = sum((each.kind, each.id) in written for each in again)
    assert count <= len(re.findall(r"\[", text)) + text.count("]")
