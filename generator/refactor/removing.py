"""`communique remove`: a record goes out of a project on request, and a tombstone keeps it from coming back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator.articles import read_article
from generator.articles.model import Refusal
from generator.diagnostics.problem import Problem, failed
from generator.facts.check import a
from generator.facts.naming import PERSON, is_proper, name_in
from generator.project.bars import read_bars
from generator.project.files import HISTORY, Project, file_span
from generator.project.journal import Change
from generator.project.loader import record_path
from generator.records.model import Record, record_facts
from generator.records.previous_ids import previous_of
from generator.records.tombstones import Tombstone, name_hash, tombstone_path, write_tombstone
from generator.records.yaml_document import EditRejectedError
from generator.refactor.ids import find
from generator.refactor.masking import KnownNames, mask_article, names_of, occurrences
from generator.refactor.project_state import (
    ARTICLE,
    ProjectState,
    Texts,
    complete_changes,
    ledger_path,
    load_project_state,
    open_project_state,
)
from generator.refactor.removed_facts import Purged, has_item_of, purge, purge_lost_ledgers
from generator.refactor.removed_history import purge_history
from generator.refactor.rewriting import not_editable
from generator.refactor.unannotate import Removal, unannotate
from generator.schema import read_schema
from generator.schema.model import Kind, Ref, Schema
from generator.values import value_type

COMMAND = "communique remove"
_NO_NAMES = KnownNames(())
_WORDS = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LONGEST = 5
"""In words, of the names that are looked for in texts."""
_PATHS = (record_path, ledger_path)


@dataclass(frozen=True, slots=True)
class RemovalRequest:
    """What an editor asks for: an id, why, the day, and whether a mask replaces the names in texts."""

    id: str
    reason: str
    day: str
    mask: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal does: the changes to files, the tombstone, and the names as articles and the record wrote them.

    `folder` is that of the records of its kind. `mentions` counts annotations of articles, `statements` those of the
    thing, `references` those of other records.
    """

    changes: tuple[Change, ...]
    folder: str
    tombstone: Tombstone
    names: KnownNames
    mentions: int = 0
    statements: int = 0
    references: int = 0


@dataclass(frozen=True, slots=True)
class _Subject:
    """The record that goes: its kind and id, and its tombstone, if it was removed before."""

    kind: Kind
    ref: Ref
    before: Tombstone | None


def remove(project: Project, request: RemovalRequest) -> tuple[Removed | None, tuple[Problem, ...]]:
    """The changes that take a record out of everything; None where anything is in error.

    Of a record that is removed already, what came back since goes again, and its tombstone keeps its day and reason.
    """
    schema, _ = read_schema(project.schema)
    bars, _ = read_bars(project.removed, schema)
    old = bars.by_id.get(request.id.strip("/").rpartition("/")[2])
    if old is None and (fault := _fault(request)):
        return None, (fault,)
    state, problems = _without_bar(project, old, schema) if old else open_project_state(project, COMMAND)
    if state is None:
        return None, problems
    ref = old.ref if old else _find(state, request.id)
    kind = state.schema.kind(ref.kind) if isinstance(ref, Ref) else None
    if isinstance(ref, Problem) or kind is None:
        return None, (ref,) if isinstance(ref, Problem) else ()
    return _remove(state, _Subject(kind, ref, old), request)


def _fault(request: RemovalRequest) -> Problem | None:
    """What is wrong with the reason or the day."""
    if not request.reason.strip():
        hint = 'the page that stays at the address says why: `--reason "At the person\'s request"`'
        return Problem("reason-is-given", "--reason is missing", file_span(COMMAND), hint=hint)
    for option, type_name, value in (("--reason", "text", request.reason), ("--date", "date", request.day)):
        if fault := value_type(type_name).check(value):
            return Problem(f"{type_name}-is-valid", f"{option}: {fault.message}", file_span(COMMAND), hint=fault.hint)
    return None


def _without_bar(
    project: Project, tombstone: Tombstone, schema: Schema
) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    """The project as if one record had not been removed: what came back of it is in error otherwise."""
    kind = schema.kind(tombstone.ref.kind)
    path = tombstone_path(tombstone.ref, kind) if kind else ""
    rest = tuple(source for source in project.removed if source.path != path)
    state, problems = load_project_state(replace(project, removed=rest))
    return (replace(state, project=project) if state else None), problems


def _find(state: ProjectState, word: str) -> Ref | Problem:
    """The record that a word means, or the thing that articles name and whose record a person deleted."""
    id_ = word.strip("/").rpartition("/")[2]
    kind = state.reading.kinds.get(id_)
    ref = find(state, word, COMMAND)
    if isinstance(ref, Problem) and kind and ref.rule == "record-is-present":
        ref = Ref(kind, id_)
    if isinstance(ref, Ref) and ref.kind == ARTICLE:
        message, hint = f"`{id_}` is an article", "delete its file, or keep an excerpt of it: `communique excerpt`"
        return Problem("ids-are-records", message, file_span(COMMAND), hint=hint)
    known = state.schema.kind(ref.kind) if isinstance(ref, Ref) else None
    if known and known.identifier != "id":
        message = f"`{id_}` is {a(known.name)}, and its id is a code that others use"
        return Problem("id-is-own", message, file_span(COMMAND), hint="take it out of the articles that name it")
    return ref


def _remove(
    state: ProjectState, subject: _Subject, request: RemovalRequest
) -> tuple[Removed | None, tuple[Problem, ...]]:
    record = state.record(subject.ref)
    previous = [text.value for text in previous_of(record.tree)] if record else []
    ids = frozenset({subject.ref.id, *previous, *(subject.before.ids if subject.before else ())})
    names, barred = _names(state, subject, ids)
    if any(occurrences(request.reason, names)):
        message, hint = "--reason names the record, and the page would show it", "write the reason without the name"
        return None, (Problem("reason-names-nobody", message, file_span(COMMAND), hint=hint),)
    tombstone = _tombstone(state, subject, ids, barred, request)
    kinds = {kind.name: kind for kind in state.schema.kinds}
    incomplete = (
        each.ref.id for each in state.reading.records if has_item_of(each, kinds[each.ref.kind], ids - {each.ref.id})
    )
    removal = Removal(ids, frozenset(incomplete), request.mask)
    articles, mentions, problems = _articles(state, removal, names, subject.kind)
    purged, refused = _records(state, subject, removal, names, tombstone)
    if failed((*problems, *refused)):
        return None, (*problems, *refused)
    try:
        histories = purge_history(state.project.history, removal, names)
    except EditRejectedError as error:
        hint = "take its entries out of the files yourself"
        return None, (Problem("record-is-editable", f"{HISTORY}: {error.reason}", file_span(HISTORY), hint=hint),)
    texts = articles | purged.texts | purge_lost_ledgers(state, removal, names) | histories
    texts |= {path_of(Ref(subject.ref.kind, id_), state.schema): None for id_ in ids for path_of in _PATHS}
    texts[tombstone_path(subject.ref, subject.kind)] = write_tombstone(tombstone, subject.kind)
    changes, found = complete_changes(state, texts, COMMAND, {})
    if failed(found):
        return None, found
    own = _own_statements(record, subject.kind) if record else 0
    made = Removed(changes, subject.kind.plural, tombstone, names, mentions, purged.statements + own, purged.references)
    return made, (*found, *_namesakes(state, tombstone))


def _names(state: ProjectState, subject: _Subject, ids: frozenset[str]) -> tuple[KnownNames, frozenset[str]]:
    """The names of a thing as articles and its record write them, and those that are barred.

    A name of one word is barred only where the record itself has it: others may share a family name.
    """
    of_person = subject.kind.schema_org == PERSON
    record = state.record(subject.ref)
    own = list(_own_names(record, subject.kind)) if record else []
    said = []
    for article in state.reading.articles:
        for annotation in article.annotations:
            if annotation.kind == subject.kind.annotation and annotation.id in ids:
                label = "" if annotation.is_block else name_in(annotation.label, of_person=of_person)
                said += [name for name in (annotation.get("name") or "", label) if name and is_proper(name)]
    others = {
        word.casefold()
        for other in state.reading.records
        if other.ref.kind == subject.ref.kind and other.ref.id not in ids
        for name in _own_names(other, subject.kind)
        for word in name.split()
    }
    if subject.before:
        said += _known_again(state, subject.before)
    if subject.kind.timeline:  # a meeting's name says what it was, and the next one may be called the same
        return names_of((*own, *said)), frozenset()
    barred = [*own, *(name for name in said if " " in name)]
    family = [_family_name(name) for name in own if of_person and " " in name]
    words = [name for name in (*own, *said, *family) if " " in name or name in own or name.casefold() not in others]
    return names_of(words), frozenset(barred)


def _family_name(name: str) -> str:
    """The last word of a name, or what stands before its comma."""
    before, comma, _ = name.partition(",")
    return before if comma else name.rsplit(maxsplit=1)[-1]


def _known_again(state: ProjectState, tombstone: Tombstone) -> Iterator[str]:
    """The names that stand in articles still, found by their hashes: a tombstone keeps no others."""
    for article in state.reading.articles:
        for text in (article.front.title, *(block.text for block in article.blocks)):
            words = _WORDS.findall(text)
            runs = (words[at : at + size] for at in range(len(words)) for size in range(1, _LONGEST + 1))
            for name in dict.fromkeys(" ".join(run) for run in runs):
                if name_hash(name, tombstone.ref.id) in tombstone.names:
                    yield name


def _own_names(record: Record, kind: Kind) -> Iterator[str]:
    for slot, value, _ in record_facts(record, kind):
        if slot.field in ("name", "sort"):
            yield value
        elif slot.field == "names" and not slot.part:
            yield slot.key[-1]


def _tombstone(
    state: ProjectState, subject: _Subject, ids: frozenset[str], barred: frozenset[str], request: RemovalRequest
) -> Tombstone:
    """The tombstone, with the hashes of names, and the others who bear one of them."""
    old, id_ = subject.before, subject.ref.id
    hashes = frozenset(name_hash(name, id_) for name in barred) - {""} | (old.names if old else frozenset())
    named = {
        record.ref.id: tuple(_own_names(record, subject.kind))
        for record in state.reading.records
        if record.ref.kind == subject.ref.kind
    }
    bearers = {other for other, names in named.items() if any(name_hash(name, id_) in hashes for name in names)}
    of_person = subject.kind.schema_org == PERSON
    for article in state.reading.articles:
        for each in article.annotations:
            if each.kind == subject.kind.annotation and each.id and each.id not in ids:
                names = (each.get("name") or "", name_in(each.label, of_person=of_person))
                bearers |= {each.id} if any(name_hash(name, id_) in hashes for name in names) else set()
    day, reason = (old.removed, old.reason) if old else (request.day, request.reason)
    namesakes = frozenset(bearers - ids) | (old.namesakes if old else frozenset())
    return Tombstone(subject.ref, day, reason, tuple(sorted(ids - {id_})), hashes, namesakes)


def _namesakes(state: ProjectState, tombstone: Tombstone) -> Iterator[Problem]:
    for id_ in sorted(tombstone.namesakes):
        record = next((each for each in state.reading.records if each.ref.id == id_), None)
        message = f"`{id_}` has a name of `{tombstone.ref.id}`, and stays"
        hint = f"if both are one, run `{COMMAND} {id_}` too"
        yield Problem("name-is-not-removed", message, record.source.whole() if record else file_span(id_), "info", hint)


def _articles(
    state: ProjectState, removal: Removal, names: KnownNames, kind: Kind
) -> tuple[Texts, int, tuple[Problem, ...]]:
    """The articles without the thing, how many annotations went, and the articles that can't be changed."""
    texts: Texts = {}
    count, problems = 0, []
    for article in state.reading.articles:
        made = unannotate(article, state.schema, removal)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        text = made.text if made else article.source.text
        count += made.annotations if made else 0
        if removal.mask:
            read, _ = read_article(replace(article.source, text=text))
            masked = mask_article(read, names, kind.annotation) if read else None
            if masked is None:
                message, hint = "a name in it leaves no safe place for a mask", "take the name out yourself"
                problems.append(Problem("article-is-editable", message, article.source.whole(), hint=hint))
                continue
            text = masked
        from generator.drafting.refusals import forget_refused  # noqa: PLC0415 -- every build loads this module

        forgotten = forget_refused(replace(article.source, text=text), partial(_is_about, removal, names))
        if forgotten is None:
            message, hint = "its front matter leaves no safe place to take a refusal out", "take it out yourself"
            problems.append(Problem("article-is-editable", message, article.source.whole(), hint=hint))
            continue
        text = forgotten.text
        if text != article.source.text:
            texts[article.source.path] = text
    return texts, count, tuple(problems)


def _is_about(removal: Removal, names: KnownNames, refusal: Refusal) -> bool:
    """Whether a refusal in an article names the thing, or has a name of it that is to be masked."""
    words = (refusal.words, refusal.sentence) if removal.mask else ()
    return refusal.id in removal.ids or any(names.masked(each) != each for each in words)


def _records(
    state: ProjectState, subject: _Subject, removal: Removal, names: KnownNames, tombstone: Tombstone
) -> tuple[Purged, tuple[Problem, ...]]:
    """The other records without the thing; names of namesakes stay in their own."""
    texts: Texts = {}
    statements, references, problems = 0, 0, []
    for record in state.reading.records:
        if record.ref == subject.ref:
            continue
        try:
            made = purge(state, record, removal, _NO_NAMES if record.ref.id in tombstone.namesakes else names)
        except EditRejectedError as error:
            problems.append(not_editable(record, error))
            continue
        if made:
            texts |= made.texts
            statements += made.statements
            references += made.references
    return Purged(texts, statements, references), tuple(problems)


def _own_statements(record: Record, kind: Kind) -> int:
    spoken = {field.name for field in kind.fields if field.statement}
    facts = record_facts(record, kind)
    return sum(1 for slot, _, _ in facts if slot.field in spoken and slot.key and not slot.part)
