"""`communique reconcile`: matches a column of names with records, and writes a new table."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics.problem import Problem, failed
from generator.exports.comma_separated import defused
from generator.importers.delimited import Cell, DelimitedTable, read_table
from generator.importers.files import read_import
from generator.importers.reconcile import NameMatch, best, candidates, name_register
from generator.knowledge_base import KnowledgeBase
from generator.options import root_option
from generator.pages.columns import free_name
from generator.project.atomic_write import put
from generator.terminal import disk_error, leave, print_findings, stop
from generator.text.count import count
from generator.text.source import SourceText
from generator.text.suggest import nearest

_ADDED = ("match_id", "match_kind", "match_name", "match_score", "match_reason", "match_same_as", "match_others")
_USUAL = ("name", "label", "person", "names")


@click.command()
@root_option
@click.argument("file", metavar="FILE.csv", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--column", help="The column with the names. Without it, the one called `name`, else the first.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Match only records of this kind; repeatable.")
@click.option("--encoding", default="", help="The encoding of the file, where it is wrong or undeclared.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The new file; else FILE-reconciled.csv.")
def reconcile(
    root: Path, file: Path, column: str | None, kinds: tuple[str, ...], encoding: str, out: Path | None
) -> None:
    """Match names in a CSV file with the records, by any spelling.

    A new file has all columns and those of the match: id, kind, name, score, reason, identifiers elsewhere, and other
    candidates. 100 is the same name, 98 another name of the record, 95 the same but for accents, signs or order, 90
    another spelling, below that similar letters. Where two records are equally good there is no match, only
    candidates. The input never changes.
    """
    target = out or file.with_name(f"{file.stem}-reconciled.csv")
    if target.exists():
        stop(f"{target} is there already; delete it, or give another name with --out")
    source, problems = read_import(file, encoding)
    table, wrong = read_table(source) if source else (None, ())
    findings: tuple[Problem, ...] = (*problems, *wrong)
    if source is None or table is None or failed(findings):
        print_findings(findings, "text")
        leave(is_wrong=True)
    base, found = pipeline.build_knowledge(root)
    if broken := pipeline.errors_for_reading(found):
        print_findings(broken, "text")
        leave(is_wrong=True)
    _check_kinds(base, kinds)
    place, register = _place(source, table, column), name_register(base, kinds)
    rows = [_row(base, row, candidates(register, row[place].text)) for row in table.rows]
    header = [*(cell.text for cell in table.header), *_added(table)]
    try:
        put(target, _text([header, *rows]))
    except OSError as error:
        stop(disk_error(error, target))
    matched = sum(bool(row[len(table.header)]) for row in rows)
    click.echo(f"{target}: {matched} of {count(len(rows), 'row')} matched")


def _place(source: SourceText, table: DelimitedTable, column: str | None) -> int:
    """The number of the column with the names; exit if there is none of the given name."""
    names = [cell.text for cell in table.header]
    if column is None:
        return next((names.index(name) for name in names if name.casefold() in _USUAL), 0)
    if column in names:
        return names.index(column)
    near = nearest(column, names)
    hint = f"did you mean `{near}`?" if near else f"the columns are: {', '.join(names)}"
    print_findings([Problem("column-is-known", f"no column is called `{column}`", source.whole(), hint=hint)], "text")
    return leave(is_wrong=True)


def _check_kinds(base: KnowledgeBase, kinds: Sequence[str]) -> None:
    known = [kind.name for kind in base.schema.kinds]
    for name in kinds:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean `{near}`?" if near else f"the kinds are: {', '.join(known)}"
            stop(f"no kind is called `{name}`; {hint}")


def _added(table: DelimitedTable) -> Iterator[str]:
    """The names of the columns of the match, apart from those of the table."""
    taken = {cell.text for cell in table.header}
    for name in _ADDED:
        yield free_name(name, taken)


def _row(base: KnowledgeBase, row: Sequence[Cell], found: Sequence[NameMatch]) -> list[str]:
    match = best(found)
    others = "; ".join(f"{each.ref.id} ({each.score})" for each in found if each != match)
    cells = [cell.text for cell in row]
    if match is None:
        reason = "several records are equally good" if found else "no record has a name like it"
        return [*cells, "", "", "", "", reason, "", others]
    same = " ".join(value for slot, value, _ in base.record_facts[match.ref] if slot.field == "same_as")
    name = defused(base.name(match.ref))
    return [*cells, match.ref.id, match.ref.kind, name, str(match.score), match.reason, same, others]


def _text(rows: Sequence[Sequence[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
