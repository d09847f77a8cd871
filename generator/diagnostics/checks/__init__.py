"""Checks of the whole knowledge base. Each module implements one rule, and its docstring is the rule's manual.

A rule has some of these functions:

- `check_record(base, kind, ref)`: what is wrong with one record and with what articles say of it
- `check_article(article)`: what is wrong with one article, whatever the others say
- `gather_record(base, kind, ref)`: what the rule has to know of one record to compare all; `check(base, gathered)`
  then gets all that is not None or empty, in the order of the kinds and ids
- `check(base)`: what is wrong, for a rule that gathers nothing

The first three look up single things only, so that a build keeps what they found where nothing changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import ModuleType
from typing import NamedTuple

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
    meeting_has_one_status,
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
    rejection_names_field,
    review_is_current,
    role_covers_meeting,
    role_is_held_once,
    round_follows_earlier_one,
    source_exists,
)
from generator.diagnostics.problem import Problem, Severity
from generator.knowledge_base import KnowledgeBase
from generator.per_record import ForEach, directly
from generator.schema.model import Ref

RULES = (
    reference_resolves,
    source_exists,
    rejection_names_field,
    previous_id_is_free,
    no_reference_cycles,
    extraction_is_current,
    fact_has_source,
    fact_source_stands,
    correction_is_later,
    meeting_has_one_value,
    meeting_has_one_status,
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
    review_is_current,
)
"""All rules, in the order in which they run: those of one record or article after the others."""
_OF_RECORD = tuple(rule for rule in RULES if hasattr(rule, "check_record"))
_OF_ARTICLE = tuple(rule for rule in RULES if hasattr(rule, "check_article"))
_GATHERING = tuple(rule for rule in RULES if hasattr(rule, "gather_record"))


def run(base: KnowledgeBase, for_each: ForEach | None = None) -> Iterator[Problem]:
    """The findings of every rule; `for_each` gives those of single records, by default all made anew."""
    for_each, articles = for_each or directly(base), [Ref("article", id_) for id_ in base.articles]
    checked = for_each("findings", base.records, _of_record)
    gathered: dict[str, dict[Ref, object]] = {_name(rule): {} for rule in _GATHERING}
    for kind in base.schema.kinds:
        for ref in base.of_kind(kind):
            for name, value in checked[ref].gathered:
                gathered[name][ref] = value
    for rule in RULES:
        if hasattr(rule, "check"):
            yield from rule.check(base, gathered[_name(rule)]) if rule in _GATHERING else rule.check(base)
    alone = ((ref, each) for ref, (found, _) in checked.items() for each in found)
    of_articles = for_each("findings in articles", articles, _of_article).items()
    for ref, each in (*alone, *((ref, each) for ref, found in of_articles for each in found)):
        source = base.articles[each.article].source if each.article else base.records[ref].source
        yield Problem(each.rule, each.message, source.span(each.start, each.end), each.severity, each.hint)


def check_rule(rule: ModuleType, base: KnowledgeBase) -> Iterator[Problem]:
    """The findings of one rule: of all records together, and of each record and article alone."""
    records = [(kind, ref) for kind in base.schema.kinds for ref in base.of_kind(kind)]
    if rule in _GATHERING:
        yield from rule.check(
            base, {ref: found for kind, ref in records if (found := rule.gather_record(base, kind, ref))}
        )
    elif hasattr(rule, "check"):
        yield from rule.check(base)
    for kind, ref in records if hasattr(rule, "check_record") else ():
        yield from rule.check_record(base, kind, ref)
    for article in base.articles.values() if hasattr(rule, "check_article") else ():
        yield from rule.check_article(article)


class _Finding(NamedTuple):
    """A problem in a record, or in an `article` on it, without the text: the rest can be kept between builds."""

    rule: str
    message: str
    article: str
    start: int
    end: int
    severity: Severity
    hint: str


class _Checked(NamedTuple):
    """The findings in a record, and what is gathered of it, by the names of the rules."""

    findings: tuple[_Finding, ...]
    gathered: tuple[tuple[str, object], ...]


def _of_record(base: KnowledgeBase, ref: Ref) -> _Checked:
    """What the rules find and gather that look at a record alone and at what it is linked with."""
    kind = base.schema.kind(ref.kind)
    if kind is None:
        return _Checked((), ())
    found = (each for rule in _OF_RECORD for each in rule.check_record(base, kind, ref))
    gathered = ((_name(rule), value) for rule in _GATHERING if (value := rule.gather_record(base, kind, ref)))
    return _Checked(tuple(_finding(base, ref, each) for each in found), tuple(gathered))


def _of_article(base: KnowledgeBase, ref: Ref) -> tuple[_Finding, ...]:
    """What the rules find that look at an article alone."""
    article = base.articles[ref.id]
    found = (each for rule in _OF_ARTICLE for each in rule.check_article(article))
    return tuple(
        _Finding(each.rule, each.message, article.id, each.span.start, each.span.end, each.severity, each.hint)
        for each in found
    )


def _name(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2]


def _finding(base: KnowledgeBase, ref: Ref, problem: Problem) -> _Finding:
    """A problem without its text, which it depends on: an article that changes may move a finding in it."""
    span, own = problem.span, base.records[ref].source.path
    article = "" if span.source.path == own else PurePosixPath(span.source.path).stem
    if article and base.articles[article].source.path != span.source.path:
        message = f"{problem.rule} finds something neither in {own} nor in an article"
        raise ValueError(message)
    return _Finding(problem.rule, problem.message, article, span.start, span.end, problem.severity, problem.hint)


def count(problems: Iterable[Problem]) -> Mapping[tuple[str, str], int]:
    """The number of findings by rule and severity."""
    return Counter((problem.rule, problem.severity) for problem in problems)
