"""A correction or a retraction is no older than the article that it concerns, and no article corrects itself.

Bad:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    corrects: the-correction
    ---

    They met in [Geneva]{place=geneva}.
    content/articles/the-correction.md
    ---
    title: A correction
    date: 2025-03-05
    ---

    They met in [Geneva]{place=geneva}.
    content/records/places/geneva.yaml
    name: Geneva

Good:

    content/articles/the-paper.md
    ---
    title: The paper
    date: 2025-03-04
    ---

    They met in [Geneva]{place=geneva}.
    content/articles/the-correction.md
    ---
    title: A correction
    date: 2025-03-05
    corrects: the-paper
    ---

    They met in [Geneva]{place=geneva}.
"""

from collections.abc import Iterator

from generator.articles.front import front_spans
from generator.articles.model import Article
from generator.diagnostics.cycles import cycles
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.values import Date, read_date

SEVERITY: Severity = "error"
_RULE = "correction-is-later"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Corrections in a cycle, and corrections and retractions that are older than what they concern."""
    corrects = {article.id: article.front.corrects for article in base.articles.values() if article.front.corrects}
    in_cycle = {id_ for cycle in cycles(corrects) for id_ in cycle}
    for article in base.articles.values():
        front = article.front
        corrected = base.articles.get(front.corrects)
        if front.retracted and _is_older(front.retracted.date, front.date):
            message = f"retracted on {front.retracted.date}, before it was published on {front.date}"
            yield _problem(article, "retracted", message, "correct one of the two dates")
        if article.id in in_cycle:
            hint = "`corrects` is in the later article, and names the earlier one"
            yield _problem(article, "corrects", f"`{article.id}` corrects itself, directly or through others", hint)
        elif corrected and _is_older(front.date, corrected.front.date):
            message = f"this corrects `{corrected.id}`, and is older"
            yield _problem(
                article, "corrects", message, f"write `corrects: {article.id}` into `{corrected.id}` instead"
            )


def _is_older(one: str, other: str) -> bool:
    """Whether all days of a date are before all days of another."""
    first, second = read_date(one), read_date(other)
    return isinstance(first, Date) and isinstance(second, Date) and first.latest < second.earliest


def _problem(article: Article, key: str, message: str, hint: str) -> Problem:
    return Problem(_RULE, message, front_spans(article.source)[key], SEVERITY, hint)
