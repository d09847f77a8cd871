"""The words of a quotation: what its label holds between its marks, in any language."""

import pytest

from generator.facts.extract import words_said

LABELS = [
    ("“Gut”", "Gut"),
    ("„Gut“", "Gut"),
    ("»Gut«", "Gut"),
    ("«Bien»", "Bien"),
    ("« Oui »", "Oui"),
    ("‹x›", "x"),
    ("›x‹", "x"),
    ("「はい」", "はい"),
    ("『はい』", "はい"),
    ("《是》", "是"),
    ('"Speed is not the object,"', "Speed is not the object"),
    ("Speed is not the object,", "Speed is not the object"),
    ("Speed is not the object", "Speed is not the object"),
    ("“«x»”", "x"),
    ("‘don’t’", "don’t"),
    ("'It's fine'", "It's fine"),
    ("’tis", "’tis"),
    ("“Why?”", "Why?"),
    ("“Good”.", "Good"),
    ("Good.", "Good."),
    ("“a” and “b”", "“a” and “b”"),
    ('"a" and "b"', '"a" and "b"'),
    ("‘a’ and ‘b’", "‘a’ and ‘b’"),
    ("“”", ""),
    ('"', '"'),
]


@pytest.mark.parametrize(("label", "words"), LABELS)
def test_quotation_marks_and_the_comma_of_the_sentence_are_no_words(label, words):
    assert words_said(label) == words
    assert words_said(words) == words
