"""The fonts that the first view of a page needs."""

import pytest

from generator.rendering.fonts import fonts_of, fonts_of_all
from generator.text.html import Html, HtmlHeading

ARTICLE = (
    '<h1>Talks</h1><div class="cq-article" lang="en"><p>{}</p></div><footer class="cq-foot">Ким <em>x</em></footer>'
)
QUOTE = '<span class="cq-mark cq-mark--quote" id="q">“We meet.”</span>'


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("They met.", []),
        (QUOTE, ["source-serif-4-latin-italic"]),
        ("<em>Emphasis.</em>", ["source-serif-4-latin-italic"]),
        ("Đorić spoke.", ["source-serif-4-latin-ext-normal"]),
        (
            f"Україна {QUOTE}",
            ["source-serif-4-cyrillic-normal", "source-serif-4-latin-italic", "source-serif-4-cyrillic-italic"],
        ),
    ],
)
def test_an_article_names_the_fonts_of_its_own_text(text: str, fonts: list[str]):
    html = Html(ARTICLE.format(text), (HtmlHeading(1, "talks", "Talks"),), frozenset(), ())
    assert list(fonts_of(html)) == fonts


def test_a_title_in_another_script_names_its_font():
    html = Html("<h1>Володимир</h1><p>Text</p>", (HtmlHeading(1, "a", "Володимир"),), frozenset(), ())
    assert fonts_of(html) == ("source-serif-4-cyrillic-normal",)


def test_a_site_in_cyrillic_sets_its_first_words_in_two_scripts():
    latin = ("source-serif-4-latin-normal", "ibm-plex-sans-latin-normal")
    assert fonts_of_all("en") == latin
    assert fonts_of_all("uk-UA") == (*latin, "source-serif-4-cyrillic-normal", "ibm-plex-sans-cyrillic-normal")
