"""`communique remove`: takes a record out of the knowledge base, and keeps it from coming back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from generator import refactor
from generator.diagnostics.problem import Problem, failed, visible
from generator.import_plan.import_ledger import without_ids
from generator.options import dry_run_option, root_option
from generator.project import journal, vscode_snippets
from generator.project.files import read_project
from generator.refactor import RemovalRequest, Removed
from generator.refactor.left_behind import names_left, remainders
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock
from generator.text.count import count


@click.command()
@root_option
@dry_run_option
@click.option("--reason", default="", help="Why; the page that stays at the address says it.")
@click.option("--date", "day", default="", show_default="today", help="The day of the removal.")
@click.option("--mask", is_flag=True, help="Mask the names in the texts of articles and records.")
@click.argument("id_", metavar="ID")
def remove(root: Path, id_: str, reason: str, day: str, *, dry_run: bool, mask: bool) -> None:
    """Remove a record on request: from articles, records, ledgers, pages, exports and search.

    Its annotations become plain text, and its statements go with it. A page at its address says that the record was
    removed, when and why. Neither its ids nor its names can be annotated again. Of a record that was removed before,
    everything that came back is removed again.
    """
    request = RemovalRequest(id_, reason, day or dt.date.today().isoformat(), mask)  # noqa: DTZ011 -- the editor's day
    with nullcontext() if dry_run else project_lock(root):
        unfinished = () if dry_run else journal.finish(root)
        project, unreadable = read_project(root)
        findings: tuple[Problem, ...] = (*unfinished, *unreadable)
        removed, problems = (None, ()) if failed(findings) else refactor.remove(project, request)
        findings += problems
        if removed and not failed(findings):
            findings += tuple(names_left(root, removed, removed.changes))
            ledgers = tuple(without_ids(root, removed.tombstone.ids))
            findings += () if dry_run else journal.write(root, (*removed.changes, *ledgers))
    print_findings(findings, "text")
    if removed and not failed(findings):
        print_lines("text", *change_lines(removed.changes, is_dry=dry_run), *_summary(root, removed))
        if not dry_run:
            vscode_snippets.write_snippets(root)
    leave(removed is None or failed(findings))


def _summary(root: Path, removed: Removed) -> Iterator[str]:
    """How much goes, what still holds it, and how to take the removal back."""
    went = (
        (removed.mentions, "annotation"),
        (removed.statements, "statement"),
        (removed.references, "reference"),
    )
    tombstone = removed.tombstone
    yield f"removed: {', '.join(count(number, noun) for number, noun in went)}"
    yield f"barred: {count(len(tombstone.ids), 'id')}, {count(len(tombstone.names), 'name')}"
    yield "still held:"
    for remainder in remainders(root, removed):
        yield f"- {visible(remainder.what)}"
        if remainder.command:
            yield f"  {visible(remainder.command)}"
    yield "to take it back: commit this change on its own; `git revert` of that commit restores everything"
