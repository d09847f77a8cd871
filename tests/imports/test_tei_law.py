"""Imported text renders as it was, and its annotations land at their words, whatever the words are."""

from xml.sax.saxutils import escape, quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiers import scale

from generator.articles import read_article
from generator.importers.marked_text import marked_markdown
from generator.importers.tei import read_tei
from generator.text.source import SourceText

FRONT = "---\ntitle: A text\ndate: 2025-01-01\n---\n\n"
HARD = [
    "]{",
    "](x)",
    "{person=x}",
    "**",
    "_a_",
    "*",
    "~~",
    "`",
    "#",
    "# ",
    "1. ",
    "- ",
    "> ",
    "|",
    "::: {a=b}",
    "!",
    "&amp;",
]
HARD += [
    "<b>",
    "\\",
    "[^1]",
    "---",
    "=",
    "+",
    "https://example.org",
    "a_b",
    "é",
    "e\u0301",
    "👩‍🚀",
    "שלום",
    "ab\u202eba",
    "中文",
]
HARD += ["\u00a0", "\t", "\n", "“", "'", '"', ":", "$", "@", "(c)"]
words = st.lists(st.one_of(st.sampled_from(HARD), st.text("ab .,_*[]{}!", max_size=4)), max_size=5).map("".join)
piece = st.tuples(words, st.booleans())
blocks = st.lists(
    st.tuples(st.sampled_from(["p", "head", "item", "cell"]), st.lists(piece, min_size=1, max_size=5)),
    min_size=1,
    max_size=4,
)


def xml_of(block: tuple[str, list[tuple[str, bool]]]) -> str:
    name, pieces = block
    inner = "".join(
        f"<persName ref={quoteattr('#p')}>{escape(text)}</persName>" if is_marked else escape(text)
        for text, is_marked in pieces
    )
    outer = {
        "head": ("<div>", "</div>"),
        "item": ("<list>", "</list>"),
        "cell": ("<table><row>", "</row></table>"),
    }.get(name, ("", ""))
    return f"{outer[0]}<{name}>{inner}</{name}>{outer[1]}"


def folded(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=scale(60, 1_500), deadline=None)
@given(blocks)
def test_the_text_is_as_it_was_and_marks_are_at_their_words(drawn: list[tuple[str, list[tuple[str, bool]]]]):
    xml = f"<TEI><text><body><p>Begin</p>{''.join(map(xml_of, drawn))}</body></text></TEI>"
    file, problems = read_tei(SourceText("a.xml", xml), "a")
    assert not problems
    assert file
    (document,) = file.documents
    body = marked_markdown(document.blocks, lambda _: "{person=ann-roe}")
    article, faults = read_article(SourceText("content/articles/a.md", FRONT + body))
    assert article, faults
    texts = [folded("".join(text for text, _ in pieces)) for _, pieces in drawn]
    assert [folded(block.text) for block in article.blocks if block.text.strip()] == ["Begin", *filter(None, texts)]
    labels = [folded(text) for _, pieces in drawn for text, is_marked in pieces if is_marked and folded(text)]
    assert [folded(each.label) for each in article.annotations] == labels
