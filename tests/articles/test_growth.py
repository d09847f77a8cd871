"""Reading takes time in proportion to the text, whatever it is; counted in calls, which no machine's load sways."""

import cProfile
import pstats
import time

import pytest
from support.projects import SHORT_FRONT as FRONT

from generator.articles import read_article
from generator.text.source import SourceText

HOSTILE = {
    "opening brackets": lambda n: "[" * n,
    "brackets closed once": lambda n: "[" * n + "]{person=a}",
    "closings": lambda n: "]{" * n,
    "quotes": lambda n: '{"' * n,
    "open quotes": lambda n: '[a]{k="' * n,
    "escaped quotes": lambda n: '[a]{k="\\"' * n,
    "annotations": lambda n: "[a]{person=b}" * n,
    "annotations on lines": lambda n: "[a]{person=b}\n" * n,
    "nested annotations": lambda n: "[" * n + "a" + "]{person=b}" * n,
    "spaced braces": lambda n: "[a] {person=b}" * n,
    "braces": lambda n: "a{b=c" * n,
    "words in braces": lambda n: "{a b" * n,
    "half links": lambda n: "[a](" * n + "[x]{p=y}",
    "half titles": lambda n: '[a](b "' * n + "[x]{p=y}",
    "links": lambda n: "[a](b)" * n + "[x]{p=y}",
    "nested images": lambda n: "![" * n + "a" + "](b)" * n + "[x]{p=y}",
    "references": lambda n: "[a][b]" * n + "[x]{p=y}\n\n[b]: /u",
    "definitions": lambda n: "[a]: b\n" * n,
    "tags": lambda n: "<a " * n + "[x]{p=y}",
    "blocks": lambda n: "::: {topic=a}\nx\n:::\n" * n,
    "open blocks": lambda n: "::: {topic=a}\n" * n,
    "closing lines": lambda n: "x\n:::\n" * n,
    "table rows": lambda n: "| a |\n|---|\n" + "| [x]{p=y} |\n" * n,
    "table cells": lambda n: "| a |\n|---|\n|" + "[x]{p=y}|" * n,
    "lists": lambda n: "- [a]{person=b}\n" * n,
    "dots": lambda n: "." * n,
    "sentences": lambda n: "A. B! " * n,
    "carriage returns": lambda n: "a\r\n" * n,
}


def read(text):
    return read_article(SourceText("content/articles/talks.md", FRONT + text))


def calls(text):
    profile = cProfile.Profile()
    profile.enable()
    read(text)
    profile.disable()
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_text(name):
    assert calls(HOSTILE[name](1600)) < 4.4 * calls(HOSTILE[name](400))


@pytest.mark.parametrize("name", ["opening brackets", "closings", "open quotes", "words in braces", "dots", "tags"])
def test_long_texts_take_seconds_at_most(name):
    began = time.process_time()
    read(HOSTILE[name](30_000))
    assert time.process_time() - began < 10


def test_an_article_of_six_kilobytes_takes_milliseconds():
    line = (
        'The [envoy]{person=w role="special envoy" country=us} met [him]{person=p} on [Tuesday]{date=2025-12-02}.\n\n'
    )
    text = line * 24 + "Nothing was agreed on that day, said the people who were there. " * 55
    times = []
    for _ in range(10):
        began = time.process_time()
        article, _ = read(text)
        times.append(time.process_time() - began)
    assert len(article.annotations) == 72
    assert min(times) < 0.03


SPACES = 400_000
RUNS_OF_SPACES = {
    "colons": f"a\n\n:::{' ' * SPACES}x\n",
    "a value": f'[a]{{person=b role="x{" " * SPACES}y"}}',
    "words": f"a{' ' * SPACES}b [c]{{person=d}}",
    "a fence": f"```{' ' * SPACES}x\n",
    "a heading": f"# a{' ' * SPACES}#{' ' * SPACES}b",
    "braces": f"[a]{' ' * SPACES}{{person=b}}",
    "braces behind a word": f"[a]{{person{' ' * SPACES}=b}}",
}


@pytest.mark.parametrize("name", RUNS_OF_SPACES)
def test_a_run_of_spaces_is_looked_at_once(name):
    """A pattern that starts anew at each of them would take hours."""
    began = time.process_time()
    read(RUNS_OF_SPACES[name])
    assert time.process_time() - began < 10
