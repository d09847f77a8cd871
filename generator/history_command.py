"""`communique history`: writes what commits changed in records out of git, for the page of corrections."""

from contextlib import nullcontext
from pathlib import Path

import click

from generator.diagnostics.problem import Problem, failed
from generator.diff import plan_history
from generator.options import dry_run_option, root_option
from generator.project import journal
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock


@click.command()
@root_option
@dry_run_option
def history(root: Path, *, dry_run: bool) -> None:
    """Write what each commit changed in records into content/history/.

    A build starts no git: it reads these files for the page of corrections, for what changed on each page, and for
    their feeds. There is one file for each commit that changed a fact, with its day, its first line as the reason, and
    the values before and after. A file that exists is never written again, so that its words can be edited; run this
    on the branch that you publish, for commits that are rebased or squashed later get another id.
    """
    with nullcontext() if dry_run else project_lock(root):
        findings: tuple[Problem, ...] = () if dry_run else journal.finish(root)
        changes, problems = ((), ()) if failed(findings) else plan_history(root)
        findings += problems
        if not failed(findings) and not dry_run:
            findings += journal.write(root, changes)
    print_findings([problem for problem in findings if problem.severity == "error"], "text")
    if not failed(findings):
        print_lines("text", *change_lines(changes, is_dry=dry_run))
    leave(failed(findings))
