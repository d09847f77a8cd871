"""Places in a text, and changes to it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.problem import Problem, as_text, ordered, report, visible
from generator.text.source import Edit, SourceText, apply

TEXT = st.text(st.sampled_from("ab\n\r\t é🙂\u2028"), max_size=40)


@given(TEXT, st.integers(0, 40))
def test_line_and_column_lead_back_to_the_offset(text: str, offset: int):
    offset = min(offset, len(text))
    line, column = SourceText("a", text).position(offset)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    assert starts[line - 1] + column - 1 == offset


@given(TEXT, st.integers(0, 40))
def test_the_line_at_an_offset_has_no_line_break_and_holds_it(text: str, offset: int):
    offset = min(offset, len(text))
    line = SourceText("a", text).line_at(offset)
    assert "\n" not in line
    assert line in text


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.text("xyz", max_size=3)), max_size=5))
def test_insertions_keep_all_of_the_text(text: str, insertions: list[tuple[int, str]]):
    edits = [Edit(min(at, len(text)), min(at, len(text)), new) for at, new in insertions]
    done = apply(text, edits)
    assert len(done) == len(text) + sum(len(edit.text) for edit in edits)
    assert re.sub("[xyz]", "", done) == text


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        apply("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_a_report_can_not_move_the_cursor_or_turn_the_text():
    source = SourceText("a\x1b[2J.md", "b\u202ead \x07line\n")
    told = as_text(Problem("rule", "mess\x1bage", source.span(2, 4), hint="hi\nnt"))
    assert all(line.isprintable() for line in told.split("\n"))
    assert "\\u{1b}" in told
    assert visible("plain — текст") == "plain — текст"


def test_github_commands_keep_to_one_line_each():
    source = SourceText("a,b:c.md", "x\n")
    told = report([Problem("rule", "one\ntwo::%", source.span(0, 1), "warning")], "github")
    assert told == "::warning file=a%2Cb%3Ac.md,line=1,col=1,title=rule::one%0Atwo::%25\n"


def test_findings_are_told_once_and_in_order():
    source = SourceText("a", "xy\n")
    late, early = Problem("r", "m", source.span(1, 2)), Problem("r", "m", source.span(0, 1))
    assert ordered([late, early, late]) == (early, late)
