"""Files from elsewhere as articles: their own words, their metadata, and a word for what is no text."""

import json
import re
import socket
import sys
import zlib
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiers import scale

from generator.articles import read_article
from generator.articles.model import Author
from generator.importers import Metadata, article_text, import_article
from generator.importers.formats import unusable
from generator.importers.front_matter import front_lines
from generator.importers.markdown import plain, to_markdown
from generator.importers.model import ImportedBlock
from generator.text.source import SourceText

LONG = (
    "Ann Roe met Bo Lind in Geneva on Tuesday, and they spoke for two hours about the border between the two countries."
)
MORE = "Nothing else was said about it by anybody in the room, an official told reporters on the evening of that day."
STAMP = '<meta property="article:published_time" content="{}">'
PIECES = st.sampled_from(
    [
        *(
            "]{",
            "]{person=x}",
            "[",
            "]",
            "{.quote by=x}",
            "[a](b)",
            "[a]: /u",
            "![a](b)",
            "[^1]",
            "[^1]: x",
            "\\",
            "`",
            "```",
        ),
        *(
            "*",
            "**",
            "_",
            "a_b",
            "__",
            "~~",
            "#",
            "# x",
            "##",
            "-",
            "- x",
            "+ x",
            "1.",
            "1. x",
            "2)",
            ">",
            "|",
            "a | b",
        ),
        *(
            "--- | ---",
            "---",
            "===",
            ":::",
            "::: {topic=x}",
            "<b>",
            "<script>",
            "<http://a.b>",
            "&amp;",
            "&#60;",
            "&",
            "http://a.b",
        ),
        *(
            "A. B",
            "“Yes.”",
            "Dr. Roe",
            "今天。",
            "明天",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "\x00",
            "\x1b",
            "\u2028",
            "\u00a0",
            "\ufeff",
            "é",
            "😀",
        ),
    ]
)
HOSTILE = (
    st.lists(PIECES, max_size=16).map(" ".join) | st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30)
)
BLOCKS = st.lists(
    st.builds(
        ImportedBlock,
        st.sampled_from(["paragraph", "heading", "item", "quote"]),
        st.lists(HOSTILE, min_size=1, max_size=3),
    ),
    max_size=5,
)


def shown(markdown: str) -> list[str]:
    front = "---\ntitle: T\ndate: 2025-12-02\n---\n\n"
    article, problems = read_article(SourceText("a.md", front + markdown))
    assert article
    assert not problems
    assert not article.annotations
    return [re.sub(r"\s+", " ", block.text).strip() for block in article.blocks]


def words(line: str) -> str:
    return re.sub(r"\s+", " ", plain(line)).strip()


@given(BLOCKS)
@settings(max_examples=scale(150, 1000), deadline=None)
def test_hostile_text_shows_its_own_words(blocks: list[ImportedBlock]):
    expected = [" ".join(filter(None, map(words, block.lines))) for block in blocks]
    assert list(filter(None, shown(to_markdown(blocks)))) == list(filter(None, expected))


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=3), min_size=1, max_size=3))
@settings(max_examples=scale(60, 400), deadline=None)
def test_hostile_tables_show_their_own_words(rows: list[list[str]]):
    markdown = to_markdown([ImportedBlock("row", tuple(row)) for row in rows])
    assert [text for text in shown(markdown) if text] == [text for row in rows for cell in row if (text := words(cell))]


@given(HOSTILE, HOSTILE)
@settings(max_examples=scale(60, 400), deadline=None)
def test_any_text_becomes_a_valid_article(title: str, text: str):
    made, _ = import_article("a.txt", f"{title}\n\n{text}".encode("utf-8", "replace"))
    if made:
        known = Metadata(title=plain(title) or "T", date="2025-12-02", author=plain(text), publisher="On")
        written, problems = article_text("a.md", known, made.body)
        assert not problems
        assert article_text("a.md", known, made.body)[0] == written
        article, _ = read_article(SourceText("a.md", written))
        assert article
        assert article.front.title.strip() == known.title.strip()


def page(
    head: str = "", body: str = f"<article><p>{LONG}</p><p>{MORE}</p></article>", html: str = '<html lang="en">'
) -> bytes:
    return f"<!doctype html>{html}<head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def metadata(head: str) -> Metadata:
    made, _ = import_article("page.html", page(head))
    assert made
    return made.metadata


def linked(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [data]})}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (STAMP.format("2025-12-02T23:30:00-05:00"), "2025-12-02"),
        (STAMP.format("2025-12-03T04:30:00Z") + linked(datePublished="2025-12-02T23:30:00-05:00"), "2025-12-02"),
        (STAMP.format("2025-12-03T04:30:00Z") + linked(dateModified="2025-12-04T08:00:00-05:00"), "2025-12-02"),
        (STAMP.format("2025-12-02T23:30:00+0200"), "2025-12-02"),
        ('<meta name="DC.date.issued" content="2025-12-02">', "2025-12-02"),
        (linked(datePublished="2025-12-02"), "2025-12-02"),
        ("", ""),
        (STAMP.format("2025-13-42"), ""),
    ],
)
def test_the_day_is_that_of_the_pages_own_zone(head: str, expected: str):
    assert metadata(head).date == expected


def test_a_day_in_utc_alone_is_noted():
    _, problems = import_article("page.html", page(STAMP.format("2025-12-03T04:30:00Z")))
    assert [(each.rule, each.severity) for each in problems] == [("import-is-exact", "warning")]


def test_metadata_of_a_page():
    head = linked(
        headline="Talks",
        author=[{"name": "Ada Kern"}, {"name": "Bo Lind"}],
        publisher={"name": "The Paper"},
        url="https://a.example/b",
    )
    found = metadata(head + '<link rel="canonical" href="https://a.example/talks">')
    both = (Author("Ada Kern"), Author("Bo Lind"))
    known = Metadata("Talks", "", "The Paper", "Ada Kern, Bo Lind", "https://a.example/talks", "en", authors=both)
    assert found == known


@pytest.mark.parametrize(
    ("author", "line"),
    [
        ({"name": "Ada Kern"}, "author: Ada Kern"),
        ([{"name": "Ada Kern"}, {"name": "Ada Kern"}], "author: Ada Kern"),
        ([{"name": "Ada Kern"}, {"name": "Bo Lind"}], "authors: [Ada Kern, Bo Lind]"),
        (
            [{"@type": "Person", "name": "Ada Kern"}, {"@type": "NewsMediaOrganization", "name": "SNA"}],
            "authors: [Ada Kern, {organization: SNA}]",
        ),
        ({"@type": "Organization", "name": "SNA"}, "authors: [{organization: SNA}]"),
    ],
)
def test_several_authors_are_a_list(author: object, line: str):
    found = metadata(linked(headline="Talks", author=author))
    assert [each for each in front_lines(found) if each.startswith("author")] == [line]


def test_authors_of_the_metadata_file_stand_for_all():
    data = json.dumps({"type": "article", "title": "T", "author": [{"family": "Lind", "given": "Bo"}]}).encode()
    head = linked(headline="Talks", author=[{"name": "Ada Kern"}, {"name": "Cy Falk"}])
    made, _ = import_article("page.html", page(head), metadata=("z", data))
    assert made
    assert (made.metadata.author, made.metadata.authors) == ("Bo Lind", ())


@pytest.mark.parametrize("data", [b'{"type": "article",', b'[{"title": "T"', b'{"title": "T" "type": "article"}', b"{"])
def test_broken_json_is_told_where_it_breaks(data: bytes):
    made, problems = import_article("page.html", page(), metadata=("z", data))
    assert made is None
    assert problems[-1].message.startswith("not JSON: line 1, column")


def test_a_day_that_the_metadata_file_gives_is_in_no_doubt():
    data = json.dumps({"type": "article", "title": "T", "issued": {"date-parts": [[2025, 12, 2]]}}).encode()
    made, problems = import_article("page.html", page(STAMP.format("2025-12-03T04:30:00Z")), metadata=("z", data))
    assert made
    assert (made.metadata.date, problems) == ("2025-12-02", ())


@pytest.mark.parametrize(
    ("tag", "expected"), [("uk-UA", "uk"), ("zh-Hant-TW", "zh-Hant"), ("en_US", "en"), ("xx-yy", "")]
)
def test_the_language_is_a_plain_tag(tag: str, expected: str):
    made, _ = import_article("page.html", page(html=f'<html lang="{tag}">'))
    assert made
    assert made.metadata.language == expected


@pytest.mark.parametrize("tag", ["article", "main", "div", 'div class="entry-content"', 'section id="story"', "body"])
def test_the_text_is_found_whatever_holds_it(tag: str):
    name, inside = tag.split(maxsplit=1)[0], f"<h1>Talks</h1><p>{LONG}</p><p>{MORE}</p>"
    made, _ = import_article("page.html", page(body=f"<nav><a href=/>Home</a></nav><{tag}>{inside}</{name}>"))
    assert made
    assert made.body.count(LONG) == 1
    assert made.body.count(MORE) == 1
    assert "Home" not in made.body


def test_a_poor_page_keeps_its_paragraphs():
    body = f"<div class=header><a>Menu</a></div><div id=content><h2>Talks</h2><div>{LONG}<br><br>{MORE}</div></div>"
    made, _ = import_article("page.html", f"<html><body>{body}</body></html>".encode())
    assert made
    assert made.body == f"{LONG}\n\n{MORE}\n"


def test_a_page_that_is_laid_out_with_tables_keeps_its_paragraphs():
    cell = f"<p>{LONG}</p><p>{MORE}</p>"
    made, _ = import_article("page.html", page(body=f"<table><tr><td>{cell}</td></tr></table>"))
    assert made
    assert made.body == f"{LONG}\n\n{MORE}\n"


def test_menus_and_rights_in_cells_of_a_layout_are_left_out():
    menu = "<a href=/>Home</a><br><a href=/w>World</a><br><a href=/s>Sports</a><br>Subscribe now"
    cell = f"<font>{LONG}<br><br>{MORE} <b>More</b> was said. It was late.</font>"
    rows = f"<tr><td>{menu}</td><td>{cell}</td></tr><tr><td colspan=2>Copyright 2031 The Post</td></tr>"
    made, _ = import_article("page.html", page(body=f"<table>{rows}</table>"))
    assert made
    assert "Home" not in made.body
    assert "Copyright" not in made.body
    assert "was said." in made.body


def test_empty_lines_in_a_cell_part_paragraphs():
    made, _ = import_article("page.html", page(body=f"<table><tr><td>{LONG}<br><br>{MORE}</td></tr></table>"))
    assert made
    assert made.body == f"{LONG}\n\n{MORE}\n"


def test_captions_of_figures_are_kept():
    figure = (
        "<figure><img src=a.jpg><figcaption>Envoys at the lake. <small>Photo: Eva Roe</small></figcaption></figure>"
    )
    made, _ = import_article("page.html", page(body=f"<article><p>{LONG}</p>{figure}<p>{MORE}</p></article>"))
    assert made
    assert made.body == f"{LONG}\n\nEnvoys at the lake. Photo: Eva Roe\n\n{MORE}\n"


def test_pages_in_other_encodings():
    text = (
        "Анна Рое зустрілася з Бо Ліндом у Женеві у вівторок, і вони дві години говорили про кордон між двома країнами."
    )
    bare = f"<html><head>@</head><body><article><p>{text}</p><p>{text} Так.</p></article></body></html>"
    for name, mark in (("windows-1251", b""), ("koi8-u", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16", b"")):
        data = bare.replace("@", f'<meta http-equiv="Content-Type" content="text/html; charset={name}">')
        made, problems = import_article("page.html", mark + data.encode(name))
        assert made, name
        assert text in made.body
        assert not problems
    assert import_article("page.html", bare.encode("cp1251"))[1][0].rule == "file-is-utf8"
    named, _ = import_article("page.html", bare.encode("cp1251"), encoding="windows-1251")
    assert named
    assert text in named.body
    _, problems = import_article("page.html", bare.encode("cp1251"), encoding="klingon")
    assert "not an encoding" in problems[0].message


def test_broken_bytes_are_told():
    data = page(body=f"<article><p>{LONG * 10}</p><p>{MORE * 10}</p></article>").replace(b"border", b"b\xffrder", 1)
    made, problems = import_article("page.html", data)
    assert made
    assert [each.severity for each in problems] == ["warning"]
    made, problems = import_article("a.txt", b"\x80abc" * 50)
    assert made is None
    assert problems[0].rule == "file-is-utf8"


def test_comments_before_a_page_take_no_time():
    assert unusable(b"<!-- a -->" * 300 + b"<html><body><p>Ann Roe met Bo Lind.</p></body></html>") is None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "pdftotext"),
        (b"PK\x03\x04....word/document.xml", "pandoc"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "pandoc"),
        (b"{\\rtf1 hello}", "pandoc"),
        (b"\x89PNG\r\n\x1a\n", "tesseract"),
        (b"\xff\xd8\xff\xe0", "tesseract"),
        (
            b'<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg>',
            "tesseract",
        ),
        (b"PK\x03\x04....a.html", "unpack"),
        (b"\x1f\x8b\x08" + zlib.compress(b"x"), "unpack"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n", "HTML"),
        (b"abc\0\1\2", "make a text"),
        (b"", "copy its text"),
        (b"<html><body></body></html>", "copy its text"),
        (b"<html><body><script>var a = 1;</script><div id=root></div></body></html>", "copy its text"),
        (b"x" * 20_000_001, "smaller"),
        (b"<p>" + b"<div>" * 50_000, "copy its text"),
        (b'[{"type": "article", "title": "A"}, {"type": "article", "title": "B"}]', "exactly one"),
        (b'{"type": "article", "title": ', "exactly one"),
    ],
)
def test_what_is_no_text_is_refused_with_the_way(data: bytes, word: str):
    made, problems = import_article("it", data)
    assert made is None
    assert word in problems[-1].hint
    assert problems[-1].severity == "error"


CSL = [
    {
        "type": "article-newspaper",
        "title": "Talks in Geneva",
        "container-title": "The Paper",
        "author": [{"family": "Kern", "given": "Ada"}, {"literal": "The Agency"}],
        "issued": {"date-parts": [["2025", 12, 2]]},
        "accessed": {"date-parts": [["2025", 12, 4]]},
        "URL": "https://a.example/talks",
        "language": "en-US",
    }
]
RIS = """TY  - NEWS
TI  - Talks in Geneva
AU  - Kern, Ada
AU  - The Agency
T2  - The Paper
DA  - 2025/12/02/
Y2  - 2025/12/04/10:20:30
UR  - https://a.example/talks
LA  - en-US
ER  -
"""


@pytest.mark.parametrize("data", [json.dumps(CSL), RIS, RIS.replace("\n", "\r\n"), "\ufeff" + RIS])
def test_metadata_as_zotero_exports_it(data: str):
    known = ("Talks in Geneva", "2025-12-02", "The Paper", "Ada Kern, The Agency", "https://a.example/talks")
    made, problems = import_article("page.html", page(linked(headline="Other")), metadata=("z", data.encode()))
    assert made
    assert not problems
    found = made.metadata
    assert (found.title, found.date, found.publisher, found.author, found.url) == known
    assert (found.retrieved, found.language) == ("2025-12-04", "en-US" if "en-US" in found.language else "en")
    alone, _ = import_article("z", data.encode())
    assert alone
    assert alone.metadata.title == known[0]
    assert not alone.body


def test_a_text_has_its_title_and_paragraphs():
    made, _ = import_article(
        "a.txt", f"Talks in Geneva\r\n\r\n{LONG[:40]}\r\n{LONG[40:].strip()}\r\n\r\n{MORE}".encode()
    )
    assert made
    assert made.metadata.title == "Talks in Geneva"
    assert made.body.count("\n\n") == 1
    lines, _ = import_article("a.txt", f"{LONG} {MORE}\n{MORE} {LONG}\n".encode())
    assert lines
    assert lines.body.count("\n\n") == 1
    chinese, _ = import_article("a.txt", "今天开会讨论\n了边界问题。\n明天再说。".encode())
    assert chinese
    assert chinese.body == "今天开会讨论了边界问题。明天再说。\n"


def test_no_socket_is_opened(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    assert import_article("page.html", page())[0]  # what is imported on first use needs the class `socket`
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel=stylesheet href="http://a.example/a.css"><base href="http://a.example/">'
    assert import_article("page.html", page(head))[0]


def test_without_trafilatura_a_page_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "generator.importers.page", None)
    made, problems = import_article("page.html", page())
    assert made is None
    assert "pip install 'communique[intake]'" in problems[0].hint
    assert import_article("a.txt", LONG.encode())[0]


def test_a_trafilatura_that_lacks_a_part_says_what_to_install(monkeypatch):
    monkeypatch.delitem(sys.modules, "generator.importers.page", raising=False)
    monkeypatch.setitem(sys.modules, "trafilatura", ModuleType("trafilatura"))  # its import of a part fails
    made, problems = import_article("page.html", page())
    assert made is None
    assert "pip install 'communique[intake]'" in problems[0].hint
