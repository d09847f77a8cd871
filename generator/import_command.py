"""`communique import`: annotated texts and tables of others become articles and records."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from generator.diagnostics.problem import Problem, failed, ordered
from generator.drafting.folding import as_id
from generator.import_plan.articles import plan_articles
from generator.import_plan.columns import Options, find_columns
from generator.import_plan.front_options import counted, front_values
from generator.import_plan.hsg import plan_hsg, read_hsg
from generator.import_plan.import_ledger import FOLDER
from generator.import_plan.mentions import NameResolver
from generator.import_plan.plan import ImportState, annotated_kind, open_import, plan_records
from generator.import_plan.surnames import turned
from generator.import_plan.table_records import TableReading, earlier_ids
from generator.import_plan.undoing import undo
from generator.importers.delimited import read_table
from generator.importers.files import read_beside, read_import
from generator.importers.marked_text import MarkedDocument
from generator.importers.tei import TeiFile, read_tei
from generator.importers.web_annotation import read_web_annotations
from generator.options import dry_run_option, root_option
from generator.project import journal
from generator.project.files import ARTICLES, file_span
from generator.project.journal import Change
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock
from generator.text.source import SourceText
from generator.text.suggest import nearest

_Plan = Callable[[ImportState], tuple[tuple[Change, ...], tuple[Problem, ...]]]
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = click.Path(dir_okay=False, path_type=Path)

encoding_option = click.option(
    "--encoding", default="", help="The encoding of the file, where it is wrong or undeclared."
)
name_option = click.option(
    "--as", "name", default="", help="The name of the import, by which the next one knows what this one wrote."
)


@click.group("import")
def import_() -> None:
    """Import annotated texts and tables that others made.

    An import never changes what a person wrote: where a record says otherwise, a warning reports it. The same import
    again changes nothing. What it wrote is listed in content/imports/. Nothing is written if there is any error.
    """


@import_.command("csv")
@root_option
@dry_run_option
@click.argument("file", type=_FILE)
@click.option("--kind", "kind_name", required=True, help="The kind of the records: person, organization, place …")
@click.option("--map", "maps", metavar="COLUMN=FIELD", multiple=True, help="A column and what it fills; repeatable.")
@click.option(
    "--set", "constants", metavar="FIELD=VALUE", multiple=True, help="The same value in all rows; repeatable."
)
@click.option("--separator", default=";", show_default=True, help="What separates the values of a list in a cell.")
@click.option("--delimiter", default="", help="What separates the cells.  [default: by the first line]")
@click.option("--surname-first", is_flag=True, help="The names are “Roe, Ann”: write them as “Ann Roe”.")
@encoding_option
@name_option
def csv_(
    root: Path,
    file: Path,
    kind_name: str,
    maps: tuple[str, ...],
    constants: tuple[str, ...],
    separator: str,
    delimiter: str,
    encoding: str,
    name: str,
    *,
    surname_first: bool,
    dry_run: bool,
) -> None:
    """Import a table: one record a row, or several rows for one record.

    A FIELD is a field of the kind, as in a record: `born`, or `positions.title` for a part of an item. `id` is the id
    of the record; without it, the name finds the record, by any spelling, or gives a new one. `source` is the source of
    all facts of the row: an article's id, or a URL and its date, which may be in a column of its own, `source.date`. A
    fact without a source is imported, and `communique check` lists it until it has one.

    \b
    communique import csv people.csv --kind person --map Name=name --map Born=born
      --map Office=positions.title --map From=positions.from --map Link=source --map Read=source.date
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    source, problems = read_import(file, encoding)
    table, unread = read_table(source, delimiter) if source else (None, ())
    findings = (*problems, *unread)

    def plan(state: ImportState) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
        kind = state.schema.kind(kind_name)
        if kind is None:
            names = [each.name for each in state.schema.kinds]
            near = nearest(kind_name, names)
            hint = f"did you mean `{near}`?" if near else f"the kinds are {', '.join(names)}"
            return (), (Problem("kind-is-known", f"no kind `{kind_name}`", file_span("--kind"), hint=hint),)
        if table is None:
            return (), ()
        columns, faults = find_columns(table, kind, Options(maps, constants))
        if failed(faults):
            return (), faults
        reading = TableReading(kind, columns, state.known, earlier_ids(state.ledger, kind), separator or ";")
        records, wrong = reading.records(tuple(turned(table.rows, columns)) if surname_first else table.rows)
        if failed(wrong):
            return (), (*faults, *wrong)
        changes, disputed = plan_records(state, records)
        return changes, (*faults, *wrong, *disputed)

    _carry_out(root, name or _name("csv", [file]), plan, findings, dry_run=dry_run)


@import_.command("tei")
@root_option
@dry_run_option
@click.argument("files", metavar="FILE...", type=_FILE, nargs=-1, required=True)
@click.option("--front", metavar="KEY=VALUE", multiple=True, help="A value for documents that lack it; repeatable.")
@encoding_option
@name_option
def tei(
    root: Path, files: tuple[Path, ...], front: tuple[str, ...], encoding: str, name: str, *, dry_run: bool
) -> None:
    """Import TEI documents as articles, with their names and dates as annotations.

    Each `div` of type `document` becomes an article, or else the whole body. A name finds its record by what it points
    to (`ref`, `corresp`, `key`): the address of a record, or an entry of a register in one of the FILEs, whose name
    finds the record by any spelling or gives a new one. Other markup is kept as text and counted. A list of
    participants becomes a meeting on the day of the dateline.
    """
    metadata, findings = front_values(front)
    read: list[TeiFile] = []
    for file in _once(files):
        source, problems = read_import(file, encoding)
        found, faults = read_tei(source, file.stem) if source else (None, ())
        findings += (*problems, *faults)
        read += [found] if found else []

    def plan(state: ImportState) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
        registers = {each.source.path: each.register for each in read}
        mentions = NameResolver(state.schema, state.known, registers)
        documents = [document for each in read for document in each.documents]
        if read and not documents:
            hint = "give it together with the documents that point to it"
            message = "only a register, and no document" if len(read) == 1 else "only registers, and no document"
            return (), (Problem("text-is-present", message, read[0].source.whole(), hint=hint),)
        changes, problems = plan_articles(state, documents, mentions, metadata)
        return changes, (*problems, *counted(documents, mentions.notes))

    _carry_out(root, name or _name("tei", files), plan, findings, dry_run=dry_run)


@import_.command("web-annotation")
@root_option
@dry_run_option
@click.argument("files", metavar="FILE...", type=_FILE, nargs=-1, required=True)
@click.option(
    "--text", "text_file", type=_FILE, help="The text that the annotations are about, where they do not name it."
)
@click.option("--front", metavar="KEY=VALUE", multiple=True, help="A value for texts that lack it; repeatable.")
@encoding_option
@name_option
def web_annotation(
    root: Path,
    files: tuple[Path, ...],
    text_file: Path | None,
    front: tuple[str, ...],
    encoding: str,
    name: str,
    *,
    dry_run: bool,
) -> None:
    """Import W3C Web Annotations (JSON-LD) and the texts that they are about as articles.

    Quote and position of an annotation must agree, or else nothing is imported. The text is that of the target's
    source, a file beside that the target's state or source names, or --text. A body is the address of a record, one of
    its links, a date, or an annotation in braces.
    """
    metadata, findings = front_values(front)
    sources: list[SourceText] = []
    for file in _once(files):
        source, problems = read_import(file, encoding)
        findings += problems
        sources += [source] if source else []

    def plan(state: ImportState) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
        documents: list[MarkedDocument] = []
        problems: tuple[Problem, ...] = ()
        for source in sources:
            beside = partial(read_beside, Path(source.path).parent, text_file)
            found, faults = read_web_annotations(source, partial(annotated_kind, state), beside)
            documents += found
            problems += faults
        if failed(problems):
            return (), problems
        mentions = NameResolver(state.schema, state.known, {})
        changes, disputed = plan_articles(state, documents, mentions, metadata)
        return changes, (*problems, *disputed, *counted(documents, mentions.notes))

    _carry_out(root, name or _name("web-annotation", files), plan, findings, dry_run=dry_run)


@import_.command("hsg")
@root_option
@dry_run_option
@click.argument("paths", metavar="PATH...", type=click.Path(path_type=Path), nargs=-1, required=True)
@encoding_option
@name_option
def hsg(root: Path, paths: tuple[Path, ...], encoding: str, name: str, *, dry_run: bool) -> None:
    """Import the data of the Office of the Historian: travels, visits, and officers (pocom).

    A PATH is an XML file, or a folder with all that is in it. Journeys and visits become articles, one a month, in the
    words of the data; officers become records, every fact with its source. What the data has wrong is reported and left
    out.
    """
    found = (each for path in paths for each in (path.rglob("*.xml") if path.is_dir() else (path,)))
    data, findings = read_hsg(sorted(_once(found)), encoding, paths)
    _carry_out(root, name or "hsg", partial(plan_hsg, data), findings, dry_run=dry_run)


def _once(files: Iterable[Path]) -> list[Path]:
    """Each file once, by its first path, though it is named again or lies in two of the folders that are named."""
    return list({file.resolve(): file for file in reversed(tuple(files))}.values())[::-1]


@import_.command("undo")
@root_option
@dry_run_option
@click.argument("name")
def undo_(root: Path, name: str, *, dry_run: bool) -> None:
    """Take an import back: NAME is its file in content/imports/.

    What the import wrote and nobody changed goes; what a person has a hand in stays, and a warning reports it.
    """
    _carry_out(root, name, undo, (), dry_run=dry_run)


def _name(form: str, files: Sequence[Path]) -> str:
    """The name of an import that has none: the format, and the name of the first file."""
    return as_id(f"{form}-{files[0].stem}") or form


def _carry_out(root: Path, name: str, plan: _Plan, findings: tuple[Problem, ...], *, dry_run: bool) -> None:
    """Load the project, and write the changes that the plan makes, all or none."""
    if not _NAME.fullmatch(name) and plan is undo:
        raise click.UsageError(f"`{name}` is the name of no import: they are the files of {FOLDER}/, without `.jsonl`")
    if not _NAME.fullmatch(name):
        raise click.UsageError("--as needs small letters, digits and single hyphens: --as people-2025")
    changes: tuple[Change, ...] = ()
    with nullcontext() if dry_run or failed(findings) else project_lock(root):
        if not failed(findings):
            findings += () if dry_run else journal.finish(root)
        if not failed(findings):
            state, problems = open_import(root, name)
            findings += problems
            changes, problems = plan(state) if state else ((), ())
            findings += problems
        if not (dry_run or failed(findings)):
            findings += journal.write(root, changes)
    print_findings(ordered(findings), "text")
    if not failed(findings):
        shown = [change for change in changes if not change.path.startswith(f"{FOLDER}/")]
        steps = () if dry_run else _next_steps(shown, name, is_undo=plan is undo)
        print_lines("text", *change_lines(shown, is_dry=dry_run), *steps)
    leave(failed(findings))


def _next_steps(changes: Sequence[Change], name: str, *, is_undo: bool) -> Iterator[str]:
    """What to do after an import, and how to take it back."""
    if not changes:
        return
    if any(change.path.startswith(f"{ARTICLES}/") for change in changes):
        yield "next: communique extract"
    if not is_undo:
        yield f"to take it back: communique import undo {name}"
