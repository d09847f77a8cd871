"""No annotation passes in silence, nothing raises, plain texts are left alone: laws over scrambled texts."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from spoken import tokens
from support.projects import SHORT_FRONT as FRONT
from support.tiers import scale

from generator.articles import read_article, render_article
from generator.articles.annotations import annotated
from generator.diagnostics.problem import report
from generator.text.source import SourceText

PLAIN = (
    "a", "b c", " ", "\n", "\n\n", "[", "]", "(", ")", "!", "`", "``", "<", ">", "<a>", "<http://e.org/", "*", "**",
    "- ", "> ", "1. ", "# ", "    ", "\t", "|", "\n|---|---|\n", "| a | b |\n", "[x]: /u\n", "[x]", '"', "'", "```\n",
    "\r\n", "\r", "\ufeff", "\0", "é", "e\u0301", "🙂", "\v", "\f", "\u00a0", "\u2028", "~~~\n", "---\n", "===\n",
    "<!--", "-->", "<div>\n", "](u)", "![", '](u "', "[x][", "{", "}", "{n=1}", "_",
)  # fmt: skip
MARKS = (
    "]{", "]{person=x}", "[P]{person=x}", "{person=x}", "]{.quote by=x}", "::: {meeting=m}\n", ":::\n", "\n:::\n",
    "person=x", "=", ".quote", '"v w"', '[a]{k="', "]{}", "[[", "]{a=b]{", "\\", "]\\{", "\\]{", "&#93;", "&lbrack;",
)  # fmt: skip

plain_texts = st.lists(st.sampled_from(PLAIN), max_size=25).map("".join)
texts = st.lists(st.sampled_from(PLAIN + MARKS * 2), max_size=25).map("".join)
often = settings(max_examples=scale(200, 1500))


def children(tokens):
    return [child for token in tokens for child in token.children or ()]


@often
@given(texts)
@example('[a](b "]{") [x]{y=z}')
@example("![[a]{b=c}](d)")
@example("| a |\n|---|\n| b | [c]{d=e} |")
@example('[x]: /u "]{"\n\n[x]')
@example("[a [b](c) d]{e=f}](g)")
@example("*[a*]{b=c}*")
def test_every_bracket_with_a_brace_is_read_or_refused(text):
    article, problems = read_article(SourceText("content/articles/a.md", FRONT + text))
    assert (article is None) == bool(problems)
    for problem in problems:
        assert len(FRONT) <= problem.span.start <= problem.span.end <= len(FRONT + text)
        assert problem.hint
    assert report(problems, "text") or not problems
    if article and "\\" not in text and "&" not in text:
        seen = [child.content for child in children(tokens(article)) if child.type == "text"]
        assert not any("]{" in piece for piece in seen)
        codes = [child.content for child in children(tokens(article)) if child.type == "code_inline"]
        codes += [token.content + token.info for token in tokens(article) if token.type in {"fence", "code_block"}]
        read = [annotation.span.text for annotation in article.annotations if annotation.parent < 0]
        assert text.count("]{") <= "".join(codes + read).count("]{")


@often
@given(texts)
def test_an_article_renders_as_one_block_of_html(text):
    article, _ = read_article(SourceText("content/articles/a.md", FRONT + text))
    if article:
        html = render_article(article, lambda n: f"<b data-n={n}>", lambda _: "</b>")
        assert all(line.strip(" \t") for line in html.split("\n")[:-1])
        assert "\r" not in html


@often
@given(plain_texts)
def test_a_text_without_annotations_is_read_as_before(text):
    for options in ({"html": True}, {"html": False}):
        plain = MarkdownIt("commonmark", options).enable("table")
        ours = MarkdownIt("commonmark", options).enable("table").use(annotated)
        if "]{" not in text:
            assert ours.render(text) == plain.render(text)
