"""Plan the import of the Office of the Historian's data: articles and records together."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.diagnostics.problem import Problem, failed
from generator.import_plan.articles import at_origins, draft_articles
from generator.import_plan.front_options import note
from generator.import_plan.import_ledger import ImportLedger
from generator.import_plan.mentions import NameResolver
from generator.import_plan.plan import ImportState, merge_records, plan_changes
from generator.importers.files import read_import
from generator.importers.hsg_files import HsgData
from generator.importers.hsg_people import hsg_records
from generator.importers.hsg_stays import HsgStays
from generator.importers.model import Metadata
from generator.project.files import file_span
from generator.project.journal import Change

_PERSON = "person"


def read_hsg(
    files: Iterable[Path], encoding: str = "", folders: Iterable[Path] = ()
) -> tuple[HsgData, tuple[Problem, ...]]:
    """Read files of the data; `folders` are those in which they were looked for."""
    data = HsgData()
    problems: list[Problem] = []
    for file in files:
        source, unread = read_import(file, encoding)
        problems += unread
        problems += data.add(source) if source else ()
    data.finish()
    if data.is_empty and not problems:
        problems += _nothing_of_use(data, folders)
    return data, tuple(problems)


def _nothing_of_use(data: HsgData, folders: Iterable[Path]) -> Iterator[Problem]:
    """An error for each file that is none of the data's, or for each folder where there is no file."""
    hint = "give files or folders of HistoryAtState's travels, visits or pocom"
    for path, root in data.others:
        message = f"this is no file of travels, visits or officers: its root is <{root}>"
        yield Problem("import-is-readable", message, file_span(path), hint=hint)
    for folder in () if data.others else folders:
        yield Problem(
            "import-is-readable",
            "this folder has no files of travels, visits or officers (*.xml)",
            file_span(str(folder)),
            hint=hint,
        )


def plan_hsg(data: HsgData, state: ImportState) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that the data makes in a project."""

    def id_of(own: str, name: str) -> str:
        """The record with the data's own id, else the only one with a full name, else the data's own id."""
        if current := state.known.current(_PERSON, own):
            return current
        ids = state.known.find(_PERSON, name) if " " in name else frozenset[str]()
        return min(ids) if len(ids) == 1 else own

    stays = HsgStays(data, id_of)
    drafted = draft_articles(state, tuple(stays.documents()), NameResolver(state.schema, state.known, {}), Metadata())
    records, faults = hsg_records(data, id_of)
    merged = merge_records(state, records)
    if data.others:
        stays.notes["files without anything of use, not imported"] += len(data.others)
    notes = (note("hsg", stays.notes),) if stays.notes else ()
    problems = (*stays.problems, *faults, *drafted.problems, *merged.problems, *notes)
    if failed(problems):
        return (), problems
    ledger = ImportLedger(drafted.articles, merged.bases)
    changes, wrong = plan_changes(state, (*drafted.changes, *merged.changes), ledger)
    return changes, (*problems, *at_origins(wrong, drafted.origins))
