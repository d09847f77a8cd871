"""Articles as HTML."""

import pytest
from markdown_it import MarkdownIt
from positional import positional
from support.projects import SHORT_FRONT as FRONT

from generator.articles import read_article, render_article
from generator.text.source import SourceText


def article(text):
    found, problems = read_article(SourceText("content/articles/talks.md", FRONT + text))
    assert problems == ()
    return found


def html(text):
    found = article(text)
    kinds = [annotation.kind for annotation in found.annotations]
    made = render_article(found, lambda n: f"<{kinds[n]}-{n}>", lambda n: f"</{kinds[n]}-{n}>")
    return positional(made, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Marin]{person=p} spoke.", '<p id="p1"><person-0>Marin</person-0> spoke.</p>\n'),
        ("# A\n\nB\n===\n\n###### C", '<h2 id="p1">A</h2>\n<h2 id="p2">B</h2>\n<h6 id="p3">C</h6>\n'),
        ("::: {topic=t}\na\n\nb\n:::", '<topic-0><p id="p1">a</p>\n<p id="p2">b</p>\n</topic-0>'),
        (
            "- a\n- [b]{topic=t}",
            '<ul>\n<li><span id="p1">a</span></li>\n<li><span id="p2"><topic-0>b</topic-0></span></li>\n</ul>\n',
        ),
        ("3. a\n\n   b", '<ol start="3">\n<li><p id="p1">a</p>\n<p id="p2">b</p>\n</li>\n</ol>\n'),
        ("> a\nb", '<blockquote>\n<p id="p1">a b</p>\n</blockquote>\n'),
        ("a\\\nb *c* **d** `e<f`", '<p id="p1">a<br>b <em>c</em> <strong>d</strong> <code>e&lt;f</code></p>\n'),
        ("***", "<hr>\n"),
        ("```py x\na\n\n<b>\n```", '<pre><code class="language-py">a&#10;&#10;&lt;b&gt;&#10;</code></pre>\n'),
        ("    a\n\n    b", "<pre><code>a&#10;&#10;b&#10;</code></pre>\n"),
        ("a &#10;&#10;&#13; b", '<p id="p1">a &#10;&#10;&#13; b</p>\n'),
        ("<b onclick='x'>\"&amp;", '<p id="p1">&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;</p>\n'),
    ],
)
def test_blocks(text, expected):
    assert html(text) == expected


def test_a_table():
    assert html("| a | b |\n|---|:-:|\n| [c]{topic=t} | |") == (
        '<table>\n<thead>\n<tr>\n<th id="p1">a</th>\n<th id="p2" style="text-align:center">b</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td id="p3"><topic-0>c</topic-0></td>\n<td id="p4" style="text-align:center"></td>\n</tr>\n'
        "</tbody>\n</table>\n"
    )


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://e.org/a?b&c", 'href="https://e.org/a?b&amp;c"'),
        ("HTTP://e.org", 'href="HTTP://e.org"'),
        ("mailto:a@e.org", 'href="mailto:a@e.org"'),
        ("../persons/marin.md#top", 'href="../persons/marin.md#top"'),
        ("#p1", 'href="#p1"'),
        ("//e.org", 'href="https://e.org"'),
    ],
)
def test_links_lead_to_the_web_to_mail_and_within_the_site(address, kept):
    assert f"<a {kept}>" in html(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#x6A;avascript:alert(1)", "java&Tab;script&colon;alert(1)",
        "vbscript:x", "data:text/html,x", "data:image/png;base64,x", "file:///etc/passwd", "ftp://e.org", "tel:1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "[x]\n\n[x]: {}", "<{}>", "[[x]{{topic=t}}]({})", "![x]({})"])
def test_no_other_address_becomes_a_link(address, form):
    text = form.format(address)
    shown = html(text)
    assert "<a" not in shown
    assert "<img" not in shown
    assert not article(text).linked


@pytest.mark.parametrize("address", ["https://e.org/a.png", "//e.org/a.png", "HTTPS://e.org/a.png"])
def test_an_image_from_elsewhere_is_a_link(address):
    leads = f"https:{address}" if address.startswith("//") else address
    assert html(f'![the *map*]({address} "t")') == f'<p id="p1"><a href="{leads}">the map</a></p>\n'
    assert html(f"![]({address})") == f'<p id="p1"><a href="{leads}">{leads}</a></p>\n'
    assert html(f"[![map]({address})](/x)") == '<p id="p1"><a href="/x">map</a></p>\n'


def test_an_image_of_the_site_stays():
    assert html('![a "b"](m.png "t")') == '<p id="p1"><img src="m.png" alt="a &quot;b&quot;" title="t"></p>\n'


def test_who_holds_a_link_or_stands_in_one():
    found = article(
        "::: {topic=a}\n[x]{topic=b} [[y]{topic=c} z](/u)\n:::\n\n"
        "[[x](/u) [y]{topic=e}]{topic=d} [![i](https://e.org/i)]{topic=f} [![i](i)]{topic=g} [[x](ftp://e)]{topic=h}"
    )
    assert [annotation.id for annotation in found.annotations] == list("abcdefgh")
    assert {found.annotations[number].id for number in found.linked} == set("acdf")


def test_html_stands_in_markdown_as_one_block():
    text = "# A\n\n- a\n\n  ```\n  x\n\n  y\n  ```\n\n| a |\n|---|\n| b |\n\n> &#10;&#32;\n> &#10;\n"
    page = html(text)
    assert MarkdownIt("commonmark").render(f"<div>\n{page}</div>\n") == f"<div>\n{page}</div>\n"


BELLS = ("bell \x07", "`escape \x1b[2J`", "# csi \x9b", '[x](y "delete \x7f")', "    \x08", "![\x01](a.png)")


@pytest.mark.parametrize("text", BELLS)
def test_control_characters_are_shown_as_such(text):
    assert "\ufffd" in html(text)
    assert not [char for char in html(text) if ord(char) < 32 and char not in "\t\n"]
