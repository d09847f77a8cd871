"""Counts on pages are grouped as the site's language groups them."""

import pytest

from generator.catalogue import Catalogue
from generator.values.number_words import number


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (0, "en", "0"),
        (999, "en", "999"),
        (1000, "en", "1,000"),
        (24813, "en", "24,813"),
        (-24813, "en", "-24,813"),
        (24813, "de", "24.813"),
        (24813, "fr", "24\u202f813"),
        (24813, "hi", "24,813"),
        (1234567, "hi", "12,34,567"),
        (24813, "tlh", "24,813"),
        ("2025", "en", "2025"),
        (True, "en", "True"),
        (None, "en", "None"),
    ],
)
def test_a_number_has_the_separators_of_the_language(value: object, language: str, expected: str):
    assert number(value, language) == expected


def test_a_message_groups_its_numbers_and_takes_the_form_of_their_values():
    words = Catalogue({"all.one": "{count} of {total}", "all.other": "{count} in {total}, {year}"}, "en")
    assert words.text("all", count=1, total=1000) == "1 of 1,000"
    assert words.text("all", count=1001, total=24813, year="2025") == "1,001 in 24,813, 2025"
