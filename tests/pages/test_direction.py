"""A text of another language carries its language and direction, and is kept apart from the marks beside it."""

from generator.pages.direction import in_language


def test_another_language_is_kept_apart():
    assert in_language("x", "ar", "en") == '<bdi lang="ar" dir="rtl">x</bdi>'
    assert in_language("x", "uk", "en") == '<bdi lang="uk" dir="ltr">x</bdi>'


def test_the_language_of_the_page_and_an_unknown_one_need_no_mark():
    assert in_language("x", "en-GB", "en") == in_language("x", "", "en") == "x"


def test_a_tag_that_is_none_is_escaped():
    assert "<b>" not in in_language("x", '"><b>', "en")
