"""Reports that nobody wrote: any words, marks of Markdown among them, any mentions, any titles."""

from collections.abc import Mapping

from annotate import Report
from hypothesis import strategies as st

STARTS = (
    "", "", "", "- ", "+ ", "* ", "-", "--- ", "***", "===", "==", "1. ", "1) ", "12345678. ", "2015.", "# ",
    "#", "## ", "> ", ">", "```", "~~~", "~~~ ", ":::", "::: {meeting=talks}", ":::: {", "    ", "\t", "|",
    "|-|-|", "--|--", ":-", ":-:|-", "[a]: b", "[^1]: ", "<p>", "<!-- ", "{", "&#35; ", "a | b\n--|--\n",
    "a | b\n:-|-:\n", "| a |\n|---|\n", "a\n==\n",
)  # fmt: skip
MARKS = (
    "\\", "`", "``", "`a`", "*a*", "**", "*", "_a_", "__", "_", "[", "]", "]{", "]\\{", "{", "}", "](", "!",
    "![", "[a](b)", "[a]", "<", "<b>", "</p>", "<http://example.org>", "http://example.org/a_b_c", "&", "&amp;",
    "&#91;", "[a]{person=b}", " {person=b}", "{.quote by=b}", "{person=b}", "{{ x }}", "{% x %}", "|", " | ",
    '"', "'", "^", "$", "@", "%", "[x] ", "!",
)  # fmt: skip
SPACES = (" ", " ", " ", "  ", "\u00a0", "\u2028", "\x0b", "\x0c", "\x1c")
BREAKS = ("\n", "\n", "\n\n", "\n\n", "  \n", " \n \n ", "\r\n", "\r\n\r\n", "\r", "\n\n\n", "\\\n")
WORDS = (
    "Kyiv", "the U.S.", "he", "don’t", "São", "e\u0301", "🙂", "👩‍👩‍👧", "Москва", "東京", "\ufeff", "\u200f", "ﬁ",
    "7", "\0", "\ud800",
)  # fmt: skip
TITLES = (
    "Kyiv", "United_States", "U.S.", "Irving%2C_Texas", "Irving,_Texas", "A-b", "A_b", "A b", "a--b", "A%2Db",
    "Con", "Index", "Eberhard_Grün", "Łódź", "Москва", "東京", "京東", "?", "!", "...", "100%", "%zz", "x" * 300,
    "x" * 299 + "y", "2", "A b 2", "C++", "C#", "🙂", "ß", "_", "", " ", "<b>", '"', "]{", "\0",
)  # fmt: skip
WHENS = (
    'when="2015-09-22" rend="bold"', 'from="2015-09-14" to="2015-09-20"', 'when="-2009-03-13"',
    'notAfter="2008-01-19"', 'notBefore="2001" notAfter="2001"', 'from="--09-15" to="--09-30"',
    'from="2016" to="2015"', 'when="2015-02-30"', "", 'when="2015-09"', "2015-09-22", "yesterday",
    'notBefore="1979"', 'when="2015-09-22T10:00:00Z"', 'when=""]{"',
)  # fmt: skip
TYPES = ("person", "place", "organization", "event", "abstract")

pieces = st.one_of(*map(st.sampled_from, (MARKS, SPACES, WORDS, WORDS)), st.text(max_size=3))
words = st.lists(pieces, max_size=6).map("".join)
lines = st.tuples(st.sampled_from(STARTS), words, st.sampled_from(BREAKS)).map("".join)
texts = st.lists(lines, max_size=10).map("".join)
titles = st.one_of(st.none(), st.sampled_from(TITLES), st.text(max_size=6))


@st.composite
def reports(draw: st.DrawFn, name: str = "GUM_invented") -> Report:
    """One report; its mentions begin and end anywhere, so they nest, cross, and cover what is no word."""
    text = draw(texts)
    offsets = st.integers(0, len(text))
    mentions = st.fixed_dictionaries({"type": st.sampled_from(TYPES), "identity": titles})
    dates = st.fixed_dictionaries({"when": st.sampled_from(WHENS)})

    def placed(mark: Mapping[str, str | None]) -> dict[str, object]:
        start, end = sorted((draw(offsets), draw(offsets)))
        end = min(end, start + draw(st.sampled_from((1, 3, len(text)))))
        return {"start": start, "end": end, "text": text[start:end], **mark}

    return {
        "id": name,
        "title": draw(st.one_of(st.text(max_size=20), st.sampled_from(MARKS))),
        "date": draw(st.dates()).isoformat(),
        "url": draw(st.sampled_from(("https://en.wikinews.org/wiki/A_%27b%27", "no address", ""))),
        "text": text,
        "mentions": [placed(mention) for mention in draw(st.lists(mentions, max_size=16))],
        "dates": [placed(date) for date in draw(st.lists(dates, max_size=4))],
    }


def several(least: int = 1, most: int = 3) -> st.SearchStrategy[list[Report]]:
    """Some reports, each with an id of its own."""
    return st.integers(least, most).flatmap(lambda n: st.tuples(*(reports(f"GUM_{i}") for i in range(n))).map(list))
