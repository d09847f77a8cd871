"""`communique links`: lists addresses elsewhere with the facts that rest on them, and reads a link checker's report."""

import csv
import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Literal

import click

from generator import pipeline
from generator.diagnostics.problem import Problem, failed, ordered, visible
from generator.exports.address_list import OutsideAddress, as_rows, as_text, as_values, outside_addresses
from generator.import_plan.address_notes import plan_notes
from generator.importers.files import read_import
from generator.importers.lychee import LinkReport, read_report
from generator.options import dry_run_option, root_option
from generator.project import journal
from generator.project.files import file_span, read_own_pages, read_project
from generator.records.addresses import address_key
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock, stop
from generator.text.count import count
from generator.values import value_type

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@root_option
@dry_run_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "addresses"]),
    default="text",
    show_default=True,
    help="`addresses` is one address a line, as a link checker reads it.",
)
@click.option("--report", type=_FILE, help="A report of lychee, made with `--format json`, to write down what is gone.")
@click.option("--on", "day", default="", metavar="DATE", help="The day of the report.  [default: today]")
def links(
    root: Path, form: Literal["text", "json", "csv", "addresses"], report: Path | None, day: str, *, dry_run: bool
) -> None:
    """List the addresses elsewhere that articles, records and your own pages name, with the facts that rest on each.

    No address is ever opened. A link checker such as lychee does that; what it found is read with --report, and written
    into content/links/, where pages find that a source is gone, and where its copy is.

    \b
    communique links --format addresses > addresses.txt
    lychee --format json --output report.json addresses.txt
    communique links --report report.json
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    if day and not report:
        stop("--on is the day of a report: give the report, too, with --report")
    if report and form != "text":
        stop("--format is for the list of addresses; with --report none is made")
    if report:
        _write_down(root, report, day, dry_run=dry_run)
    base, problems = pipeline.build_knowledge(root)
    if broken := pipeline.errors_for_reading(problems):
        print_findings(broken, "text")
        leave(is_wrong=True)
    _print(outside_addresses(base, read_own_pages(root)), form)


def _print(found: tuple[OutsideAddress, ...], form: Literal["text", "json", "csv", "addresses"]) -> None:
    match form:
        case "json":
            click.echo(json.dumps(as_values(found), ensure_ascii=False, indent=2))
        case "csv":
            out = StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows(as_rows(found))
            click.echo(out.getvalue(), nl=False)
        case "addresses":
            click.echo("".join(f"{visible(each.note.address)}\n" for each in found), nl=False)
        case "text":
            click.echo("\n".join(map(visible, as_text(found))))


def _write_down(root: Path, path: Path, day: str, *, dry_run: bool) -> None:
    """Write what a report says into content/links/, and exit."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    day = day or today
    if not _DAY.fullmatch(day) or value_type("date").check(day) or day > today:
        message = f"`{visible(day)}` is no day up to today"
        print_findings([Problem("date-is-valid", message, file_span("--on"), hint="write it as 2025-12-05")], "text")
        leave(is_wrong=True)
    source, problems = read_import(path)
    found, unclear = read_report(source) if source else (None, ())
    if found is None or failed(unclear):
        print_findings((*problems, *unclear), "text")
        leave(is_wrong=True)
    with project_lock(root):
        findings = journal.finish(root)
        base, wrong = pipeline.build_knowledge(root)
        findings += tuple(problem for problem in wrong if problem.severity == "error")
        if failed(findings):
            print_findings(findings, "text")
            leave(is_wrong=True)
        named = outside_addresses(base, read_own_pages(root))
        used = {address_key(each.note.address): each.note.address for each in named}
        changes, doubts = plan_notes(read_project(root)[0].links, base.addresses, used, found, day)
        findings += doubts if dry_run else (*doubts, *journal.write(root, changes))
    findings = ordered((*unclear, *findings))
    print_findings(findings, "text")
    if not failed(findings):
        print_lines("text", _summary(found, used, unclear), *change_lines(changes, is_dry=dry_run))
    leave(failed(findings))


def _summary(report: LinkReport, used: Mapping[str, str], unclear: Sequence[Problem]) -> str:
    """How many addresses of a report are the project's, and how many entries could not be used."""
    known = sum(address_key(each) in used for each in report.addresses)
    left = f"; {count(len(unclear), 'entry', 'entries')} left out, see above" if unclear else ""
    return f"the report has {count(len(report.addresses), 'address', 'addresses')}, {known:,} of this project{left}"
