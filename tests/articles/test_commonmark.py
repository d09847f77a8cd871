"""Annotations leave CommonMark alone."""

import re

import pytest
from commonmark_examples import examples
from markdown_it import MarkdownIt
from spoken import tokens
from support.projects import SHORT_FRONT as FRONT

from generator.articles import read_article, render_article
from generator.articles.annotations import annotated, faults_of
from generator.text.source import SourceText


@pytest.fixture(scope="session")
def spec():
    return examples()


def test_every_example_renders_as_before(spec):
    plain, ours = MarkdownIt("commonmark"), MarkdownIt("commonmark").use(annotated)
    assert len(spec) == 652
    for example in spec:
        env = {}
        text = example["markdown"]
        assert ours.render(text, env) == plain.render(text), text
        assert faults_of(env) == (), text


def test_every_example_renders_as_the_specification_says(spec):
    ours = MarkdownIt("commonmark").use(annotated)
    for example in spec:
        expected = example["html"].replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")
        assert ours.render(example["markdown"]) == expected


def test_every_example_is_an_article(spec):
    for example in spec:
        article, problems = read_article(SourceText("content/articles/a.md", FRONT + example["markdown"]))
        assert article, problems
        html = render_article(article, lambda _: "", lambda _: "")
        assert not any(not line.strip() for line in html.splitlines()), html
        assert len(re.findall(r'<(?!span class)\w+ id="s-', html)) == len(article.blocks)


def test_every_example_keeps_its_places(spec):
    for example in spec:
        text = FRONT + example["markdown"]
        article, _ = read_article(SourceText("content/articles/a.md", text))
        inline = [token for token in tokens(article) if token.type == "inline"]
        for block, token in zip(article.blocks, inline, strict=True):
            lines = token.content.split("\n")
            place = block.span.text
            assert place.startswith(lines[0]), text
            assert place.endswith(lines[-1].lstrip(" \t")), text
            assert place.count("\n") == len(lines) - 1, text
