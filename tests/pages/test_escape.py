"""Escaped text is shown as typed by Markdown renderers, whatever it holds and wherever it stands."""

import re
from html import unescape

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.pages.escape import Markdown, escape, escape_lines, with_code
from generator.text.html import render_markdown

GFM = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES
TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(str.strip)
MARKUP = st.text("&<>\"'`*_{}[]()#+-.!|~:@/=^$\\ 1ax,;%?", min_size=1).filter(str.strip)


def shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip("\n")


@pytest.mark.parametrize("place", ["{}", "before {} behind", "# {}", "- {}", "**{}**", "[{}](x.md)", "> {}", "1. {}"])
@given(text=TEXTS | MARKUP)
def test_text_is_shown_as_typed(place: str, text: str):
    source = place.replace("{}", escape(text))
    frame = re.sub(r"^(# |- |> |1\. )|\*\*|\[|\]\(x\.md\)", "", place).replace("{}", text)
    assert shown(pyromark.html(source, options=GFM)) == frame
    assert shown(MarkdownIt("commonmark").enable("table").render(source)) == frame


@given(text=TEXTS | MARKUP)
def test_no_markup_comes_of_it(text: str):
    html = pyromark.html(f"a {escape(text)} b", options=GFM)
    assert re.findall(r"<[^>]*>", html) == ["<p>", "</p>"]


@given(text=TEXTS | MARKUP)
def test_a_table_cell_and_an_attribute_hold_it(text: str):
    table = pyromark.html(f"| h |\n|---|\n| {escape(text)} x |", options=GFM)
    assert shown(re.findall(r"<td>(.*?)</td>", table)[0]) == f"{text} x"
    link = pyromark.html(f'<a title="{escape(text)}" href="x">y</a>', options=GFM)
    title = re.search(r'title="([^"]*)"', link)
    assert title
    assert unescape(title[1]) == text


@given(text=TEXTS | MARKUP)
def test_twice_is_once_for_what_is_markdown_already(text: str):
    once = escape(text)
    assert escape(once) is once
    assert isinstance(once, Markdown)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\x0bb", "a\u2028b", "a\x85b"])
def test_a_line_break_is_a_space(text: str):
    assert escape(text) == "a b"


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x9bb"])
def test_a_control_character_is_replaced(text: str):
    assert escape(text) == "a\ufffdb"


def test_common_words_stay_readable():
    assert escape("The 28-point plan, No. 2 of the U.S. side") == "The 28-point plan, No. 2 of the U&#46;S. side"


def test_links_to_pages_get_their_addresses_and_headings_their_anchors():
    html = render_markdown(
        '# A *b*\n\n<a class="x" href="../p/q.md#r">q</a> [s](t.md)\n\n## A b\n', {"../p/q.md": "/p/q/"}.get
    )
    assert '<a class="x" href="/p/q/#r">' in html.text
    assert '<a href="t.md">' in html.text
    assert [(h.level, h.id, h.text) for h in html.headings] == [(1, "a-b", "A b"), (2, "a-b-2", "A b")]
    assert [tuple(link) for link in html.links] == [("../p/q.md", "r"), ("t.md", "")]


def test_words_that_look_like_a_link_are_left_alone():
    text = "&#60;a href&#61;&#34;x&#46;md&#34;&#62;"
    assert render_markdown(text, lambda _: "BAD").links == ()


def test_words_between_backticks_are_code():
    assert (
        with_code("Given by `by <a>`, or `on`.")
        == "Given by&#32;<code>by &#60;a&#62;</code>, or&#32;<code>on</code>&#46;"
    )
    assert with_code("One ` alone") == "One &#96; alone"


@given(lines=st.lists(TEXTS | MARKUP | st.just(" ") | st.just("")))
def test_lines_are_escaped_one_by_one(lines: list[str]):
    assert escape_lines("\n".join(lines)).split("&#10;") == [escape(line) for line in lines or [""]]
