"""One sentence a line: the article says the same to a reader, to a record and to Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.growing import grows_in_proportion
from support.projects import FRONT, communique
from support.tiers import scale

from generator import pipeline
from generator.articles import read_article
from generator.articles.sentence_lines import sentence_lines
from generator.text.source import SourceText

WORDS = (
    *(
        "Ann Roe met Bo.",
        "He left!",
        "Dr. Roe spoke on Dec. 2.",
        "“Yes. No.”",
        "1.",
        "2)",
        "-",
        "+",
        "*",
        "#",
        "##",
        ">",
    ),
    *("=", "===", "---", "***", "* * *", "|", "a | b.", "--- | ---", "```", "~~~", ":::", ":", "<div>", "<!--", "[x]:"),
    *(
        "[^1]",
        "[^1]:",
        "[a. B](/u)",
        "[a. B]",
        "![a. B](/u)",
        "`a. B`",
        "`",
        "**Bold.**",
        "*A.* B",
        "~~a. B~~",
        "__",
        "\\",
    ),
    *(
        "[Roe]{person=ann-roe}.",
        "[He met. Bo left.]{meeting=2025-12-02-x status=held}",
        "[Bo",
        "came.]{person=bo-lind}",
    ),
    *('[Roe]{person=ann-roe role="Dr. A. B"}', "[“No. Never.”]{.quote by=ann-roe}", "::: {topic=talks}", "a]{", "\\["),
    *(
        "今天开会。",
        "明天再说。",
        "ประชุมวันนี้",
        "; Κύριε.",
        "&amp;",
        "&nbsp;",
        "http://a.b/c.",
        "<http://a.b>",
        "[r]: /u",
        "é.",
    ),
)
JOINTS = (
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "  \n",
    "\\\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  ",
    "\n    ",
    "\n\n1. ",
    "",
    "\r\n",
)
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=24)
TEXTS = PIECES.map(lambda pieces: "".join(word + joint for word, joint in pieces))
LANGUAGES = st.sampled_from(["en", "zh", "de", "uk", "el", "th"])
STRUCTURE = re.compile(
    r"[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|>|`{3}|~{3}|=+\s*$|-+\s*$|\||<|\[[^\]]*\]:|\[\^|:::"
)


def laid_out(text: str, language: str = "en") -> str:
    front = FRONT.replace("language: en", f"language: {language}")
    source, _ = sentence_lines(SourceText("content/articles/a.md", front + text))
    assert source.text.startswith(front)
    return source.text.removeprefix(front)


def meaning(text: str, language: str = "en") -> object:
    front = FRONT.replace("language: en", f"language: {language}")
    article, _ = read_article(SourceText("content/articles/a.md", front + text))
    if article is None:
        return None
    html = re.sub(r"[ \t]+", " ", article.html)
    values = [
        (each.kind, each.id, each.label, [(a.key, a.value) for a in each.attributes]) for each in article.annotations
    ]
    texts = [[re.sub(r"\s+", " ", block.text[slice(*s)]) for s in block.sentences] for block in article.blocks]
    return html, values, texts, article.anchors


@given(TEXTS, LANGUAGES)
@settings(max_examples=scale(120, 800), deadline=None)
def test_it_says_the_same_and_is_done_once(text: str, language: str):
    done = laid_out(text, language)
    assert meaning(done, language) == meaning(text, language)
    assert laid_out(done, language) == done
    assert re.sub(r"[\s>]+", "", done) == re.sub(r"[\s>]+", "", text)


SOFT = st.tuples(
    st.sampled_from([word for word in WORDS if "`" not in word and word != "\\"]),
    st.sampled_from([" ", "\n", "  ", "\r\n"]),
)


@given(st.lists(SOFT, max_size=24).map(lambda pieces: "Begin. " + "".join(word + joint for word, joint in pieces)))
@settings(max_examples=scale(80, 600), deadline=None)
def test_no_line_begins_as_markdown_structure(text: str):
    article, _ = read_article(SourceText("a.md", FRONT + text))
    if article and len(article.blocks) == 1 and re.fullmatch(r"<p[^>]*>[^\n]*</p>\n", article.html):
        assert [line for line in laid_out(text).strip().splitlines()[1:] if STRUCTURE.match(line)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met. She\nleft.", "He met.\nShe left."),
        ("Dr. Roe met. 1. One.", "Dr. Roe met. 1. One."),
        ("> One. Two\nthree.", "> One.\n> Two three."),
        ("1. One. Two.\n\n   Three. Four.", "1. One.\n   Two.\n\n   Three.\n   Four."),
        ("- > One. Two.", "- > One.\n  > Two."),
        ("One.  Two.", "One.\nTwo."),
        ("One. Two  \nthree. Four\\\nfive.", "One.\nTwo  \nthree.\nFour\\\nfive."),
        ("今天开会。明天\n再说。", "今天开会。明天 再说。"),
        ("[One. Two.]{topic=a} [Three. Four](/u).", "[One.\nTwo.]{topic=a}\n[Three. Four](/u)."),
        ("One. `Two. Three` four.", "One.\n`Two. Three` four."),
        ("One. | Two", "One. | Two"),
        ("One.\n2. Two", "One. 2. Two"),
        ("One. Two.\n===\n\n# Three. Four\n\n    Five. Six\n", "One. Two.\n===\n\n# Three. Four\n\n    Five. Six\n"),
        ("One.\r\nTwo. Three.\r\n", "One.\r\nTwo.\r\nThree.\r\n"),
    ],
)
def test_examples(text: str, expected: str):
    if "\r" in text:
        source, _ = sentence_lines(SourceText("a.md", FRONT.replace("\n", "\r\n") + text))
        assert source.text == FRONT.replace("\n", "\r\n") + expected
    else:
        assert laid_out(text) == expected


def test_a_long_article_takes_time_in_proportion():
    one, other = "[Ann Roe]{person=ann-roe} met **Bo**. He said no. - Why? [x. Y](/u) ", "One. Two\nthree. "
    assert grows_in_proportion(lambda size: laid_out(one * size + "\n\n" + other * 2 * size), 100)


def test_records_and_ledgers_stay_as_they_are(tmp_path):
    body = (
        "[Ann Roe]{person=ann-roe role=envoy} met. [He said\n[“no. Never.”]{.quote by=ann-roe}. She left.]{topic=x}\n"
    )
    path = tmp_path / "content/articles/2025-12-04-a.md"
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + body, "utf-8")
    assert communique(tmp_path, "extract")[0] == 0
    before = {each: each.read_bytes() for each in tmp_path.rglob("content/*/*/*") if each.is_file()}
    assert communique(tmp_path, "fmt", "2025-12-04-a", "--check")[0] == 1
    assert communique(tmp_path, "fmt", "2025-12-04-a")[0] == 0
    assert path.read_text("utf-8") != FRONT + body
    assert communique(tmp_path, "fmt", "2025-12-04-a", "--check") == (0, "nothing to change\n")
    assert communique(tmp_path, "extract") == (0, "nothing to change\n")
    assert {each: each.read_bytes() for each in before} == before
    changes, problems = pipeline.extract(tmp_path)
    assert not changes
    assert not problems
