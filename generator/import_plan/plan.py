"""Plan an import: read the project, merge what a file has into it, and refuse what would leave errors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import pipeline
from generator.diagnostics.problem import Problem, failed, ordered
from generator.facts.model import Slot
from generator.import_plan.import_ledger import ImportLedger, ledger_path, load_ledger, other_ledgers, write_ledger
from generator.import_plan.known_names import RegisterNames, kind_in_address, known_names
from generator.import_plan.merging import MergedImport, merge_imported
from generator.importers.record import ImportedRecord
from generator.project.configuration import site_address
from generator.project.files import Project, read_configuration, read_project
from generator.project.journal import Change
from generator.project.loader import LoadedProject
from generator.schema.model import Ref, Schema
from generator.text.source import SourceText, Span
from generator.values import country_name, is_country

_COUNTRY = "country"
_LANGUAGE = "en"
_DUE = "extraction-is-current"


@dataclass(frozen=True, slots=True)
class ImportState:
    """A project without errors before an import, its names, and what the last import of the same name wrote.

    `others` are the names, texts and contents of the other imports' ledgers.
    """

    project: Project
    given: pipeline.Input
    known: RegisterNames
    name: str
    ledger_text: str | None
    ledger: ImportLedger
    others: tuple[tuple[str, str, ImportLedger], ...] = ()

    @property
    def loaded(self) -> LoadedProject:
        """The records and articles of the project."""
        return self.given.loaded

    @property
    def schema(self) -> Schema:
        """The kinds of the project."""
        return self.loaded.schema


def open_import(root: Path, name: str) -> tuple[ImportState | None, tuple[Problem, ...]]:
    """Load a project for an import; None and the problems if it has an error."""
    project, unreadable = read_project(root)
    given = pipeline.load(project, unreadable)
    text, ledger, broken = load_ledger(root, name)
    problems = tuple(each for each in (*given.problems, *broken) if each.severity == "error")
    if problems:
        return None, problems
    loaded = given.loaded
    known = known_names(project, loaded.schema, loaded.records, loaded.kinds)
    known = replace(known, site=site_address(read_configuration(root)[0]))
    return ImportState(project, given, known, name, text, ledger, tuple(other_ledgers(root, name))), ()


def annotated_kind(state: ImportState, address: str) -> str:
    """The word in annotations for the kind of the record at an address; "" for an address of no record."""
    if found := kind_in_address(address, state.schema, state.known.site):
        return found[0].annotation
    link = state.known.links.get(address)
    kind = state.schema.kind(link.kind) if link else None
    return kind.annotation if kind else ""


def plan_records(
    state: ImportState, imported: Iterable[ImportedRecord]
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that imported records make, with the ledger of the import; none if an error would come of them."""
    merged = merge_records(state, imported)
    return plan_changes(state, merged.changes, replace(state.ledger, records=merged.bases), merged.problems)


def merge_records(state: ImportState, imported: Iterable[ImportedRecord]) -> MergedImport:
    """Merge imported records into those of the project, with records of the countries that they name."""
    records = tuple(imported)
    return merge_imported((*records, *_countries(state, records)), state.loaded.records, state.ledger, state.schema)


def _countries(state: ImportState, records: Sequence[ImportedRecord]) -> Iterator[ImportedRecord]:
    """Records of the countries that are named and have none: they need no more than their names."""
    named: dict[str, Span] = {}
    for record in records:
        kind = state.schema.kind(record.ref.kind)
        fields = {field.name: field for field in kind.fields} if kind else {}
        for slot, value in sorted(record.facts):
            field = fields[slot.field]
            pairs = [(field.field(slot.part) if slot.part else field, value)]
            pairs += [(field.field(name), text) for name, text in zip(field.key, slot.key, strict=False)]
            named |= {text: record.span for each, text in pairs if _COUNTRY in each.to and is_country(text)}
    own = {record.ref for record in records}
    for code in sorted(named):
        ref = Ref(_COUNTRY, code)
        is_known = state.loaded.kinds.get(code) == _COUNTRY and ref not in state.ledger.records
        if not is_known and ref not in own:
            fact = (Slot("name"), country_name(code, _LANGUAGE))
            yield ImportedRecord(ref, frozenset({fact}), {}, named[code], {})


def plan_changes(
    state: ImportState,
    changes: Sequence[Change],
    ledger: ImportLedger,
    problems: Sequence[Problem] = (),
    handed: Sequence[Change] = (),
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Changes with those of the ledgers (`handed`: of other imports); none if the project would have an error then."""
    problems = (*problems, *_new_errors(state, changes))
    if failed(problems):
        return (), ordered(problems)
    text = write_ledger(ledger)
    own = (Change(ledger_path(state.name), state.ledger_text, text),) if text != state.ledger_text else ()
    return (*sorted(changes, key=lambda change: change.path), *own, *handed), ordered(problems)


def _new_errors(state: ImportState, changes: Sequence[Change]) -> tuple[Problem, ...]:
    """The errors that the project would have."""
    if not changes:
        return ()
    texts = {change.path: change.new for change in changes}

    def changed(sources: tuple[SourceText, ...], folder: str) -> tuple[SourceText, ...]:
        found = {source.path: source for source in sources if source.path not in texts}
        new = {path: SourceText(path, text) for path, text in texts.items() if text is not None}
        found |= {path: source for path, source in new.items() if path.startswith(f"{folder}/")}
        return tuple(found[path] for path in sorted(found))

    project = replace(
        state.project,
        articles=changed(state.project.articles, "content/articles"),
        records=changed(state.project.records, "content/records"),
    )
    given = pipeline.load(project)
    _, missing = pipeline.plan_changes(given)
    after = {**_errors(given.problems), **_errors(missing), **_errors(pipeline.link_and_check(given)[1])}
    before = _errors(pipeline.link_and_check(state.given)[1]) if after else {}
    return tuple(problem for key, problem in after.items() if key not in before)


def _errors(problems: Iterable[Problem]) -> dict[tuple[str, str, str], Problem]:
    return {
        (each.span.source.path, each.rule, each.message): each
        for each in problems
        if each.severity == "error" and each.rule != _DUE
    }
