"""Words that nobody spoke: of works, signs and laws, supposed ones, and marks that only set off."""

import pytest
from drafts import found, people

KNOWN = people("Ann Roe", "Bo Lind")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe might say “that is none of my business” to this.",
        "Ann Roe would have said “that is none of my business” and left.",
        "Ann Roe would rather have said “that is none of my business” than leave.",
        "Ann Roe did not, as reported, say “that is none of my business”.",
        "Ann Roe wished she had said “that is none of my business”.",
        "Imagine Ann Roe saying “that is none of my business”.",
        "Ann Roe has never been one to say “that is none of my business”.",
        "Ann Roe, played by Bo Lind, says “that is none of my business” in the film.",
        "The law, which Ann Roe signed, says “any person who enters shall be fined”.",
        "The poem by Ann Roe begins “I walked the winter roads alone”.",
        "Above Ann Roe hung a placard: “No more grain from the east!”",
        "The headline over the photograph of Ann Roe read “Mayor flees at midnight”.",
        "Under the law that Ann Roe signed, “any person who enters shall be fined”.",
        "Ann Roe wore a cap that said “Make fishing great again”.",
        "Ann Roe spoke under a portrait with the inscription “He fed the city in the hungry year”.",
        "As the saying goes, “a fish rots from the head”, and Ann Roe knows it.",
        "Ann Roe was widely seen as “a voice of reason” in the cabinet.",
        "Ann Roe visited the “new port of the east” in May.",
        "Ніхто не чув, щоб Олена Руда сказала «мости вже відкрито».",
        "На плакаті біля Олени Рудої було написано: «Ні війні, так миру».",
    ],
)
def test_words_of_nobody_are_no_quotation(text: str):
    assert found(text, "quote", known=KNOWN, language="uk" if "Руд" in text else "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe said of the law: “It was far too late.”",
        "Ann Roe, who had signed the law, said: “It was far too late.”",
        "After the song Ann Roe said: “It was far too late.”",
        "After the film, “It was far too late,” said Ann Roe.",
        "“It was far too late,” said Ann Roe of the film.",
        "Ann Roe expressed hope that it was “far too late for it”.",
        "Ann Roe called the poem “far too late for it”.",
        "Ann Roe said in a report that it was “far too late for it”.",
        "Ann Roe said she might call it “far too late for it”.",
    ],
)
def test_what_is_said_about_a_work_is_said(text: str):
    assert [who for _, who in found(text, "quote", known=KNOWN)] == ["ann-roe"]


def test_what_somebody_says_nothing_about_is_no_report():
    assert found("Ann Roe says nothing about the new city hall.", "paraphrase", known=KNOWN) == []


def test_a_verb_within_quoted_words_takes_nothing_back():
    text = "Ann Roe told Bo Lind it “must be well thought out, really”: “It was far too late.”"
    assert [who for _, who in found(text, "quote", known=KNOWN)] == ["ann-roe", "ann-roe"]
