"""`communique split`: give some occurrences of an id to another thing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics.problem import Problem, failed
from generator.facts.model import Slot
from generator.project.files import Project, file_span
from generator.project.journal import Change
from generator.project.loader import record_path
from generator.records.model import record_facts
from generator.records.new import new_record
from generator.records.previous_ids import with_previous
from generator.records.yaml_document import EditRejectedError, YamlDocument
from generator.refactor.ids import check_available, check_renamable, find
from generator.refactor.occurrences import in_article
from generator.refactor.project_state import (
    ARTICLE,
    ProjectState,
    Texts,
    complete_changes,
    mentions,
    open_project_state,
)
from generator.refactor.renaming_map import Renaming
from generator.refactor.rewriting import NO_LEDGER, edits_at, not_editable
from generator.schema.model import Ref
from generator.text.source import Span, apply
from generator.text.suggest import nearest

_COMMAND = "communique split"
_PLACE = re.compile(r"(?:.*/)?(?P<article>[^/:]+?)(?:\.md)?(?::(?P<line>\d+))?(?::(?P<column>\d+))?:?")
_MANY = 5
_NOT_REVIEWED = frozenset({"previous_ids", "sources", "rejected", "accepted"})


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The occurrences of the id that get the new one, and the others in the same articles."""

    spans: frozenset[Span]
    others: tuple[Span, ...]


def split(
    project: Project, id_: str, new: str, places: Sequence[str], *, existing: bool = False
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Give a new id to some occurrences of a thing in articles.

    Each of `places` is an article (`2025-12-02-talks`), a line of it (`2025-12-02-talks:14`), or a column of that line;
    a path is accepted too, as in findings of other commands. The new record gets the facts of these occurrences, the
    old one keeps the rest; with `existing` the new id is that of another record of the kind, which gets them. What a
    person wrote in the old record stays there and is reported, because only that person knows which one was meant.
    """
    state, problems = open_project_state(project, _COMMAND)
    if state is None:
        return (), problems
    ref = find(state, id_, _COMMAND)
    if isinstance(ref, Problem):
        return (), (ref,)
    objection = check_renamable(state, ref, _COMMAND) or _check_record(ref)
    objection = objection or (_check_existing if existing else _check_new)(state, ref, new, places)
    if objection:
        return (), (objection,)
    chosen, problems = _choose(state, ref, places)
    texts, unfit = _texts(state, ref, new, chosen)
    if failed((*problems, *unfit)):
        return (), (*problems, *unfit)
    nameless = _nameless(state, Ref(ref.kind, new), chosen)
    changes, found = complete_changes(state, texts | nameless, _COMMAND, {})
    if not changes:
        return (), found
    return changes, (*(_without_name(path, new) for path in nameless), *_ambiguous(state, ref, new, chosen), *found)


def _check_record(ref: Ref) -> Problem | None:
    if ref.kind != ARTICLE:
        return None
    return Problem("ids-are-records", "articles are not split", file_span(_COMMAND), hint="name a record")


def _check_new(state: ProjectState, ref: Ref, new: str, places: Sequence[str]) -> Problem | None:
    """Why an id can't be that of a new record; if a record has it, the hint is the command that moves facts there."""
    problem = check_available(state, ref, new, _COMMAND)
    if problem and new != ref.id and state.record(Ref(ref.kind, new)):
        moved = f"to move these occurrences to it, run `{_COMMAND} --existing {ref.id} {new} {' '.join(places)}`"
        return replace(problem, hint=f"{moved}; if both are one, run `communique merge {ref.id} {new}`")
    return problem


def _check_existing(state: ProjectState, ref: Ref, new: str, places: Sequence[str]) -> Problem | None:
    """Why occurrences can't move to an existing record: there is none of the kind."""
    if new != ref.id and state.record(Ref(ref.kind, new)):
        return None
    hint = f"for a new record, run `{_COMMAND} {ref.id} {new} {' '.join(places)}`"
    return Problem("reference-resolves", f"no other {ref.kind} has the id `{new}`", file_span(_COMMAND), hint=hint)


def _choose(state: ProjectState, ref: Ref, places: Sequence[str]) -> tuple[_Chosen, tuple[Problem, ...]]:
    """Choose the occurrences at these places; a problem for each place without one."""
    named = {
        article.id: tuple(in_article(article, ref.id, state.schema))
        for article in state.reading.articles
        if mentions(article.source.text, ref.id)
    }
    meant = [_spans_at(word, named, state, ref) for word in places]
    problems = [found for found in meant if isinstance(found, Problem)]
    spans = {span for found in meant if not isinstance(found, Problem) for span in found}
    every = [span for spans in named.values() for span in spans]
    paths = {span.source.path for span in spans}
    if not problems and len(spans) == len(set(every)):
        message = f"no annotation of `{ref.id}` would be left"
        hint = "leave out a place, or rename the id: `communique rename`"
        problems.append(Problem("id-is-used", message, file_span(_COMMAND), hint=hint))
    others = tuple(span for span in every if span not in spans and span.source.path in paths)
    return _Chosen(frozenset(spans), others), tuple(problems)


def _spans_at(
    word: str, named: Mapping[str, tuple[Span, ...]], state: ProjectState, ref: Ref
) -> tuple[Span, ...] | Problem:
    """The occurrences of the id at a place."""
    match = _PLACE.fullmatch(word)
    where = file_span(_COMMAND)
    ids = sorted(article.id for article in state.reading.articles)
    if not match or match["article"] not in ids:
        near = nearest(match["article"], ids) if match else None
        hint = f"did you mean `{near}`?" if near else "write an article's id, or a line of it: `2025-12-02-talks:14`"
        return Problem("place-is-known", f"`{word}` is not an article or a line of one", where, hint=hint)
    article, line, column = match["article"], int(match["line"] or 0), int(match["column"] or 0)
    spans = named.get(article, ())
    found = tuple(span for span in spans if line in (0, span.line) and (not column or _covers(span, column)))
    if found:
        return found
    others = [f"{article}:{number}" for number in sorted({span.line for span in spans})] or _naming(named)
    return Problem("place-is-known", f"`{ref.id}` is not named at `{word}`", where, hint=f"it is at {_several(others)}")


def _covers(span: Span, column: int) -> bool:
    """Whether a column is on an id or on the word before it: findings point at `person=…`."""
    before = re.search(r'(?<![\w-])[\w-]+="?$', span.source.line_at(span.start)[: span.column - 1])
    return span.column - (len(before.group()) if before else 0) <= column < span.column + span.end - span.start


def _naming(named: Mapping[str, tuple[Span, ...]]) -> list[str]:
    return sorted(id_ for id_, spans in named.items() if spans)


def _several(ids: Sequence[str]) -> str:
    return ", ".join(f"`{id_}`" for id_ in ids[:_MANY]) + (" …" if len(ids) > _MANY else "")


def _texts(state: ProjectState, ref: Ref, new: str, chosen: _Chosen) -> tuple[Texts, tuple[Problem, ...]]:
    """The articles with the new id at these occurrences, and the record without it as a previous id."""
    texts: Texts = {}
    for article in state.reading.articles:
        edits = edits_at((span for span in chosen.spans if span.source.path == article.source.path), new)
        if edits:
            texts[article.source.path] = apply(article.source.text, edits)
    record, kind = state.record(ref), state.schema.kind(ref.kind)
    if record and kind:
        document = YamlDocument(record.source.text, record.tree)
        try:
            texts[record.source.path] = with_previous(document, kind, add=[], remove=[new]).text
        except EditRejectedError as error:
            return {}, (not_editable(record, error),)
    return texts, ()


def _nameless(state: ProjectState, ref: Ref, chosen: _Chosen) -> Texts:
    """A record for the new thing, if the occurrences only refer to it and none gives it a name."""
    paths = {span.source.path for span in chosen.spans}
    articles = [article for article in state.reading.articles if article.source.path in paths]
    heads = [annotation.head for article in articles for annotation in article.annotations]
    kind = state.schema.kind(ref.kind)
    if kind is None or state.record(ref) or any(_within(span, head) for span in chosen.spans for head in heads):
        return {}
    return {record_path(ref, state.schema): new_record([(Slot("name"), ref.id)], kind)}


def _within(span: Span, other: Span) -> bool:
    return span.source == other.source and other.start <= span.start and span.end <= other.end


def _without_name(path: str, new: str) -> Problem:
    message = f"no occurrence gives `{new}` a name, so its id is its name"
    return Problem("name-is-known", message, file_span(path), "warning", "write its name into the record")


def _ambiguous(state: ProjectState, ref: Ref, new: str, chosen: _Chosen) -> Iterator[Problem]:
    """What still names the old id and may mean the new one: other occurrences, and what a person wrote."""
    hint = f"write `{new}` there yourself if it is meant"
    for span in chosen.others:
        message = f"this is still `{ref.id}`"
        yield Problem("id-is-meant", message, span, "info", f"run `{_COMMAND}` for this line, too, if `{new}` is meant")
    renaming = Renaming(ref.id, new)
    for record in state.reading.records:
        kind = state.schema.kind(record.ref.kind)
        if kind is None or not (record.ref == ref or mentions(record.source.text, ref.id)):
            continue
        ours = state.ledgers.get(record.ref, NO_LEDGER).ledger.base.ours
        doubtful = [fact for fact in record_facts(record, kind) if (fact.slot, fact.value) not in ours]
        items = {fact.slot for fact in doubtful if not fact.slot.part}
        for slot, value, span in doubtful:
            whole = slot.part and slot._replace(part="") in items
            if record.ref == ref and not whole and slot.field not in _NOT_REVIEWED:
                message = f"a person wrote this about `{ref.id}`, and it stays there"
                yield Problem("fact-is-meant", message, span, "info", f"move it to `{new}` if that is meant")
            elif not whole and renaming.fact((slot, value), kind) != (slot, value):
                yield Problem("id-is-meant", f"a person wrote `{ref.id}` here, and it stays", span, "info", hint)
