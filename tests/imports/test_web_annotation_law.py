"""Web Annotations of any text land at their words, and the text renders as it was."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from support.tiers import scale

from generator.articles import read_article
from generator.importers.marked_text import marked_markdown
from generator.importers.web_annotation import read_web_annotations
from generator.text.source import SourceText

FRONT = "---\ntitle: A text\ndate: 2025-01-01\n---\n\n"
HARD = ["]{", "[a](b)", "{person=x}", "**", "_a_", "~~", "`", "# ", "1. ", "- ", "> ", "|", ":::", "!", "&amp;", "<b>"]
HARD += ["\\", "e\u0301", "👩‍🚀", "שלום", "中文", "\u00a0", "  ", "\n", "\n\n", "    x", "“", '"', "=", "Ann met Bo. "]
texts = st.lists(st.one_of(st.sampled_from(HARD), st.text("ab .,_*[]", max_size=4)), min_size=1, max_size=9).map(
    "".join
)


def folded(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=scale(60, 1_500), deadline=None)
@given(texts, st.lists(st.integers(0, 60), max_size=8), st.booleans())
def test_annotations_land_at_their_words(text: str, cuts: list[int], in_javascript: bool):  # noqa: FBT001 -- drawn
    text = f"Begin.\n\n{text}"
    ends = sorted({min(cut + 8, len(text)) for cut in cuts})
    ranges = [(a, b) for a, b in list(pairwise(ends))[::2] if text[a:b].strip() and "\n" not in text[a:b]]

    def count(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le")) // 2 if in_javascript else offset

    items = [
        {
            "type": "Annotation",
            "body": "https://example.org/persons/ann-roe/",
            "target": {
                "source": "a",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": text[a:b], "prefix": text[:a], "suffix": text[b:]},
                    {"type": "TextPositionSelector", "start": count(a), "end": count(b)},
                ],
            },
        }
        for a, b in ranges
    ]
    comment = {"type": "Annotation", "body": {"type": "TextualBody", "value": "Begin?"}}
    comment["target"] = {"source": "a", "selector": {"type": "TextQuoteSelector", "exact": text}}
    given_ = json.dumps({"sources": [{"id": "a", "text": text}], "items": [*items, comment]})
    documents, problems = read_web_annotations(SourceText("a.json", given_), lambda _: "person", lambda _: (None, ()))
    assert not problems
    body = marked_markdown(documents[0].blocks, lambda _: "{person=ann-roe}")
    article, faults = read_article(SourceText("content/articles/a.md", FRONT + body))
    assert article, faults
    assert folded("\n".join(block.text for block in article.blocks)) == folded(text)
    assert [folded(each.label) for each in article.annotations] == [folded(text[a:b]) for a, b in ranges]
