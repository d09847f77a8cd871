"""`communique extract`: extracts the facts of articles into records."""

from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics.problem import FindingsFormat, Problem, failed
from generator.incremental import fingerprints
from generator.incremental.parse_cache import parse_cache
from generator.options import check_option, dry_run_option, format_option, root_option
from generator.project import journal, vscode_snippets
from generator.project.journal import Change
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock


@click.command()
@root_option
@format_option
@dry_run_option
@check_option
@click.option(
    "--compact", is_flag=True, help="Shorten the ledgers: drop facts that are gone. Only when no branch is open."
)
def extract(root: Path, form: FindingsFormat, *, dry_run: bool, is_check: bool, compact: bool) -> None:
    """Extract facts from the articles into content/records/.

    What a person wrote in a record never changes; where an article says otherwise, a warning reports it. If there is
    any error, nothing is written. If a run is killed, the next one completes its work.
    """
    if dry_run or is_check:
        changes, problems = _extract(root, compact=compact)
        changes = pipeline.pending(changes)
        print_findings(problems, form)
        if not failed(problems):
            print_lines(form, *change_lines(changes, is_dry=True))
        leave(failed(problems) or (is_check and bool(changes)))
    with project_lock(root):
        unfinished = journal.finish(root)
        changes, problems = _extract(root, compact=compact)
        written = journal.write(root, changes) if not failed((*unfinished, *problems)) else ()
    findings = (*unfinished, *problems, *written)
    print_findings(findings, form)
    if not failed(findings):
        vscode_snippets.write_snippets(root)
        print_lines(form, *change_lines(changes, is_dry=False))
    leave(failed(findings))


def _extract(root: Path, *, compact: bool) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    with parse_cache(root) as memo:
        return pipeline.extract(root, memo, fingerprints.scan(root).stamps, compact=compact)
