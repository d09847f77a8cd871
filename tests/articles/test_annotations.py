"""What annotations say: the grammar, one article at a time."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt
from support.projects import SHORT_FRONT as FRONT

from generator.articles import read_article
from generator.articles.annotations import annotated, faults_of
from generator.text.source import SourceText


def article(text):
    found, problems = read_article(SourceText("content/articles/talks.md", FRONT + text))
    assert problems == ()
    return found


def one(text):
    annotations = article(text).annotations
    assert len(annotations) == 1
    return annotations[0]


def hrefs(found):
    return [unescape(href) for href in re.findall(r'<a href="([^"]*)"', found.html)]


def test_a_person():
    marin = one("Then [Marin]{person=vladimir-marin} spoke.")
    assert (marin.kind, marin.id, marin.label, marin.attributes) == ("person", "vladimir-marin", "Marin", ())
    assert marin.span.text == "[Marin]{person=vladimir-marin}"
    assert marin.head.text == "person=vladimir-marin"
    assert (marin.block, marin.start, marin.end, marin.parent, marin.is_block) == (0, 5, 10, -1, False)


def test_attributes_keep_their_order_and_places():
    westoff = one('[Westoff]{person=steve-westoff role="special envoy" country=us}')
    assert [(a.key, a.value) for a in westoff.attributes] == [("role", "special envoy"), ("country", "us")]
    assert [a.span.text for a in westoff.attributes] == ['role="special envoy"', "country=us"]
    assert [a.value_span.text for a in westoff.attributes] == ['"special envoy"', "us"]


def test_a_quotation_has_no_id():
    quote = one("[“reasonably good”]{.quote by=donald-frost}")
    assert (quote.kind, quote.id, quote.head.text) == ("quote", None, ".quote")
    assert quote.get("by") == "donald-frost"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a:b_C-9", "a:b_C-9"),
        ('"a b"', "a b"),
        (r'"the \"plan\""', 'the "plan"'),
        (r'"C:\\"', "C:\\"),
        ('"special\n  envoy"', "special envoy"),
        ('"{a} [b] (c)"', "{a} [b] (c)"),
        ('"2025-12-02/2025-12-04"', "2025-12-02/2025-12-04"),
        ('"🙂 ё"', "🙂 ё"),
    ],
)
def test_values(written, value):
    assert one(f"[x]{{person=x role={written}}}").get("role") == value


def test_a_head_may_have_any_value():
    assert one('[then]{date="2025-12-02/.."}').id == "2025-12-02/.."
    assert one("[then]{date=2025-12-02}").id == "2025-12-02"


def test_blanks_inside_the_braces_don_t_matter():
    assert one("[x]{ person=x\n\tas=mentioned }").get("as") == "mentioned"


def test_annotations_nest():
    found = article(
        "[[Westoff]{person=a} met [[the] host]{person=b} on [Tuesday]{date=2025-12-02}]{meeting=m}"
    ).annotations
    assert [(a.kind, a.parent, a.label) for a in found] == [
        ("meeting", -1, "Westoff met [the] host on Tuesday"),
        ("person", 0, "Westoff"),
        ("person", 0, "[the] host"),
        ("date", 0, "Tuesday"),
    ]


def test_eight_annotations_around_one_is_the_most():
    text = "[" * 8 + "x" + "".join(f"]{{topic=t{n}}}" for n in range(8))
    assert [a.parent for a in article(text).annotations] == list(range(-1, 7))


def test_a_block_holds_paragraphs():
    text = 'Before.\n\n::: {meeting=m name="Talks"}\n[Marin]{person=p}\nspoke.\n\nThey left.\n:::\n\nAfter.\n'
    meeting, marin = article(text).annotations
    assert meeting.is_block
    assert meeting.span.text == text[text.index(":::") : text.rindex(":::") + 3]
    assert meeting.label == "Marin spoke. They left."
    assert (meeting.block, meeting.start, meeting.end) == (1, 0, len("Marin spoke."))
    assert [a.span.text for a in meeting.attributes] == ['name="Talks"']
    assert (marin.parent, marin.block) == (0, 1)


def test_the_innermost_block_closes():
    found = article("::: {meeting=a}\n\n::: {topic=b}\nx\n:::\n\n[y]{person=c}\n:::\n\n[z]{person=d}").annotations
    assert [(a.id, a.parent) for a in found] == [("a", -1), ("b", 0), ("c", 0), ("d", -1)]


@pytest.mark.parametrize(
    "text",
    [
        "> ::: {meeting=m}\n> [x]{person=p}\n> :::",
        "> ::: {meeting=m}\n> - [x]{person=p}\n>\n>   more\n> :::\n> after",
        "- ::: {meeting=m}\n  [x]{person=p}\n  :::\n- two",
        "1. one\n\n   > ::: {meeting=m}\n   > # [x]{person=p}\n   > :::",
        "::: {meeting=m}\n> [x]{person=p}\n:::",
        "::: {meeting=m}\n- a\n- [x]{person=p}\n:::\nafter",
        "::: {meeting=m}\n| a |\n|---|\n| [x]{person=p} |\n:::\nafter",
        "::: {meeting=m}\n```\n:::\n```\n[x]{person=p}\n:::",
        "::: {meeting=m}\n[x]{person=p}\n\n    :::\n:::",
        "::: {meeting=m}\n\n\n[x]{person=p}\n===\n:::   ",
        ":::{meeting=m}\n[x]{person=p}\n:::",
        "before\n::: {meeting=m}\n[x]{person=p}\n:::",
    ],
)
def test_a_block_stands_in_quotes_lists_and_around_them(text):
    meeting, x = article(text).annotations
    assert (meeting.kind, meeting.is_block, x.kind, x.parent) == ("meeting", True, "person", 0)
    assert meeting.span.text.startswith(":::")
    assert meeting.span.text.endswith("\n:::") or meeting.span.text.endswith(" :::")
    assert x.span.text == "[x]{person=p}"


def test_a_block_without_text():
    meeting = one("::: {meeting=m}\n```\ncode\n```\n:::")
    assert (meeting.label, meeting.block, meeting.start, meeting.end) == ("", -1, 0, 0)


def test_an_annotation_stands_in_the_text_of_a_link_and_holds_links():
    inside, around = article(
        "[the [envoy]{person=a} said](https://e.org) and [the [host](https://e.org)]{person=b}"
    ).annotations
    assert (inside.label, around.label) == ("envoy", "the host")


def test_an_annotation_is_stronger_than_the_definition_of_a_link():
    found = article("[Marin]: [Moscow]{place=moscow}")
    assert [a.label for a in found.annotations] == ["Moscow"]
    assert found.blocks[0].text == "[Marin]: Moscow"
    found = article("[Marin]{person=p} and [x][Marin]{person=q}\n\n[Marin]: /p\n[x]: /x")
    assert [a.id for a in found.annotations] == ["p", "q"]
    assert hrefs(found) == ["/x"]


def test_a_definition_s_label_may_be_annotated_elsewhere():
    found = article("[Marin]{person=p} [Marin]\n\n[Marin]: /marin")
    assert hrefs(found) == ["/marin"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"[Marin]\{person=p}", "[Marin]{person=p}"),
        ("`[Marin]{person=p}`", "[Marin]{person=p}"),
        ("`` a`]{ ``", "a`]{"),
        ("{n=1} and { x=2 }", "{n=1} and { x=2 }"),
        ("x_{i=1} f(x){y=2}", "x_{i=1} f(x){y=2}"),
        ("[1] {see below}", "[1] {see below}"),
        ("[1], {n=1}", "[1], {n=1}"),
        ("a &#93;{person=p}", "a ]{person=p}"),
        ("::: warning", "::: warning"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_what_is_no_annotation_stays_text(text, seen):
    found = article(text)
    assert found.annotations == ()
    assert [block.text for block in found.blocks] == [seen]


def test_an_exclamation_before_an_annotation_makes_no_image():
    found = article("Wow![Marin]{person=p}!\n\n[p]: /x")
    assert (found.blocks[0].text, found.annotations[0].span.text) == ("Wow!Marin!", "[Marin]{person=p}")


def test_an_image_can_be_annotated_as_a_whole():
    assert one("[![The *Kremlin*](k.png)]{place=kremlin}").label == "The Kremlin"


def test_labels_are_what_a_reader_sees():
    text = "[a *b*\n  `c  d` &amp; \\] e\\\nf]{person=p}"
    found = article(text)
    assert found.annotations[0].label == "a b c d & ] e f"
    assert found.blocks[0].text == "a b c  d & ] e f"


def test_braces_in_html_are_refused_where_html_is_read():
    env = {}
    markdown = MarkdownIt("commonmark").use(annotated)
    text = "para\n\n<div>\n[Marin]{person=p} [x]{y=z}\n</div>\n\na <b title=']{'> c"
    markdown.render(text, env)
    faults = faults_of(env)
    assert [(fault.rule, text[fault.start : fault.end]) for fault in faults] == [("annotation-is-text", "]{")] * 3
    assert [fault.start for fault in faults] == [text.index("]{p"), text.index("]{y"), text.index("]{'")]


@pytest.mark.parametrize("text", ["[" * 50_000, "[" * 5_000 + "x" + "]{topic=t}" * 5_000, "::: {topic=t}\n" * 3_000])
def test_deep_nesting_never_crashes(text):
    read_article(SourceText("content/articles/a.md", FRONT + text))


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_text_that_markdown_would_drop_is_refused(mark):
    found, problems = read_article(SourceText("content/articles/a.md", FRONT + mark * 30 + "[Marin]{person=p}"))
    assert found is None
    assert {problem.rule for problem in problems} == {"nesting-is-shallow"}


def test_the_id_is_the_file_s_name():
    found, _ = read_article(SourceText("content/articles/2025/talks-in-moscow.md", FRONT))
    assert found.id == "talks-in-moscow"
