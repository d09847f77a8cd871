"""What the articles want, the ledgers and the records as they are, to the changes of files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.assemble import DesiredRecord
from generator.facts.extract import LABEL
from generator.facts.ledger import SUFFIX, Assertion, Ledger, read_ledger, write_ledger
from generator.facts.ledger_keys import with_current_keys
from generator.facts.model import Fact, Slot
from generator.memo import Memoize, no_memo
from generator.project.files import FACTS, RECORDS
from generator.project.journal import Change
from generator.records.conflicts import Conflict, problem_of
from generator.records.merge import merge
from generator.records.model import Record, record_facts
from generator.schema.model import Field, Kind, Ref, Schema
from generator.text.source import SourceText, Span

_NAME = Slot("name")
_NOTHING = DesiredRecord(frozenset(), "")


class StoredLedger(NamedTuple):
    """A ledger as it stands on disk: its text, and what it says."""

    text: str | None
    ledger: Ledger


def read_ledgers(
    sources: Iterable[SourceText], schema: Schema, remember: Memoize = no_memo
) -> tuple[dict[Ref, StoredLedger], tuple[Problem, ...]]:
    """All ledgers by the record that they belong to; one in a folder of no kind is left alone."""
    kinds = {kind.plural: kind for kind in schema.kinds}
    found: dict[Ref, StoredLedger] = {}
    problems: list[Problem] = []
    for source in sources:
        folder, _, name = source.path.removeprefix(f"{FACTS}/").partition("/")
        ledger, wrong = remember(source.path, read_ledger, source)
        problems += wrong
        if folder in kinds:
            ref = Ref(kinds[folder].name, name.removesuffix(SUFFIX))
            found[ref] = StoredLedger(source.text, with_current_keys(ledger, kinds[folder]))
    return found, tuple(problems)


def incomplete(
    schema: Schema, records: Iterable[Record], wanted: Mapping[Ref, DesiredRecord], places: Mapping[Ref, Span]
) -> Iterator[Problem]:
    """Things without a record whose articles leave out what a record of their kind must have."""
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
                    yield Problem(f"{kind.name}-has-{field.name}", message, places[ref], hint=hint)


def _ways(field: Field) -> str:
    """How an article can give a field."""
    ways = [f"{name}=… in the annotation" for name in field.attributes[:1]]
    ways += [f"[…]{{{taken.annotation}=…}} inside its span" for taken in field.takes if taken.inline]
    return f"write {' or '.join(ways)}" if ways else "write the record by hand: `communique new`"


def update(
    schema: Schema,
    records: Sequence[Record],
    ledgers: Mapping[Ref, StoredLedger],
    wanted: Mapping[Ref, DesiredRecord],
    facts: Iterable[Fact] = (),
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The files to change, in the order of their paths, and what articles and records disagree on.

    `facts` are what the articles assert, so that a disagreement can name them.
    """
    by_ref = {record.ref: record for record in records}
    kinds = {kind.name: kind for kind in schema.kinds}
    changes: list[Change] = []
    found: list[tuple[Ref, Conflict, SourceText]] = []
    for ref in sorted({*wanted, *ledgers}):
        kind, record, kept = kinds[ref.kind], by_ref.get(ref), ledgers.get(ref, StoredLedger(None, Ledger()))
        asserted = _asserted(wanted.get(ref, _NOTHING), kept.ledger, record)
        if record and _agrees(asserted, kept.ledger, record, kind):
            continue
        text = record.source.text if record else None
        merged = merge(kept.ledger, asserted, text, kind)
        path = f"{RECORDS}/{kind.plural}/{ref.id}.yaml"
        ledger = write_ledger(merged.base) or None
        changes += _changed(path, text, merged.text)
        changes += _changed(f"{FACTS}/{kind.plural}/{ref.id}{SUFFIX}", kept.text, ledger)
        source = SourceText(path, merged.text or "")
        found += ((ref, conflict, source) for conflict in merged.conflicts)
    said = _said(facts, {ref for ref, _, _ in found})
    problems = (
        problem_of(conflict, source, kinds[ref.kind], said.get((ref, conflict.slot, conflict.asserted), ()))
        for ref, conflict, source in found
    )
    return tuple(sorted(changes, key=lambda change: change.path)), tuple(problems)


def _said(facts: Iterable[Fact], refs: set[Ref]) -> dict[tuple[Ref, Slot, str | None], tuple[str, ...]]:
    """Which articles assert each fact of some records, each once, in the order of the articles."""
    articles: dict[tuple[Ref, Slot, str | None], dict[str, None]] = {}
    for fact in facts if refs else ():
        if fact.subject in refs:
            slot = _NAME if fact.slot == LABEL else fact.slot
            articles.setdefault((fact.subject, slot, fact.value), {})[fact.article] = None
    return {key: tuple(found) for key, found in articles.items()}


def _agrees(asserted: frozenset[Assertion], ledger: Ledger, record: Record, kind: Kind) -> bool:
    """Whether articles, ledger and record say the same, and no person had a hand in it: most records, most days."""
    if ledger.theirs or asserted != ledger.ours:
        return False
    facts = {(slot, value) for slot, value, _ in record_facts(record, kind)}
    return asserted <= facts and record.tree.get("rejected") is None


def _changed(path: str, old: str | None, new: str | None) -> Iterator[Change]:
    if old != new:
        yield Change(path, old, new)


def _asserted(wanted: DesiredRecord, ledger: Ledger, record: Record | None) -> frozenset[Assertion]:
    """What the articles assert, with the name that follows from their labels where no person has chosen one."""
    if not wanted.name or any(slot == _NAME for slot, _ in wanted.assertions):
        return wanted.assertions
    name = record.text("name") if record else ""
    chosen = name and (_NAME, name) not in ledger.ours
    return wanted.assertions | {(_NAME, name if chosen else wanted.name)}
