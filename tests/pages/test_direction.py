"""A text of another language carries its language and direction, and is kept apart from the marks beside it."""

from generator.pages.direction import in_language, isolated
from generator.pages.escape import Markdown, escape


def test_another_language_is_kept_apart():
    assert in_language("x", "ar", "en") == '<bdi lang="ar" dir="rtl">x</bdi>'
    assert in_language("x", "uk", "en") == '<bdi lang="uk" dir="ltr">x</bdi>'


def test_the_language_of_the_page_and_an_unknown_one_need_no_mark():
    assert in_language("x", "en-GB", "en") == in_language("x", "", "en") == "x"


def test_a_tag_that_is_none_is_escaped():
    assert "<b>" not in in_language("x", '"><b>', "en")


def test_a_value_among_others_is_isolated_if_it_has_letters_from_right_to_left():
    assert isolated("mufīd, 100%!") == escape("mufīd, 100%!")
    assert isolated(Markdown("<a>مفيد</a>")) == "<a>مفيد</a>"
    assert isolated("מועיל <100%>") == f"<bdi>{escape('מועיל <100%>')}</bdi>"
    assert isolated("مفيد (100)").startswith("<bdi>")
