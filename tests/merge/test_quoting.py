"""Values as YAML: every reader takes them as the same string."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiers import scale

from generator.records.quoting import quote
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlText, read

PLAIN = [
    *(
        "special envoy",
        "Steve Westoff",
        "2025-12-02",
        "2025-12",
        "2025-12-02/2025-12-04",
        "2025-12-02/..",
        "2025-12-XX",
    ),
    *(
        "2025-12-02-munich",
        "reasonably good",
        "Володимир Заренський",
        "محمد بن سلمان",
        "می‌خواهم",
        "अजीत डोभाल",
        "习近平",
    ),
    *(
        "O’Neil",
        "O'Neil",
        "U.S.-backed plan",
        "28-point plan",
        "https://example.org/a?b=c#d",
        "Head (acting)",
        "us",
        "R&D",
    ),
]
QUOTED = {
    "no": "'no'",
    "NO": "'NO'",
    "y": "'y'",
    "null": "'null'",
    "~": "'~'",
    "": "''",
    "12:30": "'12:30'",
    "0123": "'0123'",
    "2025": "'2025'",
    "1e3": "'1e3'",
    "1e-3": "'1e-3'",
    "0x1F": "'0x1F'",
    "1_000": "'1_000'",
    "-1": "'-1'",
    ".5": "'.5'",
    "a: b": "'a: b'",
    "a #b": "'a #b'",
    "- a": "'- a'",
    "a:": "'a:'",
    "it's: so": "'it''s: so'",
    " a": "' a'",
    "a\nb": '"a\\nb"',
    "a\tb\\": '"a\\tb\\\\"',
    "a\u00a0b": '"a\\xA0b"',
    "a\u202eb": '"a\\u202Eb"',
    "\U000e0001": '"\\U000E0001"',
    "😀": "'😀'",
    "...": "'...'",
    "---": "'---'",
}


@pytest.mark.parametrize("value", PLAIN)
def test_what_needs_no_quotes_has_none(value):
    assert quote(value) == value


@pytest.mark.parametrize(("value", "written"), QUOTED.items())
def test_what_a_reader_could_take_for_something_else_is_quoted(value, written):
    assert quote(value) == written


def test_a_comma_is_plain_outside_brackets_only():
    assert quote("five hours, more or less") == "five hours, more or less"
    assert quote("five hours, more or less", flow=True) == "'five hours, more or less'"


def test_a_persons_quotes_are_kept():
    assert quote("a", "'") == "'a'"
    assert quote("a", '"') == '"a"'
    assert quote("a\nb", "'") == '"a\\nb"'


# The types that YAML 1.2's core schema knows, as its chapter 10.3.2 lists them.
CORE = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|"
)
tricky = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("0123456789-:.eExX_+~nNoOyYtTaf #,/?[]{}'\"|>&*!%@`\\\n\t"), max_size=8),
    st.sampled_from([*PLAIN, *QUOTED]),
)


@settings(max_examples=scale(150, 600))
@given(tricky, st.sampled_from(["", "'", '"']), st.booleans())
def test_both_readers_take_the_same_string(value, style, flow):
    written = quote(value, style, flow=flow)
    assert "\n" not in written
    text = f"a: [{written}, {{b: {written}}}]\n" if flow else f"a:\n  - {written}\n  - b: {written}\n"
    tree, problems = read(SourceText("", text))
    assert not problems, text
    node = tree.get("a").values[0]
    assert isinstance(node, YamlText)
    assert (node.value, tree.get("a").values[1].get("b").value) == (value, value)
    if not node.style:
        assert not CORE.fullmatch(value)
        told = yaml.safe_load(text)["a"][0]
        assert told == value or (re.fullmatch(r"\d{4}-\d\d-\d\d", value) and str(told) == value)


def test_a_day_that_does_not_exist_is_no_crash_for_yaml_readers():
    assert quote("2025-02-31") == "'2025-02-31'"
