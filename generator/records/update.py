"""Plan the changes of records and ledgers that the facts of the articles need."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.annotation_schema import is_assertable
from generator.facts.assemble import DesiredRecord, desired_record
from generator.facts.extract import LABEL
from generator.facts.ledger import (
    SUFFIX,
    Assertion,
    Ledger,
    LedgerState,
    compacted,
    fingerprint,
)
from generator.facts.ledger_ids import united, with_current_ids
from generator.facts.ledger_keys import with_current_keys
from generator.facts.ledger_text import read_ledger, write_ledger
from generator.facts.model import Fact, Slot
from generator.memo import Memoize, no_memo
from generator.project.files import FACTS, RECORDS, file_span
from generator.project.journal import Change
from generator.records.conflicts import Conflict, problem_of
from generator.records.merge import merge_record
from generator.records.merge_base import is_machines
from generator.records.model import Record, facts_in
from generator.records.previous_ids import previous_ids
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.source import SourceText, Span

_NAME = Slot("name")
_NOTHING = DesiredRecord(frozenset(), "")
_OF_AGREEMENT: frozenset[LedgerState] = frozenset({"machine", "gone", "handwritten", "erased"})
_FEW = 3
"""The most records without a ledger that are reported one by one."""


class StoredLedger(NamedTuple):
    """A ledger on disk: its text (None: no file) and its content."""

    text: str | None
    ledger: Ledger


def read_ledgers(
    sources: Iterable[SourceText], schema: Schema, remember: Memoize = no_memo
) -> tuple[dict[Ref, StoredLedger], tuple[Problem, ...]]:
    """Read all ledgers by their record; one in a folder of no kind is left alone."""
    kinds = {kind.plural: kind for kind in schema.kinds}
    found: dict[Ref, StoredLedger] = {}
    problems: list[Problem] = []
    for source in sources:
        folder, _, name = source.path.removeprefix(f"{FACTS}/").partition("/")
        stored, wrong = remember(source.path, _read_ledger, source, kinds.get(folder))
        problems += wrong
        if folder in kinds:
            found[Ref(kinds[folder].name, name.removesuffix(SUFFIX))] = stored
    return found, tuple(problems)


def _read_ledger(source: SourceText, kind: Kind | None) -> tuple[StoredLedger, tuple[Problem, ...]]:
    ledger, problems = read_ledger(source)
    return StoredLedger(source.text, with_current_keys(ledger, kind) if kind else ledger), tuple(problems)


def incomplete(
    schema: Schema, records: Iterable[Record], wanted: Mapping[Ref, DesiredRecord], spans: Mapping[Ref, Span]
) -> Iterator[Problem]:
    """Things without a record whose articles lack a field that their kind requires."""
    known = {record.ref for record in records}
    for kind in schema.kinds:
        required = [field for field in kind.fields if field.required and Slot(field.name) != _NAME]
        for ref in wanted if required else ():
            if ref.kind != kind.name or ref in known:
                continue
            given = {slot.field for slot, _ in wanted[ref].assertions}
            for field in required:
                if field.name not in given:
                    message = f"the {kind.name} `{ref.id}` has no {field.name}"
                    hint = _ways(field)
                    yield Problem(f"{kind.name}-has-{field.name}", message, spans[ref], hint=hint)


def _ways(field: Field) -> str:
    """The ways in which an article can give a field."""
    ways = [f"{name}=… in the annotation" for name in field.attributes[:1]]
    ways += [f"[…]{{{taken.annotation}=…}} inside its span" for taken in field.takes if taken.inline]
    return f"write {' or '.join(ways)}" if ways else "write the record by hand: `communique new`"


class _Inputs(NamedTuple):
    """The inputs for one record: its kind, its file and the facts in it, its ledger, and what articles assert."""

    kind: Kind
    record: Record | None
    present: frozenset[Assertion] | None
    stored: StoredLedger
    asserted: frozenset[Assertion]


def update(
    schema: Schema,
    records: Sequence[Record],
    ledgers: Mapping[Ref, StoredLedger],
    wanted: Mapping[Ref, DesiredRecord],
    facts: Iterable[Fact] = (),
    *,
    compact: bool = False,
    only: frozenset[Ref] | None = None,
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Plan the changes of files, in the order of their paths, and report the conflicts of articles and records.

    `facts` are those of the articles, so that a conflict can name its articles. `compact` removes facts that are gone
    from the ledgers. With `only`, no other things are looked at.
    """
    by_ref = {record.ref: record for record in records}
    kinds = {kind.name: kind for kind in schema.kinds}
    previous = previous_ids(records)
    ledgers, left = _with_previous(ledgers, by_ref, previous)
    current = {old: ref.id for old, ref in previous.items()}
    changes = [Change(_ledger_path(kinds[ref.kind], ref), ledger.text, None) for ref, ledger in left.items()]
    found: list[tuple[Ref, Conflict, SourceText]] = []
    lost: list[Problem] = []
    refs = {*wanted, *ledgers, *by_ref}
    for ref in sorted(refs if only is None else refs & only):
        given = _inputs(kinds[ref.kind], by_ref.get(ref), ledgers.get(ref), wanted.get(ref, _NOTHING), current)
        if _agrees(given) and not compact:
            continue
        text = given.record.source.text if given.record else None
        merged = merge_record(given.stored.ledger, given.asserted, text, given.present, given.kind, current)
        path = f"{RECORDS}/{given.kind.plural}/{ref.id}.yaml"
        ledger = compacted(merged.ledger, merged.present, merged.text, given.kind) if compact else merged.ledger
        changes += _changed(path, text, merged.text)
        changes += _changed(_ledger_path(given.kind, ref), given.stored.text, write_ledger(ledger))
        lost += _without_ledger(given)
        source = SourceText(path, merged.text or "")
        found += ((ref, conflict, source) for conflict in merged.conflicts)
    said = _said(facts, {ref for ref, _, _ in found})
    problems = (
        problem_of(conflict, source, kinds[ref.kind], said.get((ref, conflict.slot, conflict.asserted), ()))
        for ref, conflict, source in found
    )
    return tuple(sorted(changes, key=lambda change: change.path)), (*problems, *_together(lost))


def unsettled(
    schema: Schema,
    records: Sequence[Record],
    ledgers: Mapping[Ref, StoredLedger],
    facts: Mapping[Ref, tuple[Fact, ...]],
    mentioned: Container[Ref],
    languages: Mapping[str, str],
    remember: Memoize,
) -> frozenset[Ref]:
    """The things that need a closer look: all but the records that agree with articles and ledger.

    `facts` are those of each thing, as `assemble` wants them, `mentioned` all that articles name.
    """
    by_ref = {record.ref: record for record in records}
    kinds = {kind.name: kind for kind in schema.kinds}
    previous = previous_ids(records)
    ledgers, _ = _with_previous(ledgers, by_ref, previous)
    current: Mapping[str, str] = remember("current", dict, {old: ref.id for old, ref in previous.items()})
    said: Mapping[str, str] = remember("languages", dict, languages)

    def is_settled(ref: Ref) -> bool:
        stored, own, is_named = ledgers.get(ref), facts.get(ref, ()), ref in mentioned
        return remember(ref, _is_settled, kinds[ref.kind], by_ref[ref], stored, own, is_named, said, current)

    settled = {ref for ref in by_ref if is_settled(ref)}
    return frozenset({*facts, *ledgers, *by_ref}.difference(settled))


def _is_settled(
    kind: Kind,
    record: Record,
    stored: StoredLedger | None,
    facts: Sequence[Fact],
    is_named: bool,  # noqa: FBT001 -- a memo takes arguments by their order
    languages: Mapping[str, str],
    current: Mapping[str, str],
) -> bool:
    wanted = desired_record(record.ref, kind, facts, languages) if facts or is_named else _NOTHING
    return _agrees(_inputs(kind, record, stored, wanted, current))


def _ledger_path(kind: Kind, ref: Ref) -> str:
    return f"{FACTS}/{kind.plural}/{ref.id}{SUFFIX}"


def _with_previous(
    ledgers: Mapping[Ref, StoredLedger], records: Mapping[Ref, Record], previous: Mapping[str, Ref]
) -> tuple[dict[Ref, StoredLedger], dict[Ref, StoredLedger]]:
    """The ledgers, each merged with those of its record's previous ids; and these, whose files are removed."""
    found = dict(ledgers)
    left = {ref: one for ref, one in ledgers.items() if ref not in records and _now(ref, previous) in records}
    for ref, one in left.items():
        del found[ref]
        now = _now(ref, previous)
        own = found.get(now, StoredLedger(None, Ledger()))
        found[now] = StoredLedger(own.text, united(own.ledger, one.ledger))
    return found, left


def _now(ref: Ref, previous: Mapping[str, Ref]) -> Ref:
    """The record that has an id as a previous one, if it is of the same kind; otherwise the one of the id itself."""
    now = previous.get(ref.id, ref)
    return now if now.kind == ref.kind else ref


def _without_ledger(given: _Inputs) -> Iterator[Problem]:
    """Report a record without a ledger that contains more than a name that articles assert."""
    if given.record is None or given.stored.ledger.lines:
        return
    if any(slot != _NAME for slot, _ in given.asserted & (given.present or frozenset())):
        message = "this record has no ledger, so its facts count as written by a person"
        hint = "if its ledger was deleted, restore it with git, then run `communique extract` again"
        yield Problem("ledger-is-present", message, given.record.source.whole(), "info", hint)


def _together(lost: Sequence[Problem]) -> Sequence[Problem]:
    """Report many records without a ledger as one problem."""
    if len(lost) <= _FEW:
        return lost
    first, *_ = lost
    message = f"{len(lost)} records have no ledger, so their facts count as written by a person"
    hint = f"if their ledgers were deleted, restore {FACTS}/ with git, then run `communique extract` again"
    return [replace(first, message=message, span=file_span(FACTS), hint=hint)]


def _inputs(
    kind: Kind,
    record: Record | None,
    stored: StoredLedger | None,
    wanted: DesiredRecord,
    current: Mapping[str, str],
) -> _Inputs:
    stored = stored or StoredLedger(None, Ledger())
    present = frozenset(facts_in(record.tree, kind)) if record else None
    if current:
        stored = stored._replace(ledger=with_current_ids(stored.ledger, current, present or frozenset(), kind))
    return _Inputs(kind, record, present, stored, _asserted(wanted, stored.ledger, record, present or frozenset()))


def _said(facts: Iterable[Fact], refs: set[Ref]) -> dict[tuple[Ref, Slot, str | None], tuple[str, ...]]:
    """The articles that assert each fact of some records, in their order."""
    articles: dict[tuple[Ref, Slot, str | None], dict[str, None]] = {}
    for fact in facts if refs else ():
        if fact.subject in refs:
            slot = _NAME if fact.slot == LABEL else fact.slot
            articles.setdefault((fact.subject, slot, fact.value), {})[fact.article] = None
    return {key: tuple(found) for key, found in articles.items()}


def _agrees(given: _Inputs) -> bool:
    """Whether articles, ledger and record agree, and no person changed anything, as is usual."""
    ledger, present = given.stored.ledger, given.present
    if not (ledger.is_tidy and present is not None and given.record and given.asserted <= present):
        return False
    states: dict[LedgerState, set[Assertion]] = defaultdict(set)
    for line in ledger.lines:
        states[line.state].add(line.fact)
    if states["machine"] != given.asserted or states.keys() - _OF_AGREEMENT:
        return False
    others = present - given.asserted
    if states["handwritten"] != {fact for fact in others if is_assertable(fact[0], given.kind)}:
        return False
    seen = fingerprint(present, given.record.source.text)
    return seen in ledger.fingerprints and "rejected" not in given.record.texts


def _changed(path: str, old: str | None, new: str | None) -> Iterator[Change]:
    if old != (new or None):
        yield Change(path, old, new or None)


def _asserted(
    wanted: DesiredRecord, ledger: Ledger, record: Record | None, present: frozenset[Assertion]
) -> frozenset[Assertion]:
    """What the articles assert, with the name from their labels unless a person chose one."""
    if not wanted.name or any(slot == _NAME for slot, _ in wanted.assertions):
        return wanted.assertions
    name = record.text("name") if record else ""
    chosen = name not in ("", wanted.name) and not is_machines(ledger, (_NAME, name), present)
    return wanted.assertions | {(_NAME, name if chosen else wanted.name)}
