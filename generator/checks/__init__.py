"""The knowledge base in; what is wrong or in doubt out. One rule a module: its docstring is its manual."""

from collections.abc import Iterator

from generator.checks import (
    article_is_no_older,
    extraction_is_current,
    fact_has_source,
    id_is_new,
    meeting_has_one_value,
    previous_id_is_free,
    reference_resolves,
)
from generator.knowledge import KnowledgeBase
from generator.problems import Problem

RULES = (
    reference_resolves,
    previous_id_is_free,
    extraction_is_current,
    fact_has_source,
    meeting_has_one_value,
    article_is_no_older,
    id_is_new,
)
"""All rules, in the order in which they run."""


def run(base: KnowledgeBase) -> Iterator[Problem]:
    """The findings of every rule."""
    for rule in RULES:
        yield from rule.check(base)
