"""The words behind a fact, where they are no part of a sentence: a block without text, and a very long annotation."""

import re
from pathlib import Path

import pytest
from small_sites import article, write

from generator import pipeline
from generator.pages.quotation import passage

LONG = "They spoke of the weather. " * 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: {meeting=talks name=Talks}\n```\ncode\n```\n:::", "<mark></mark>"),
        (
            f"Before. [{LONG}]{{meeting=talks name=Talks}} After.",
            f"<mark>{LONG[:600].rstrip()}…</mark>",
        ),
        (
            "Before. They met *in Moscow*, [twice]{meeting=talks name=Talks} or more. After.",
            "They met in Moscow, <mark>twice</mark> or more.",
        ),
    ],
    ids=["no text", "long", "short"],
)
def test_a_passage_is_the_sentence_or_as_much_of_the_words_as_a_reader_takes_in(
    text: str, expected: str, tmp_path: Path
):
    base, _ = pipeline.build_knowledge(write(tmp_path, {"articles.md": "", "talks.md": article(text)}))
    found = passage(base, "en", "talks", 0)
    assert found.shown == expected
    assert re.fullmatch("meeting-talks-[0-9a-f]{8}", found.anchor)
