"""What an article would give as it is being reviewed: its facts, and the findings of `check` that concern it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.diagnostics.problem import Problem, Severity
from generator.facts.extract import LABEL
from generator.facts.model import Fact, Slot
from generator.memo import Memoize
from generator.project.files import Project
from generator.schema.model import Field, Ref, Schema
from generator.text.source import SourceText
from generator.values import country_name, is_country

_ORDER: Mapping[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_NAME = Slot("name")
_ELSEWHERE = frozenset({"extraction-is-current", "article-is-reviewed", "review-is-current", "record-is-present"})
"""Rules that say what the reviewer is about to do: they are no findings on an article that is being reviewed."""


class PreviewFact(NamedTuple):
    """A fact in words, and where in the file its annotation begins."""

    label: str
    value: str
    start: int


class PreviewRecord(NamedTuple):
    """A record, whether it would be new, and the facts that the article gives for it."""

    kind: str
    id: str
    name: str
    is_new: bool
    facts: tuple[PreviewFact, ...]


class Preview(NamedTuple):
    """The facts by record; the findings, the worst first; and whether the article has errors, and so gives no facts."""

    records: tuple[PreviewRecord, ...]
    findings: tuple[Problem, ...]
    is_broken: bool


def preview(
    root: Path, project: Project, unreadable: tuple[Problem, ...], source: SourceText, remember: Memoize
) -> Preview:
    """The preview of an article whose text is to be `source`'s."""
    given = pipeline.load(with_article(project, source), unreadable, remember)
    base, findings = pipeline.check_input(root, given)
    article = next((each for each in given.loaded.articles if each.source.path == source.path), None)
    names = {ref: record.text("name") for ref, record in base.records.items()}
    facts = [fact for fact in given.loaded.facts if article and fact.article == article.id]
    concerning = (each for each in findings.reported if each.rule not in _ELSEWHERE)
    return Preview(_records(facts, names, given.loaded.schema), _of(source, concerning), article is None)


def with_article(project: Project, source: SourceText) -> Project:
    """The project with another text of one article, or with one article more."""
    others = [each for each in project.articles if each.path != source.path]
    return replace(project, articles=tuple(sorted((*others, source), key=lambda each: each.path)))


def _of(source: SourceText, findings: Iterable[Problem]) -> tuple[Problem, ...]:
    mine = [each for each in findings if each.span.source.path == source.path]
    return tuple(sorted(mine, key=lambda each: (_ORDER[each.severity], each.span.start)))


def _records(facts: Sequence[Fact], names: Mapping[Ref, str], schema: Schema) -> tuple[PreviewRecord, ...]:
    """The facts by record; a new record stands there even if nothing but its name is known."""
    named = {fact.subject: fact.value for fact in facts if fact.slot == _NAME}
    labels = dict(named)
    for fact in facts:
        if fact.slot == LABEL and fact.subject not in named:
            labels[fact.subject] = max(labels.get(fact.subject, ""), fact.value, key=len)
    coded = {kind.name for kind in schema.kinds if kind.identifier == "country"}
    countries = {ref: country_name(ref.id, "en") for ref in labels if ref.kind in coded}
    by_id = {ref.id: name for ref, name in (*labels.items(), *countries.items(), *names.items())}
    found: dict[Ref, dict[PreviewFact, None]] = {}
    for fact in facts:
        if fact.slot != LABEL:
            found.setdefault(fact.subject, {}).setdefault(_in_words(fact, by_id, schema))
        elif fact.subject not in names:
            found.setdefault(fact.subject, {})
    return tuple(
        PreviewRecord(ref.kind, ref.id, by_id.get(ref.id) or ref.id, ref not in names, tuple(rows))
        for ref, rows in found.items()
    )


def _in_words(fact: Fact, names: Mapping[str, str], schema: Schema) -> PreviewFact:
    kind = schema.kind(fact.subject.kind)
    field = kind.field(fact.slot.field) if kind else None
    if field is None:
        return PreviewFact(fact.slot.field, fact.value, fact.span.start)
    part = field.field(fact.slot.part) if fact.slot.part else None
    key = zip(field.key, fact.slot.key, strict=False)
    item = ", ".join(_named(field.field(name), value, names) for name, value in key if value)
    if fact.slot.key and part is None:
        return PreviewFact(field.label, item, fact.span.start)
    label = f"{part.label} ({item})" if fact.slot.key and part else field.label
    return PreviewFact(label, _named(part or field, fact.value, names), fact.span.start)


def _named(field: Field, value: str, names: Mapping[str, str]) -> str:
    """A value as people read it: the name of what it refers to, the label of a choice."""
    is_code = "country" in field.to and is_country(value)
    return names.get(value) or (country_name(value, "en") if is_code else field.label_of(value))
