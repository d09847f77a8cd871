"""A person has read the drafted annotations of every article.

`communique annotate --write` marks an article `review: draft`, and its pages say so. The review, `communique annotate`
without `--write`, removes the mark and notes who reviewed the article and when.

Bad:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    review: draft
    ---

    They met in [Geneva]{place=geneva}.
    content/records/places/geneva.yaml
    name: Geneva

Good:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    reviewed: {by: Ann Roe, on: 2025-03-05}
    ---

    They met in [Geneva]{place=geneva}.
"""

from collections.abc import Iterator

from generator.articles.front import front_spans
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.text.count import count

SEVERITY: Severity = "info"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Articles whose annotations are drafts."""
    for article in base.articles.values():
        if article.front.is_draft:
            message = f"nobody has reviewed the {count(len(article.annotations), 'annotation')} of this article"
            if signed := article.front.reviewed:
                message = f"nobody has reviewed what was drafted after {signed.by} reviewed this article on {signed.on}"
            span = front_spans(article.source)["review"]
            hint = f"review it: `communique annotate {article.id}`"
            yield Problem("article-is-reviewed", message, span, SEVERITY, hint)
