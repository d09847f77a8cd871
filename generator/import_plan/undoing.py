"""Take an import back: what it wrote and nobody changed goes, and what a person has a hand in stays."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.facts.ledger import MergeBase
from generator.facts.model import Slot
from generator.import_plan.import_ledger import ImportLedger, ledger_path, text_hash, write_ledger
from generator.import_plan.merging import merge_imported
from generator.import_plan.plan import ImportState, plan_changes
from generator.importers.record import ImportedRecord
from generator.project.files import file_span
from generator.project.journal import Change
from generator.schema.model import Ref
from generator.text.count import count

_NAME = Slot("name")


class Undone(NamedTuple):
    """The changes that take an import back, and what stays."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def undo(state: ImportState) -> Undone:
    """The changes that take back what the import of the state wrote."""
    if state.ledger_text is None:
        hint = "the imports are the files of content/imports/, without `.jsonl`"
        problem = Problem("import-exists", f"there is no import `{state.name}`", file_span(state.name), hint=hint)
        return Undone((), (problem,))
    changes: list[Change] = []
    problems: list[Problem] = []
    sources = {source.path: source for source in state.project.articles}
    for path, file in sorted(state.ledger.articles.items()):
        source = sources.get(path)
        if source and text_hash(source.text) == file.text:
            changes.append(Change(path, source.text, None))
        elif source:
            hint = "delete the file yourself if it is to go"
            problems.append(
                Problem("import-is-unchanged", "changed since the import: it stays", source.whole(), "warning", hint)
            )
    left = (_left(state, ref) for ref in sorted(state.ledger.records))
    merged = merge_imported(left, state.loaded.records, state.ledger, state.schema)
    handed, notes = _handed_over(state, merged.bases)
    found = (*problems, *merged.problems, *notes)
    return Undone(*plan_changes(state, (*changes, *merged.changes), ImportLedger(), found, handed))


def _left(state: ImportState, ref: Ref) -> ImportedRecord:
    """What other imports have of a record, too: that stays, with the name, without which there is no record.

    All of it stays if a record of another import names it.
    """
    own = state.ledger.records[ref].facts
    ledgers = [ledger for _, _, ledger in state.others]
    others = [ledger.records[ref] for ledger in ledgers if ref in ledger.records]
    shared = frozenset(fact for each in others for fact in each.facts)
    facts = frozenset(fact for fact in own if others and (fact in shared or fact[0] == _NAME))
    kept = own if any(_names(ledger, ref.id) for ledger in ledgers) else facts
    return ImportedRecord(ref, kept, {}, file_span(f"{ref.kind} {ref.id}"), {})


def _names(ledger: ImportLedger, id_: str) -> bool:
    """Whether a fact of an import has an id for its value, or in the key of its item."""
    return any(id_ in (value, *slot.key) for base in ledger.records.values() for slot, value in base.facts)


def _handed_over(state: ImportState, bases: Mapping[Ref, MergeBase]) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The ledgers of the imports that have from now on what stays of records, each record with the first of them."""
    left = {ref: bases[ref].ours for ref in state.ledger.records if bases[ref].ours}
    changes, notes = [], []
    for name, text, ledger in state.others:
        own = {ref: left.pop(ref) for ref in [*left] if ref in ledger.records or _names(ledger, ref.id)}
        if not own:
            continue
        records = dict(ledger.records)
        for ref, facts in own.items():
            base = records.get(ref, MergeBase())
            records[ref] = MergeBase(base.ours | facts, base.theirs - facts)
        changes.append(Change(ledger_path(name), text, write_ledger(ImportLedger(ledger.articles, records))))
        message = f"{count(len(own), 'record')} stay{'s' * (len(own) == 1)}: the import `{name}` has facts of the same"
        hint = f"`communique import undo {name}` takes these back, too"
        notes.append(Problem("import-is-unchanged", message, file_span(ledger_path(name)), "info", hint))
    return tuple(changes), tuple(notes)
