"""Take an import back: what it wrote and nobody changed goes, and what a person has a hand in stays."""

from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.import_plan.import_ledger import ImportLedger, text_hash
from generator.import_plan.merging import merge_imported
from generator.import_plan.plan import ImportState, plan_changes
from generator.importers.record import ImportedRecord
from generator.project.files import file_span
from generator.project.journal import Change
from generator.schema.model import Ref


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
    merged = merge_imported(
        (_nothing(ref) for ref in sorted(state.ledger.records)), state.loaded.records, state.ledger, state.schema
    )
    planned, found = plan_changes(state, (*changes, *merged.changes), ImportLedger(), (*problems, *merged.problems))
    return Undone(planned, found)


def _nothing(ref: Ref) -> ImportedRecord:
    return ImportedRecord(ref, frozenset(), {}, file_span(f"{ref.kind} {ref.id}"), {})
