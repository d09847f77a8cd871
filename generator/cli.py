"""The command line: the only place that prints, reads arguments or exits."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn, TypeAlias

import click

from generator import __version__, diff, pipeline, refactor
from generator.diagnostics import check_report
from generator.diagnostics.problem import Format, Problem, failed, report
from generator.project import atomic_write, journal, scaffold, vscode_snippets
from generator.project.files import FACTS, Project, read_project

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The project's folder: the one with content/ and mkdocs.yml.",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are told: for a person, for a program, or for a pull request on GitHub.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """Turn annotated articles into records, and records into pages.

    \b
    A day's work:
      communique new article 2025-12-02-talks   write the article, annotate it
      communique extract                        bring its facts into content/records/
      communique check                          see what is missing or in doubt
      mkdocs serve                              look at the site

    Exit codes: 0 all well, 1 something is wrong or would change (with --check), 2 the command line is wrong.
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    gc.disable()  # a command's values all live until it ends: looking for rubbish is a quarter of its time


@main.command()
@_ROOT
@_FORMAT
@click.option("--check", "dry", is_flag=True, help="Only say what would change; exit 1 if anything would.")
def extract(root: Path, form: Format, *, dry: bool) -> None:
    """Write what the articles assert into content/records/.

    A person's words in a record are never changed: where an article says otherwise, that is told. If anything is in
    error, nothing is written. A run that was killed is finished by the next one.
    """
    if dry:
        changes, problems = pipeline.extract(root)
        _tell(problems, form)
        _say(form, *_listed(changes, "would "))
        _leave(failed(problems) or bool(changes))
    with _alone(root, "another `communique extract`"):
        left = journal.finish(root)
        changes, problems = pipeline.extract(root)
        written = journal.write(root, changes) if not failed((*left, *problems)) else ()
    told = (*left, *problems, *written)
    _tell(told, form)
    if not failed(told):
        vscode_snippets.write_snippets(root)
        _say(form, *_listed(changes), *([] if changes else ["nothing to change"]))
    _leave(failed(told))


@main.command()
@_ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How findings are told: for a person, for a program, for a pull request on GitHub, or as SARIF 2.1.0.",
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings, too.")
@click.option("--all", "every", is_flag=True, help="Tell also what is only worth knowing, and what is accepted.")
@click.option("--rules", is_flag=True, help="List the rules, each with its severity, and look at nothing.")
@click.option("--explain", metavar="RULE", help="Tell what a rule wants, with examples, and look at nothing.")
def check(
    root: Path, form: check_report.ReportFormat, explain: str | None, *, strict: bool, every: bool, rules: bool
) -> None:
    """Tell what is wrong, in doubt, or without a source.

    \b
    A finding that is no fault is accepted with a reason, in its record:
      accepted:
        - {rule: name-is-unique, reason: Two men of one name}
    or, where it is in no record, in mkdocs.yml, below the plugin:
      - communique:
          accept:
            - {rule: article-is-no-older, file: content/articles/a.md, reason: Printed the evening before}
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    if rules or explain is not None:
        told = check_report.listed() if rules else check_report.explained(explain or "")
        click.echo(told.text, err=told.wrong, nl=False)
        _leave(told.wrong)
    _, findings = pipeline.check(root)
    told = check_report.report(findings, form, every=every)
    click.echo(told.text, err=form == "text", nl=False)
    if form == "text":
        click.echo(told.summary)
    _leave(told.wrong or (strict and check_report.doubtful(findings)))


@main.command()
@_ROOT
@_FORMAT
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option("--templates", default="site_templates", show_default=True, help="The templates' folder, in the project.")
@click.option("--language", default="en", show_default=True, help="The interface's language.")
@click.option("--title", default="Communiqué", show_default=True, help="The site's title.")
def pages(root: Path, form: Format, out: Path, templates: str, language: str, title: str) -> None:
    """Write the generated pages as Markdown files, the same that MkDocs gets."""
    made, problems = pipeline.build(root, root / templates, language, title)
    _tell([problem for problem in problems if problem.severity != "info"], form)
    if failed(problems):
        _leave(wrong=True)
    try:
        atomic_write.put_all(out, {page.path: page.text for page in made})
    except OSError as error:
        _stop(_disk(error, out))
    _say(form, f"{_count(len(made), 'page')} in {out}")


@main.command()
@_ROOT
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--name", default="", help="Its name, or an article's title; without it, the words of the id.")
@click.option("--date", default="", help="Its date; without it, the one that the id begins with.")
@click.option("--source", default="", help="Where a record's fact comes from: an article's id, or a URL and its date.")
def new(root: Path, kind: str, id_: str, **known: str) -> None:
    """Write a new record or article with the fields that one needs.

    KIND is article, person, country, meeting, organization, place, document, topic, or a kind of the site's own.
    """
    change, problems = scaffold.create(root, kind, id_, scaffold.ScaffoldValues(**known))
    if change:
        with _alone(root):
            problems = (*problems, *journal.write(root, [change]))
    _tell(problems, "text")
    if change and not failed(problems):
        click.echo(f"wrote {change.path}")
    _leave(failed(problems))


@main.command()
@_ROOT
@_FORMAT
@click.option("--check", "dry", is_flag=True, help="Only say what would change; exit 1 if anything would.")
def schema(root: Path, form: Format, *, dry: bool) -> None:
    """Write the kinds as JSON Schema into schema/, for editors that complete and check while one types.

    Needed again after a change of content/schema/ or of the program.
    """
    changes, problems = pipeline.schemas(root)
    if not dry and not failed(problems):
        with _alone(root):
            problems = (*problems, *journal.write(root, changes))
    _tell(problems, form)
    if not failed(problems):
        _say(form, *(f"{'would ' if dry else ''}{_verb(change)} {change.path}" for change in changes))
        _say(form, *([] if changes else ["nothing to change"]))
    _leave(failed(problems) or (dry and bool(changes)))


@main.command("diff")
@_ROOT
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a person, for a comment on a pull request, or for a program.",
)
def diff_(root: Path, base: str, head: str | None, form: diff.DiffFormat) -> None:
    """Tell what a change does to the knowledge base: from the git revision BASE to HEAD.

    Without HEAD, to the files as they are now. Nothing is checked out.
    """
    comparison, problems = diff.compare_revisions(root, base, head)
    _tell(problems, "text")
    if comparison:
        click.echo(diff.report(comparison, form), nl=False)
    _leave(comparison is None)


_DRY = click.option("--dry-run", "dry", is_flag=True, help="Only say what would change.")


@main.command()
@_ROOT
@_DRY
@click.argument("old")
@click.argument("new_id", metavar="NEW")
def rename(root: Path, old: str, new_id: str, *, dry: bool) -> None:
    """Give a thing or an article another id: OLD becomes NEW in every article and record.

    A record keeps its old id under `previous_ids`, so that its old address leads to the new page.
    """
    _carry_through(root, lambda project: refactor.rename(project, old, new_id), dry=dry)


@main.command()
@_ROOT
@_DRY
@click.argument("loser")
@click.argument("winner")
def merge(root: Path, loser: str, winner: str, *, dry: bool) -> None:
    """Make one thing of two: all that names LOSER names WINNER, and the two records become one.

    Where they differ, WINNER's word stays and the other is told. LOSER's address leads to WINNER's page.
    """
    _carry_through(root, lambda project: refactor.merge(project, loser, winner), dry=dry)


@main.command()
@_ROOT
@_DRY
@click.argument("id_", metavar="ID")
@click.argument("new_id", metavar="NEW")
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
def split(root: Path, id_: str, new_id: str, places: tuple[str, ...], *, dry: bool) -> None:
    """Make two things of one: what some PLACEs of articles call ID is NEW.

    A PLACE is an article's id, or a line of it, as in 2025-12-02-talks:14. What persons wrote about ID stays with it.
    """
    _carry_through(root, lambda project: refactor.split(project, id_, new_id, places), dry=dry)


_Work: TypeAlias = Callable[[Project], tuple[tuple[journal.Change, ...], tuple[Problem, ...]]]


def _carry_through(root: Path, work: _Work, *, dry: bool) -> None:
    """Read the project, and write what the work makes of it."""
    with _alone(root):
        left = () if dry else journal.finish(root)
        project, unread = read_project(root)
        changes, problems = ((), ()) if failed((*left, *unread)) else work(project)
        told = (*left, *unread, *problems)
        told += () if dry or failed(told) else journal.write(root, changes)
    _tell(told, "text")
    if not failed(told):
        _say("text", *_listed(changes, "would " if dry else ""))
    if not (dry or failed(told)):
        vscode_snippets.write_snippets(root)
    _leave(failed(told))


@contextmanager
def _alone(root: Path, other: str = "`communique extract`") -> Iterator[None]:
    """Hold the project for one writer; the command ends where another holds it, or where nobody can."""
    with ExitStack() as held:
        try:
            mine = held.enter_context(journal.locked(root))
        except journal.LockRefusedError as error:
            _stop(str(error))
        except OSError as error:
            _stop(_disk(error, root))
        if not mine:
            _stop(f"{other} is at work here; wait for it, then run the command again")
        yield


def _disk(error: OSError, place: Path) -> str:
    """The cause and the remedy of a fault of the disk, where no finding tells it."""
    told = f"{error.filename or place}: {error.strerror or error}"
    is_partly = isinstance(error, atomic_write.PartlyWrittenError)
    left = "each file is whole, the old one or the new one" if is_partly else "nothing was written"
    return f"{told}; make room or allow writing there, then run the command again; {left}"


def _tell(problems: Sequence[Problem], form: Format) -> None:
    """Findings for people go to standard error, for programs to standard output."""
    if problems or form == "json":
        click.echo(report(problems, form), err=form == "text", nl=False)


def _say(form: Format, *lines: str) -> None:
    if form == "text":
        for line in lines:
            click.echo(line)


def _verb(change: journal.Change) -> str:
    if change.old is None:
        return "add"
    return "delete" if change.new is None else "change"


def _listed(changes: Sequence[journal.Change], would: str = "") -> Iterator[str]:
    """The files that people read, one a line, and how many of the machine's own change with them."""
    read = [change for change in changes if not change.path.startswith(f"{FACTS}/")]
    ledgers = len(changes) - len(read)
    yield from (f"{would}{_verb(change)} {change.path}" for change in read)
    if would and ledgers:
        yield f"{would}change {_count(ledgers, 'ledger')} in {FACTS}/"
    elif changes and not would:
        counts = [_count(number, noun) for number, noun in ((len(read), "file"), (ledgers, "ledger")) if number]
        yield f"{' and '.join(counts)} changed"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _stop(message: str) -> NoReturn:
    click.echo(f"communique: {message}", err=True)
    sys.exit(1)


def _leave(wrong: bool) -> None:  # noqa: FBT001 -- the one argument there is
    sys.exit(1 if wrong else 0)
