"""The words behind a fact, where they are no part of a sentence: a block without text, and a very long annotation."""

from pathlib import Path

import pytest
from small_sites import article, write

from generator import pipeline
from generator.pages.quotation import Passage, passage

LONG = "They spoke of the weather. " * 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: {meeting=talks name=Talks}\n```\ncode\n```\n:::", Passage("meeting-talks-1", "<mark></mark>")),
        (
            f"Before. [{LONG}]{{meeting=talks name=Talks}} After.",
            Passage("meeting-talks-1", f"<mark>{LONG[:600].rstrip()}…</mark>"),
        ),
        (
            "Before. They met *in Moscow*, [twice]{meeting=talks name=Talks} or more. After.",
            Passage("meeting-talks-1", "They met in Moscow, <mark>twice</mark> or more."),
        ),
    ],
    ids=["no text", "long", "short"],
)
def test_a_passage_is_the_sentence_or_as_much_of_the_words_as_a_reader_takes_in(
    text: str, expected: Passage, tmp_path: Path
):
    base, _ = pipeline.build_knowledge(write(tmp_path, {"articles.md": "", "talks.md": article(text)}))
    assert passage(base, "en", "talks", 0) == expected
