"""Where text stands that was taken from another text: cells of a table's row, lines, and blocks in an article."""

import pytest
from markdown_it import MarkdownIt

from generator.articles.annotations import annotated, faults_of
from generator.articles.attributes import AnnotationFault, AttributePair, Attributes
from generator.articles.brackets import Mark
from generator.articles.positions import Offsets, cells, line_starts, of_cell, of_lines, with_line_feeds

CELLS = {
    "| a | b |": [" a ", " b "],
    "a | b": ["a ", " b"],
    "a": ["a"],
    "  ": ["  "],
    "|": [],
    "||": [""],
    " \t| a |\v\f": [" a "],
    r"a \| b | c": [r"a \| b ", " c"],
    "\u00a0| a |\u00a0": ["\u00a0", " a ", "\u00a0"],
    "X| a |X": ["X", " a ", "X"],
}


@pytest.mark.parametrize(("row", "expected"), CELLS.items())
def test_a_row_has_its_cells(row, expected):
    text = f"|x|\n{row}\n|y|"
    ranges = cells(text, 4, 4 + len(row))
    assert [text[start:end] for start, end in ranges] == expected


@pytest.mark.parametrize("content", ["aa|ba|c", "|", "a", "c|"])
def test_each_character_of_a_cell_is_found(content):
    written = content.replace("|", r"\|")
    text = rf"| a\|b | {written} | a\|c |"
    start = text.index(f" {written} |")
    offsets = of_cell(content, text, start, start + len(written) + 2)
    found = [offsets.at(i) for i in range(len(content))]
    assert "".join(text[at] for at in found) == content
    assert found[0] >= start
    assert found[-1] < start + len(written) + 1
    assert len(offsets.starts) == content.lstrip("|").count("|") + 1


def test_an_empty_cell_stands_where_it_begins():
    assert of_cell("", "| a |", 2, 4) == Offsets((0,), (2,))


def test_lines_begin_behind_line_feeds_and_end_with_the_text():
    assert line_starts("a\n\nbc") == (0, 2, 3, 5)


def read(text):
    env = {}
    tokens = MarkdownIt("commonmark").enable("table").use(annotated).parse(text, env)
    return tokens, [(fault.rule, fault.start, text[fault.start : fault.end]) for fault in faults_of(env)]


def test_a_block_annotation_is_a_pair_of_tokens_over_its_lines():
    text = "a\n\n::: {topic=t}\nb\n\n:::\nc\n"
    tokens, faults = read(text)
    opening, closing = (token for token in tokens if token.type.startswith("annotation_block"))
    assert (opening.tag, opening.nesting, opening.map) == ("div", 1, [2, 6])
    assert (closing.tag, closing.nesting) == ("div", -1)
    line_end = text.index("\nb")
    mark = Mark(3, line_end, text.index(":::\nc") + 3, Attributes(AttributePair("topic", "t", 8, 15, 14), (), line_end))
    assert (opening.meta["annotations"], faults) == (mark, [])


@pytest.mark.parametrize("rest", ["x", "X", "\u00a0"])
def test_text_behind_a_blocks_braces_is_refused_in_its_place(rest):
    text = f"{rest}a\n\n::: {{topic=x}} {rest}\nb\n:::\n\n{rest}"
    assert read(text)[1] == [("fence-is-alone", text.index("} ") + 2, rest)]


def test_blocks_side_by_side_are_not_deep_and_leave_no_depth_behind():
    text = "::: {topic=t}\nx\n:::\n\n" * 9 + "[" * 8 + "x" + "]{topic=t}" * 8
    assert read(text)[1] == []


LABELS = {
    "   # # [y]{x y}\n": "x",
    "a [a]\n\n# [y]{x y}\n": "x",
    "| [x]{person=p} | [y]{x y} |\n|---|---|\n": "x",
    "| a | b |\n|---|---|\n| [y]{x y} |\n": "x",
    "| a | b |\n|---|---|\n   | \\| [y]{x y} | [y]{person=p}\n": "x",
    "\\![the [y]{person=p}](/u) [y]{x y}\n": "x",
    "`]{` \\x [y]{x y} [z]\n": "x",
}


@pytest.mark.parametrize(("text", "word"), LABELS.items())
def test_a_fault_in_any_block_has_its_place(text, word):
    tokens, faults = read(text)
    assert tokens
    assert faults == [("annotation-has-head", text.index("{x y") + 1, word)]


NONE = {
    r"\![the [y]{person=p}](/u)": "an image that is none, for its mark is escaped",
    "![a](/u)[y]{person=p}": "an image before an annotation",
    "[[a]](/u) [b [c](/u) d][e]": "links in brackets",
    "[[y]{person=p}][z] [z]\n\n[z]: /u": "an annotation as the text of a link by name",
    "a { [y]{person=p} } {": "braces alone",
    "{[y]{person=p}}": "braces around an annotation",
    "a][y]{person=p}": "a bracket that closes none, right before an annotation",
    "b <[y]{person=p} `[y]{person=p}": "a sign of a tag and one of code, alone, right before annotations",
    "<http://e.org/> [y]{person=p}": "an address before an annotation",
    "[b [c](/u) d][e] [y]{person=p}": "a link in brackets, and brackets behind it",
    "a](/u) ![P]{person=p}": "a mark of an image before an annotation, behind half a link",
    "a](/u) [P [x]{person=p}": "a bracket that nothing closes, behind half a link",
    "[x]{topic=t}" * 9: "annotations side by side, however many",
}


@pytest.mark.parametrize("text", NONE, ids=NONE.values())
def test_what_is_sound_is_not_refused(text):
    tokens, faults = read(text)
    inline = next(token for token in tokens if token.type == "inline")
    assert faults == []
    assert sum(child.type == "annotation_open" for child in inline.children) == text.count("]{")


REFUSED = {
    "a]{topic=t} [b]{topic=t}": [("annotation-is-whole", 1, "]{")],
    "a] b]{topic=t} c]{topic=t}": [("annotation-is-whole", 4, "]{"), ("annotation-is-whole", 16, "]{")],
    r"[x\]{topic=t} [y\]{topic=t}": [("annotation-is-whole", 2, r"\]{"), ("annotation-is-whole", 16, r"\]{")],
    "[a](</]{/]{>)": [("annotation-is-text", 6, "]{")],
    "<a title=']{'> ]{": [("annotation-is-text", 10, "]{"), ("annotation-is-whole", 15, "]{")],
    "[y]{x y}[z]{v w}": [("annotation-has-head", 4, "x"), ("annotation-has-head", 12, "v")],
    r"x\]{topic=t}": [("annotation-is-whole", 1, r"\]{")],
    r"x\]{[y]{v w}": [("annotation-is-whole", 1, r"\]{"), ("annotation-has-head", 8, "v")],
    "[x]{[y]{v w}": [("annotation-has-head", 4, "[y]"), ("annotation-has-head", 8, "v")],
    "[a] {topic=t": [("annotation-is-attached", 4, "{topic=t")],
    "[a](/u) {topic=t}": [("annotation-is-attached", 8, "{topic=t}")],
    "![[a]{topic=t} [b]{topic=u}](/u)": [
        ("annotation-is-text", 15, "[b]{topic=u}"),
        ("annotation-is-text", 2, "[a]{topic=t}"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.items())
def test_what_is_refused_has_its_place(text, expected):
    assert read(text)[1] == expected


@pytest.mark.parametrize("text", ["a\r\nb\r\r\nc\nd\r\n\r\ne", "xy\r\na\rb", "a"])
@pytest.mark.parametrize("start", [0, 1, 4])
def test_each_character_behind_the_front_matter_is_found_whatever_ends_the_lines(text, start):
    plain, offsets = with_line_feeds(text, start)
    assert plain == text[start:].replace("\r\n", "\n").replace("\r", "\n")
    for at, character in enumerate(plain):
        found = text[offsets.at(at)]
        assert found == character or (character, found) == ("\n", "\r")


def test_a_place_ends_behind_its_last_character_and_before_what_was_left_out():
    offsets = Offsets((0, 2, 4), (10, 20, 30))
    assert [offsets.at(at) for at in range(6)] == [10, 11, 20, 21, 30, 31]
    assert (offsets.range(0, 2), offsets.range(1, 3), offsets.range(2, 2)) == ((10, 12), (11, 21), (20, 20))
    assert Offsets((0, 5), (0, 2)).at(4) == 2


def test_no_text_stands_where_its_line_begins():
    assert of_lines("", "a\n# \n", [2]) == Offsets((0,), (2,))


def test_an_annotation_is_a_pair_of_tokens():
    tokens, _ = read("[x]{person=p}")
    opening, closing = (child for child in tokens[1].children if child.type.startswith("annotation"))
    assert (opening.tag, opening.nesting, closing.tag, closing.nesting) == ("span", 1, "span", -1)


def test_an_annotation_that_another_plugin_swallows_is_told():
    def swallow(state, _silent):
        found = state.src.startswith("%[", state.pos)
        state.pos = state.src.index("%", state.pos + 1) + 1 if found else state.pos
        return found

    env = {}
    markdown = MarkdownIt("commonmark").use(annotated)
    markdown.inline.ruler.before("annotation", "swallow", swallow)
    markdown.parse("a\n\nb %[x]{person=p}% [y]{person=q}", env)
    assert faults_of(env) == (
        AnnotationFault(
            "annotation-is-whole",
            "this annotation crosses other Markdown",
            "separate it from the Markdown around it",
            6,
            19,
        ),
    )


def test_a_text_that_another_plugin_made_has_places_of_its_own():
    def title(state, _start, _end, _silent):
        state.push("inline", "", 0).content = state.src.rstrip()
        state.line += 1
        return True

    env = {}
    markdown = MarkdownIt("commonmark").use(annotated)
    markdown.block.ruler.before("paragraph", "title", title)
    markdown.parse("[" * 8 + "x" + "]{topic=t}" * 8 + " and [y]{z w}\n", env)
    assert [(fault.rule, fault.start) for fault in faults_of(env)] == [("annotation-has-head", 98)]


def test_html_with_braces_is_told_wherever_it_stands():
    text = "[x]{y z}\n\n<b>\n]{\n\n[x]{person=p}\n\n<b>\n]{\n"
    env = {}
    MarkdownIt("commonmark").use(annotated).parse(text, env)
    found = faults_of(env)
    assert [(fault.rule, fault.start) for fault in found] == [
        ("annotation-has-head", 4),
        ("annotation-is-text", 14),
        ("annotation-is-text", text.rindex("]{")),
    ]
    assert found[1].message == "`]{` inside HTML"
    assert found[1].hint == "annotations work only in Markdown: write the paragraph without tags"


def test_the_rules_go_by_their_name():
    env = {}
    markdown = MarkdownIt("commonmark").use(annotated).disable("annotation")
    tokens = markdown.parse("::: {topic=t}\nx\n:::\n", env)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_a_line_of_colons_is_text_where_no_block_is_open():
    tokens, faults = read("a\n:::\nb\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert faults == [("fence-is-opened", 2, ":::")]


INTERRUPTS = {
    "a\n# b\n": "heading_open",
    "> a\n# b\n": "heading_open",
    "a\n| b |\n|---|\n": "table_open",
    "a\n::: {topic=t}\n:::\n": "annotation_block_open",
    "> a\n::: {topic=t}\n:::\n": "annotation_block_open",
    "- a\n::: {topic=t}\n:::\n": "annotation_block_open",
}


@pytest.mark.parametrize(("text", "kind"), INTERRUPTS.items())
def test_a_block_ends_the_paragraph_before_it(text, kind):
    tokens, faults = read(text)
    assert [token.level for token in tokens if token.type == kind] == [0]
    assert faults == []


@pytest.mark.parametrize("text", ["    ::: {topic=t}\n    x\n    :::\n", "    [x]{y z}\n", "```\n[x]{y z}\n```\n"])
def test_code_stays_as_it_is(text):
    tokens, faults = read(text)
    assert [token.type for token in tokens] == ["fence" if text.startswith("`") else "code_block"]
    assert faults == []


def test_a_block_annotation_stands_inside_seventeen_quotes_and_no_more():
    tokens, faults = read("> " * 17 + "::: {topic=t}\n" + "> " * 17 + "[x]{y z}\n" + "> " * 17 + ":::\n")
    assert sum(token.type == "annotation_block_open" for token in tokens) == 1
    assert [rule for rule, _, _ in faults] == ["annotation-has-head"]
    tokens, faults = read("> " * 18 + "::: {topic=t}\n")
    assert tokens
    assert faults == [("fence-is-plain", 36, "::: {topic=t}")]


LINKS = {
    "[the [y]{person=p}][z] [z] [w][z] [z][]": [("/u", "the y"), ("/u", "z"), ("/u", "w"), ("/u", "z")],
    "[w][z]{topic=t} [z]{topic=t} [w][z]": [("/u", "w")],
    "[w][z \\] a] [y]{person=p}": [("/v", "w")],
    "[w](/x) ![i](/i) [y]{person=p}": [("/x", "w")],
    "[a [b](/b) [y]{person=p}](/c)": [("/b", "b")],
    "[a [b](/b) c](/c)": [("/b", "b")],
    "[][c`] [y`]{person=p}": [("/w", "")],
    "[y]{person=p} ![[b](/b)](/i) [w][z]": [("/u", "w")],
}


@pytest.mark.parametrize(("text", "expected"), LINKS.items())
def test_links_by_name_stand_beside_annotations(text, expected):
    tokens, faults = read(f"{text}\n\n[z]: /u\n[z \\] a]: /v\n[c`]: /w\n")
    assert (links(tokens[1].children), faults) == (expected, [])


def links(children):
    """The address and the words of each link."""
    found = []
    for child in children:
        if child.type == "link_open":
            found.append((child.attrs["href"], ""))
            is_open = True
        elif child.type == "link_close":
            is_open = False
        elif found and is_open:
            found[-1] = (found[-1][0], found[-1][1] + child.content)
    return found


def test_the_description_of_an_image_is_read_by_itself():
    tokens, faults = read("[y]{person=p} ![[b](/b)](/i)")
    image = tokens[1].children[-1]
    assert [child.type for child in image.children] == ["link_open", "text", "link_close"]
    assert faults == []
