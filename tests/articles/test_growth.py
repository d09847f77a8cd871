"""Reading takes time in proportion to the text, whatever it is; counted in calls, which no machine's load sways."""

import cProfile
import pstats

import pytest
from support.growing import grows_in_proportion
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


@pytest.mark.sample(14)
@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_text(name):
    assert calls(HOSTILE[name](1600)) < 4.4 * calls(HOSTILE[name](400))


@pytest.mark.sample(3)
@pytest.mark.parametrize("name", ["opening brackets", "closings", "open quotes", "words in braces", "dots", "tags"])
def test_times_grow_with_the_text(name):
    """Calls don't count the steps that a pattern takes."""
    assert grows_in_proportion(lambda size: read(HOSTILE[name](size)), 4000)


RUNS_OF_SPACES = {
    "colons": lambda spaces: f"a\n\n:::{spaces}x\n",
    "a value": lambda spaces: f'[a]{{person=b role="x{spaces}y"}}',
    "words": lambda spaces: f"a{spaces}b [c]{{person=d}}",
    "a fence": lambda spaces: f"```{spaces}x\n",
    "a heading": lambda spaces: f"# a{spaces}#{spaces}b",
    "braces": lambda spaces: f"[a]{spaces}{{person=b}}",
    "braces behind a word": lambda spaces: f"[a]{{person{spaces}=b}}",
}


@pytest.mark.parametrize("name", RUNS_OF_SPACES)
def test_a_run_of_spaces_is_looked_at_once(name):
    """A pattern that starts anew at each of them would take hours."""
    assert grows_in_proportion(lambda size: read(RUNS_OF_SPACES[name](" " * size)), 10_000)
