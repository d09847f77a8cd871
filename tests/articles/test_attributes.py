"""The braces of an annotation by themselves: what is read, where the first fault stands, and how it is told."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.articles.attributes import AnnotationFault, AttributePair, read_attributes

BRACES = st.text(st.sampled_from('{} \t\n="\\.#a:Z-`]“'), max_size=24).map("{".__add__)


def fault(text, end=None):
    found = read_attributes(text, 0, len(text) if end is None else end)
    assert isinstance(found, AnnotationFault), found
    return found


@given(BRACES, st.integers(1, 25))
@example("{a=b  }", 5)
@example("{ab=b}", 2)
@example("{a=b}", 2)
@example('{a="b"}', 3)
@example("{.ab}", 3)
@example("{a=bc}", 4)
@example('{a="b c"}', 6)
@example("{a =b}", 3)
@example("{A=b}", 2)
@example("{Ab}", 2)
@example("{=b=c}", 3)
def test_what_stands_behind_the_end_counts_for_nothing(text, end):
    assert read_attributes(text, 0, min(end, len(text))) == read_attributes(text[:end], 0, min(end, len(text)))


@given(BRACES)
def test_a_fault_has_a_place_in_the_text(text):
    found = read_attributes(text, 0, len(text))
    assert found.end <= len(text)
    if isinstance(found, AnnotationFault):
        assert 0 <= found.start < found.end


def test_a_pair_has_its_places():
    found = read_attributes('x{.quote by="a b"}', 1, 18)
    assert found.head == AttributePair("quote", None, 2, 8, 8)
    assert found.facts == (AttributePair("by", "a b", 9, 17, 12),)
    assert found.end == 18


PLACES = {
    "{a=b": ("annotation-is-closed", "{"),
    '{a="b" c="d"e=f}': ("attributes-are-spaced", "e"),
    '{a="b c=d}': ("value-is-closed", '"'),
    r'{a="b \X c"}': ("escape-is-known", r"\X"),
    r'{a="b \" c"x=y}': ("attributes-are-spaced", "x"),
    "{a=X}b": None,
    "{a=X b=}": ("value-is-present", "b="),
    "{a=": ("value-is-present", "a="),
    '{a="b]{c"}': ("value-is-closed", '"'),
    '{a="b} c"d}': ("value-is-closed", '"'),
    '{a="b} c"} d': None,
    '{a="b} c" }': None,
    '{a="b} c"\t}': None,
    '{a="b} c"\n}': None,
    '{a="b]c"}': None,
    '{a="{b [c"}': None,
}


@pytest.mark.parametrize(("text", "expected"), PLACES.items())
def test_a_fault_stands_at_what_is_wrong(text, expected):
    found = read_attributes(text, 0, len(text))
    told = (found.rule, text[found.start : found.end]) if isinstance(found, AnnotationFault) else None
    assert told == expected


WORDS = {
    "{#kremlin}": ("`#kremlin` is not `key=value`", "write the id after its kind: `{person=kremlin}`"),
    "{place=a #kremlin}": ("`#kremlin` is not `key=value`", "write the id after its kind: `{place=kremlin}`"),
    "{a=b`c}": ("the value of `a` contains a backtick", 'put it in straight double quotes: `a="b`c"`'),
    "{a=b/c}": ("the value of `a` contains `/`", 'put it in straight double quotes: `a="b/c"`'),
    "{a=“b”}": ("the value of `a` contains `“`", 'put it in straight double quotes: `a="b"`'),
    "{Rôle_No2!=b}": (
        "`Rôle_No2!` is not a key: keys have lower-case letters, digits, `-` and `_`",
        "write `r-le_no2=…`",
    ),
    "{Xx=b}": ("`Xx` is not a key: keys have lower-case letters, digits, `-` and `_`", "write `xx=…`"),
    "{a=b !}": ("`!` is not `key=value`", 'close the braces before it, or quote a value with spaces: `a="b !"`'),
    '{a="b" !}': ("`!` is not `key=value`", "write `key=…`, or close the braces before it"),
    "{a=b =c}": ("`=c` is not `key=value`", 'close the braces before it, or quote a value with spaces: `a="b =c"`'),
    "{a=b {c}": ("`{` is not `key=value`", 'close the braces before it, or quote a value with spaces: `a="b {"`'),
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_a_fault_names_what_is_meant(text, expected):
    assert (fault(text).message, fault(text).hint) == expected
