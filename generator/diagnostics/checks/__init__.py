"""Checks of the whole knowledge base. Each module implements one rule, and its docstring is the rule's manual."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics.checks import (
    alias_is_unique,
    article_is_no_older,
    article_is_reviewed,
    articles_agree,
    correction_is_later,
    extraction_is_current,
    fact_has_second_origin,
    fact_has_source,
    fact_source_stands,
    id_is_not_typo,
    meeting_has_one_value,
    meeting_is_in_lifetime,
    name_is_unique,
    no_confusable_characters,
    no_reference_cycles,
    only_held_has_outcome,
    original_differs_from_words,
    period_ends_after_start,
    person_is_in_one_city,
    previous_id_is_free,
    record_is_no_duplicate,
    record_is_used,
    reference_resolves,
    role_covers_meeting,
    role_is_held_once,
    round_follows_earlier_one,
    source_exists,
)
from generator.diagnostics.problem import Problem
from generator.knowledge_base import KnowledgeBase

RULES = (
    reference_resolves,
    source_exists,
    previous_id_is_free,
    no_reference_cycles,
    extraction_is_current,
    fact_has_source,
    fact_source_stands,
    correction_is_later,
    meeting_has_one_value,
    article_is_no_older,
    round_follows_earlier_one,
    role_covers_meeting,
    role_is_held_once,
    period_ends_after_start,
    meeting_is_in_lifetime,
    only_held_has_outcome,
    original_differs_from_words,
    no_confusable_characters,
    record_is_no_duplicate,
    name_is_unique,
    alias_is_unique,
    id_is_not_typo,
    articles_agree,
    person_is_in_one_city,
    fact_has_second_origin,
    record_is_used,
    article_is_reviewed,
)
"""All rules, in the order in which they run."""


def run(base: KnowledgeBase) -> Iterator[Problem]:
    """The findings of every rule."""
    for rule in RULES:
        yield from rule.check(base)


def count(problems: Iterable[Problem]) -> Mapping[tuple[str, str], int]:
    """The number of findings by rule and severity."""
    return Counter((problem.rule, problem.severity) for problem in problems)
