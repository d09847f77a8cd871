"""The command line: commands, their options and their help."""

import gc
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TypeAlias

import click

from generator import (
    __version__,
    annotate_command,
    check_command,
    diff,
    excerpt_command,
    extract_command,
    format_command,
    history_command,
    import_command,
    init_command,
    links_command,
    lsp_command,
    new_command,
    pipeline,
    publish_command,
    reconcile_command,
    refactor,
    release_command,
    remove_command,
)
from generator.diagnostics.problem import FindingsFormat, Problem, failed
from generator.options import check_option, dry_run_option, format_option, root_option
from generator.project import atomic_write, journal, vscode_snippets
from generator.project.files import Project, peoples_own, read_project
from generator.terminal import (
    change_lines,
    disk_error,
    leave,
    print_findings,
    print_lines,
    project_lock,
    stop,
)
from generator.text.count import count


@click.group(
    commands=[
        annotate_command.annotate,
        check_command.check,
        excerpt_command.excerpt,
        extract_command.extract,
        format_command.fmt,
        history_command.history,
        import_command.import_,
        init_command.init,
        init_command.upgrade,
        init_command.override,
        lsp_command.lsp,
        new_command.new,
        publish_command.publish,
        links_command.links,
        reconcile_command.reconcile,
        release_command.release,
        remove_command.remove,
    ],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """Turn annotated articles into records, and records into pages.

    \b
    A typical session:
      communique init talks                     begin a knowledge base of your own
      communique new article 2025-12-02-talks   create an article
      communique annotate 2025-12-02-talks      draft its annotations, then decide
      communique extract                        extract its facts into content/records/
      communique check                          find errors, doubts and missing sources
      mkdocs serve                              view the site

    Exit codes: 0 success, 1 errors (or changes, with --check), 2 wrong usage.
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    gc.disable()  # all values of a command live until it ends: garbage collection would take a quarter of its time


@main.command()
@root_option
@format_option
@dry_run_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option("--templates", default="site_templates", show_default=True, help="The templates folder of the project.")
@click.option("--language", default="en", show_default=True, help="The language of the interface.")
@click.option("--title", default="Communiqué", show_default=True, help="The title of the site.")
def pages(
    root: Path, form: FindingsFormat, out: Path, templates: str, language: str, title: str, *, dry_run: bool
) -> None:
    """Write the generated pages as Markdown files, as MkDocs gets them."""
    if reason := peoples_own(out, root):
        stop(reason)
    made, problems = pipeline.build(root, root / templates, language, title)
    print_findings([problem for problem in problems if problem.severity != "info"], form)
    if failed(problems):
        leave(is_wrong=True)
    if not dry_run:
        try:
            atomic_write.put_all(out, {page.path: page.text for page in made})
        except OSError as error:
            stop(disk_error(error, out))
    print_lines(form, f"{'would write ' if dry_run else ''}{count(len(made), 'page')} in {out}")


@main.command()
@root_option
@format_option
@dry_run_option
@check_option
def schema(root: Path, form: FindingsFormat, *, dry_run: bool, is_check: bool) -> None:
    """Write the JSON Schema of each kind into schema/, so that editors complete and check records.

    Run it again after a change in content/schema/ or an update of the program.
    """
    is_dry = dry_run or is_check
    changes, problems = pipeline.schemas(root)
    if not is_dry and not failed(problems):
        with project_lock(root):
            problems = (*problems, *journal.write(root, changes))
    print_findings(problems, form)
    if not failed(problems):
        print_lines(form, *change_lines(changes, is_dry=is_dry))
    leave(failed(problems) or (is_check and bool(changes)))


@main.command("diff")
@root_option
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Format: text for people, Markdown for a comment on a pull request, or JSON for programs.",
)
def diff_(root: Path, base: str, head: str | None, form: diff.DiffFormat) -> None:
    """Show how the knowledge base changes from git revision BASE to HEAD.

    Without HEAD, compare with the files as they are now. Nothing is checked out.
    """
    comparison, problems = diff.compare_revisions(root, base, head)
    print_findings(problems, "text")
    if comparison:
        click.echo(diff.report(comparison, form), nl=False)
    leave(comparison is None)


@main.command()
@root_option
@dry_run_option
@click.argument("old")
@click.argument("new_id", metavar="NEW")
def rename(root: Path, old: str, new_id: str, *, dry_run: bool) -> None:
    """Rename an id in every article and record.

    A record keeps its old id under `previous_ids`, so that its old address redirects to the new page.
    """
    _refactor(root, lambda project: refactor.rename(project, old, new_id), dry_run=dry_run)


@main.command()
@root_option
@dry_run_option
@click.argument("loser")
@click.argument("winner")
@click.option("--keep", metavar="FIELD=ID", multiple=True, help="Take this field from LOSER or WINNER; repeatable.")
def merge(root: Path, loser: str, winner: str, keep: tuple[str, ...], *, dry_run: bool) -> None:
    """Merge record LOSER into record WINNER, and rename the id in every article and record.

    Where the two differ, WINNER keeps its own value, and a finding reports the other with the --keep that takes it.
    LOSER's address redirects to WINNER's page.
    """
    _refactor(root, lambda project: refactor.merge(project, loser, winner, keep), dry_run=dry_run)


@main.command()
@root_option
@dry_run_option
@click.argument("id_", metavar="ID")
@click.argument("new_id", metavar="NEW")
@click.argument("occurrences", metavar="OCCURRENCE...", nargs=-1, required=True)
@click.option("--existing", is_flag=True, help="NEW is a record that exists already; it takes the occurrences.")
def split(root: Path, id_: str, new_id: str, occurrences: tuple[str, ...], *, dry_run: bool, existing: bool) -> None:
    """Split one record into two: change some OCCURRENCEs of ID in articles to NEW.

    An OCCURRENCE is the id of an article, or one of its lines: 2025-12-02-talks:14. What people wrote about ID stays
    with ID.
    """
    _refactor(
        root, lambda project: refactor.split(project, id_, new_id, occurrences, existing=existing), dry_run=dry_run
    )


_Work: TypeAlias = Callable[[Project], tuple[tuple[journal.Change, ...], tuple[Problem, ...]]]


def _refactor(root: Path, work: _Work, *, dry_run: bool) -> None:
    """Read the project, and write the changes that the work makes."""
    with nullcontext() if dry_run else project_lock(root):
        unfinished = () if dry_run else journal.finish(root)
        project, unreadable = read_project(root)
        changes, problems = ((), ()) if failed((*unfinished, *unreadable)) else work(project)
        findings = (*unfinished, *unreadable, *problems)
        findings += () if dry_run or failed(findings) else journal.write(root, changes)
    print_findings(findings, "text")
    if not failed(findings):
        print_lines("text", *change_lines(changes, is_dry=dry_run))
        if not dry_run:
            vscode_snippets.write_snippets(root)
    leave(failed(findings))
