"""An address names each sentence of an article's page."""

import re

from hypothesis import given
from hypothesis import strategies as st
from positional import positional

from generator.articles import read_article
from generator.articles.anchors import sentence_anchors
from generator.articles.render import render_article
from generator.text.source import SourceText

HEAD = "---\ntitle: T\ndate: 2025-12-02\n---\n"


def html_of(text: str) -> str:
    article, _ = read_article(SourceText("content/articles/a.md", HEAD + text))
    assert article
    return positional(render_article(article, lambda n: f"<a{n}>", lambda n: f"</a{n}>"), article)


def test_each_sentence_after_the_first_has_an_anchor():
    html = html_of("One came. [Two]{person=two} *went. Three* said `no. Not`. Four left.\n\nAlone.")
    anchors = re.finditer(r'id="(p1s\d)"></span>', html)
    at = [(found[1], re.sub("<[^>]*>", "", html[found.end() :])[:5]) for found in anchors]
    assert at == [("p1s2", "Two w"), ("p1s3", "Three"), ("p1s4", "no. N"), ("p1s5", "Four ")]
    assert "p2s" not in html


def test_the_anchor_stands_before_the_link_that_begins_a_sentence():
    assert '<span class="cq-sentence" id="p1s2"></span><a0>Two</a0>' in html_of("One came. [Two]{person=two} went.")


@given(st.lists(st.sampled_from(["Ab c. ", "*D e.* ", "`f. G` ", "[H. I](/j) ", "K! ", "&amp; l. "]), max_size=8))
def test_anchors_take_no_letter_away(parts: list[str]):
    text = "".join(parts).strip()
    html = html_of(text)
    article, _ = read_article(SourceText("content/articles/a.md", HEAD + text))
    shown = re.sub(r"<[^>]*>", "", html).strip().replace("&amp;", "&")
    assert shown == "".join(block.text for block in article.blocks)
    assert len(re.findall("cq-sentence", html)) == sum(len(block.sentences) - 1 for block in article.blocks)


def anchors_of(text: str) -> tuple[set[str], tuple[str, ...]]:
    article, _ = read_article(SourceText("content/articles/a.md", HEAD + text))
    return {each for block in sentence_anchors(article.blocks) for each in block}, article.anchors


@given(st.lists(st.sampled_from(["Ab c.", "D e. F g.", "[Two]{person=two} went. [He]{person=two} came."]), max_size=4))
def test_anchors_survive_what_is_put_before_and_after(around: list[str]):
    text = "One came. [Ada]{person=ada} stayed."
    sentences, words = anchors_of(text)
    all_sentences, all_words = anchors_of("\n\n".join([*around, text, *around]))
    assert sentences <= all_sentences
    assert set(words) <= set(all_words)


@given(st.lists(st.sampled_from(["One.", "Two.", "[Ada]{person=ada}."]), max_size=6))
def test_no_anchor_stands_twice(parts: list[str]):
    article, _ = read_article(SourceText("content/articles/a.md", HEAD + "\n\n".join(parts)))
    found = [*article.anchors, *(each for block in sentence_anchors(article.blocks) for each in block)]
    assert len(found) == len(set(found))
