"""A comparison as a comment on a pull request: hostile words stay words, and it is never too long."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.diagnostics.problem import visible
from generator.diff.model import Comparison, Thing, ThingAdded, ThingRemoved
from generator.diff.report import LONGEST, report
from generator.diff.sentences import MARKDOWN, sentence

GITHUB_TAKES = 65_536
HOSTILE = (
    "@everyone",
    "fixes #1 and owner/repo#2, GH-3",
    "https://github.com/owner/repo/issues/1",
    "www.example.org",
    "mail@example.org",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "**bold** __x__ ~~y~~ `code` [a](javascript:alert(1)) ![b](http://x/y.png)",
    "$x$ and $$y$$",
    "a\n\n## A heading\n- [ ] a task\n\n```\ncode",
    "| a | b |",
    ":smile:",
    "[^1] <!-- a --> &lt; &#64;",
    "0123456789abcdef0123456789abcdef01234567",
    "\u202eevil\u0007",
    "::error::x",
)
ACTS = re.compile(r"@\w|#\d|://|www\.|GH-\d|:[a-z_]+:|[0-9a-f]{7}")


def added(name: str) -> ThingAdded:
    return ThingAdded(Thing("person", "a", "person", "People", name), (), 0)


def shown(markdown: str) -> tuple[str, str]:
    """What a reader sees of a line, and its tags."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip(), "".join(re.findall(r"<[^>]*>", rendered))


def holds(name: str) -> None:
    text, tags = shown(f"- {sentence(added(name), MARKDOWN)}")
    assert tags == "<ul><li><strong></strong></li></ul>"
    assert not ACTS.search(text.removeprefix("adds the person "))
    assert text.replace("\u200b", "") == f"adds the person {visible(' '.join(name.split()))}".replace("\u200b", "")


def test_hostile_words_stay_words():
    for name in HOSTILE:
        holds(name)


@given(st.text(alphabet=st.sampled_from("@#:/w.gGhH-019afz*_`[]()<>&|~$\\!^{}\"' \u2028"), min_size=1, max_size=60))
def test_any_words_stay_words(name: str):
    if name.strip() and name.split():
        holds(name)


def test_a_long_value_is_cut():
    assert len(sentence(added("x" * 4_000_000), MARKDOWN)) < 400


def test_a_long_comparison_is_cut_between_two_changes():
    things = [Thing("person", f"p-{n}", "person", "People", f"@{n} " + "<" * 100) for n in range(5_000)]
    comparison = Comparison(tuple(ThingRemoved(thing, 2) for thing in things), (), 0)
    text = report(comparison, "markdown")
    assert LONGEST * 0.9 < len(text) < GITHUB_TAKES
    lines = text.splitlines()
    told = sum(line.startswith("- ") for line in lines)
    assert lines[-1] == f"**{5_000 - told:,} more** of 5,000: `communique diff` shows all of them."
    assert lines[-3].endswith("(2 facts)")
    assert text.startswith("## What this changes in the knowledge base\n\n5,000 records removed\n")
    assert len(report(comparison, "text").splitlines()) == 5_000 + 3
