"""Find the changes between two states of a project."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostics.problem import Problem
from generator.diff import words
from generator.diff.facts import compare_facts, read_facts
from generator.diff.model import (
    ArticleChanged,
    Comparison,
    FindingChanged,
    IdChanged,
    KnowledgeChange,
    ThingAdded,
    ThingChange,
    ThingRemoved,
    ThingsMerged,
)
from generator.diff.state import RevisionState
from generator.knowledge_base import KnowledgeBase
from generator.project.loader import record_path
from generator.records.model import record_facts
from generator.schema.model import Kind, Ref
from generator.values import show_date

_REPORTED_OTHERWISE = {"fact-has-source", "extraction-is-current"}


def compare(old: RevisionState, new: RevisionState) -> Comparison:
    """Compare two states; the changes are in a fixed order."""
    errors = {*_unread(old), *_unread(new)}
    changes: tuple[KnowledgeChange, ...] = (*_articles(old, new), *_things(old, new), *_findings(old, new))
    return Comparison(changes, new.stale, len(errors))


def _unread(state: RevisionState) -> set[str]:
    """The files that are not in the knowledge base because of an error."""
    wrong = {problem.span.source.path for problem in state.problems if problem.severity == "error"}
    articles = {article.source.path for article in state.base.articles.values()}
    return wrong - articles - {record.source.path for record in state.base.records.values()}


def _articles(old: RevisionState, new: RevisionState) -> Iterator[ArticleChanged]:
    before, after = old.base.articles, new.base.articles
    for id_ in sorted({*before, *after}):
        was, now = before.get(id_), after.get(id_)
        if was and now and was.source.text.split() == now.source.text.split():
            continue
        article = now or was
        unread = new.files if was and not now else old.files if now and not was else ()
        if article is None or article.source.path in unread:
            continue
        front = article.front
        yield ArticleChanged(
            ("change" if was else "add") if now else "remove",
            id_,
            front.title or id_,
            front.publisher,
            show_date(front.date),
        )


def _things(old: RevisionState, new: RevisionState) -> Iterator[ThingChange]:
    """Changes of things: kinds in the schema's order, things by id."""
    kinds = {kind.name: kind for kind in (*new.base.schema.kinds, *old.base.schema.kinds)}
    moved, merged = _successors(old.base, new.base)
    origin = {now: was for was, now in moved.items()}
    ids = {was.id: now.id for was, now in {**moved, **merged}.items()}
    for name, kind in kinds.items():
        after = [ref for ref in new.base.records if ref.kind == name]
        gone = [ref for ref in old.base.records if ref.kind == name and ref not in new.base.records]
        for ref in sorted({*after, *gone} - set(moved)):
            if ref in merged:
                yield ThingsMerged(words.thing(new.base, merged[ref]), words.thing(old.base, ref))
            elif ref in gone:
                yield from _removed(old.base, new, ref, kind)
            else:
                yield from _stayed(old, new, ref, origin.get(ref, ref), ids)


def _stayed(
    old: RevisionState, new: RevisionState, ref: Ref, before: Ref, ids: Mapping[str, str]
) -> Iterator[ThingChange]:
    thing, facts = words.thing(new.base, ref), read_facts(new.base, ref, {})
    if before in old.base.records:
        if before != ref:
            yield IdChanged(thing, before.id)
        yield from compare_facts(thing, read_facts(old.base, before, ids), facts)
    elif record_path(ref, new.base.schema) not in old.files:
        unsourced = sum(fact.sources == 0 for fact in facts.known.values())
        yield ThingAdded(thing, words.details(new.base, ref, facts.kind), unsourced)


def _removed(old: KnowledgeBase, new: RevisionState, ref: Ref, kind: Kind) -> Iterator[ThingRemoved]:
    if record_path(ref, old.schema) not in new.files:
        facts = [fact for fact in record_facts(old.records[ref], kind) if not fact.slot.part]
        yield ThingRemoved(words.thing(old, ref), len(facts))


def _successors(old: KnowledgeBase, new: KnowledgeBase) -> tuple[dict[Ref, Ref], dict[Ref, Ref]]:
    """The things that have a new id, and those that were merged into another, according to `previous_ids`."""
    moved: dict[Ref, Ref] = {}
    merged: dict[Ref, Ref] = {}
    for ref, facts in new.record_facts.items():
        for fact in facts:
            was = Ref(ref.kind, fact.value)
            if fact.slot.field == "previous_ids" and was in old.records and was not in new.records:
                taken = ref in old.records or ref in moved.values()
                (merged if taken else moved)[was] = ref
    return moved, merged


def _findings(old: RevisionState, new: RevisionState) -> Iterator[FindingChanged]:
    """New findings, then settled ones; a finding that moved within its file is neither."""
    for is_conflict, before, after in ((True, old.conflicts, new.conflicts), (False, old.problems, new.problems)):
        for is_new, more, fewer in ((True, after, before), (False, before, after)):
            for problem in _surplus(more, fewer):
                span = problem.span
                yield FindingChanged(
                    is_new, is_conflict, problem.rule, problem.severity, problem.message, span.source.path, span.line
                )


def _surplus(more: Sequence[Problem], fewer: Iterable[Problem]) -> Iterator[Problem]:
    known = Counter(map(_identity, fewer))
    for problem in more:
        if problem.severity == "info" or problem.rule in _REPORTED_OTHERWISE:
            continue
        identity = _identity(problem)
        if known[identity]:
            known[identity] -= 1
        else:
            yield problem


def _identity(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.span.source.path, problem.message
