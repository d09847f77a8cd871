"""An article has not changed since a person reviewed it.

The review notes a digest of the text that was reviewed, annotations included; how lines are broken doesn't count. What
somebody changes later was reviewed by nobody: whoever reviews the article again signs for it.

Bad:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    reviewed: {by: Ann Roe, on: 2025-03-05, text: x0123456789ab}
    ---

    They met in [Geneva]{place=geneva}.
    content/records/places/geneva.yaml
    name: Geneva

Good:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    reviewed: {by: Ann Roe, on: 2025-03-05, text: x7a0e6cf408c8}
    ---

    They met in [Geneva]{place=geneva}.
    content/records/places/geneva.yaml
    name: Geneva
"""

from collections.abc import Iterator

from generator.articles.front import front_spans
from generator.articles.review_state import outdated_review
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase

SEVERITY: Severity = "info"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Articles that have changed since somebody reviewed them."""
    for article in base.articles.values():
        if signed := outdated_review(article):
            message = f"this article has changed since {signed.by} reviewed it on {signed.on}"
            span = front_spans(article.source)["reviewed"]
            hint = f"review it again: `communique annotate {article.id}`"
            yield Problem("review-is-current", message, span, SEVERITY, hint)
