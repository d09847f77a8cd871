"""`communique init` begins a knowledge base; `communique upgrade` brings what it wrote up to date."""

import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics.problem import failed
from generator.options import any_root_option, dry_run_option, root_option
from generator.project import atomic_write, journal
from generator.project.configuration import CONFIGURATION
from generator.project.files import newer_format, read_configuration
from generator.project.overrides import marked, original_of
from generator.project.packaged import PACKAGED
from generator.starter import (
    EXAMPLE,
    StarterAnswers,
    Upgrade,
    check_answers,
    languages,
    plan_upgrade,
    starter_files,
)
from generator.terminal import disk_error, leave, print_findings, project_lock, project_of, stop
from generator.text.count import count
from generator.text.suggest import nearest

_GIT = {".git"}
_NEXT = """\
Next:
  cd {folder}
  communique new article 2024-05-03-talks   write an article, and mark what its words name
  communique extract                        bring its facts into content/records/
  mkdocs serve                              look at the site"""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the site.")
@click.option("--subject", help="One line that says what the site is about.")
@click.option("--address", help="Where the site will be: https://example.org/talks/")
@click.option("--language", help="The language of the interface.", show_default="en")
@click.option("--side", "sides", multiple=True, help="The code of a country whose talks it follows (ua); repeat it.")
@click.option("--example", "has_example", is_flag=True, help="Add an article about an invented meeting.")
@click.option("--here", "is_here", is_flag=True, help="Add what a folder lacks; no file that is there is touched.")
@click.option("--gitlab", "has_gitlab", is_flag=True, help="Add .gitlab-ci.yml.")
@click.option("--netlify", "has_netlify", is_flag=True, help="Add netlify.toml.")
def init(folder: Path, *, is_here: bool, **given: object) -> None:
    """Create a knowledge base in the folder DIR.

    What is not said is asked for on a terminal, and left out elsewhere. `mkdocs build --strict` passes at once.
    """
    _check_folder(folder, is_here=is_here)
    answers = _prompt(folder, StarterAnswers(**{key: value or "" for key, value in given.items()}))  # type: ignore[arg-type]
    problems = tuple(check_answers(answers))
    if problems:
        print_findings(problems, "text")
        leave(is_wrong=True)
    wanted = starter_files(answers)
    try:
        there = {path for path in wanted if (folder / path).exists() or (folder / path).is_symlink()}
        atomic_write.put_all(folder, {path: text for path, text in wanted.items() if path not in there})
    except OSError as error:
        stop(disk_error(error, folder))
    made = _extract(folder) if answers.has_example and EXAMPLE not in there else 0
    _report(folder, wanted, there, made)
    click.echo(_NEXT.format(folder=shlex.quote(str(folder))))


def _check_folder(folder: Path, *, is_here: bool) -> None:
    """Exit where a folder can't be begun in."""
    try:
        for path in (folder, *folder.parents):
            if (path.exists() or path.is_symlink()) and not path.is_dir():
                stop(f"{path} is no folder; take another name")
        held = {path.name for path in folder.iterdir()} - _GIT if folder.is_dir() else set()
    except OSError as error:
        stop(disk_error(error, folder))
    if held and not is_here:
        stop(f"{folder} is not empty; take another folder, or add what it lacks with `--here`, which changes no file")
    if message := newer_format(folder):
        stop(message)


def _prompt(folder: Path, given: StarterAnswers) -> StarterAnswers:
    """The answers, with those that a person on a terminal gives."""
    named = given.name or folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    if given.name or not sys.stdin.isatty():
        return replace(given, name=named, language=given.language or "en")
    name = _ask("Name of the site", named)
    subject = given.subject or _ask("What it is about, in one line (may stay empty)")
    address = given.address or _ask("Its address, such as https://example.org/talks/ (may stay empty)")
    language = given.language or _ask(f"Language of the interface ({', '.join(languages())})", "en")
    sides = given.sides or _ask("Countries whose talks it follows, as codes: ua, ru (may stay empty)")
    has_example = given.has_example or click.confirm("Add an article about an invented meeting?", default=True)
    return replace(
        given,
        name=name,
        subject=subject,
        address=address,
        language=language,
        sides=tuple(sides.replace(",", " ").split()) if isinstance(sides, str) else sides,
        has_example=has_example,
    )


def _ask(question: str, default: str = "") -> str:
    return str(click.prompt(question, default=default, show_default=bool(default))).strip()


def _report(folder: Path, wanted: Mapping[str, str], there: set[str], made: int) -> None:
    """How many files there are now, `made` of them by extraction, and which stood there before."""
    of_example = f", {made} of them made of the example's facts" if made else ""
    click.echo(f"{count(len(wanted) - len(there) + made, 'file')} in {folder}{of_example}")
    for path in sorted(there):
        click.echo(f"left as it is: {path}")
    configuration, _ = read_configuration(folder)
    if CONFIGURATION in there and (configuration is None or not configuration.has_plugin()):
        lines = "docs_dir: content/pages, theme: communique, plugins: [communique]"
        click.echo(f"{CONFIGURATION} is yours; for this site it needs: {lines}")


def _extract(root: Path) -> int:
    """Bring the facts of the example into records; the number of files that are new."""
    with project_lock(root):
        changes, problems = pipeline.extract(root)
        written = () if failed(problems) else journal.write(root, changes)
    if failed((*problems, *written)):
        print_findings((*problems, *written), "text")
        leave(is_wrong=True)
    return sum(change.old is None for change in changes)


@click.command()
@root_option
@dry_run_option
@click.option("--yes", "is_sure", is_flag=True, help="Write without asking.")
def upgrade(root: Path, *, dry_run: bool, is_sure: bool) -> None:
    """Write workflows, ignore files and schema hints as this release has them.

    What would change is shown first. A file that somebody edited is shown and left as it is.
    """
    if not (root / CONFIGURATION).is_file():
        stop(f"{root} has no {CONFIGURATION}, so it is no project yet; `communique init {root} --here` begins one")
    planned = tuple(plan_upgrade(root))
    schemas, problems = pipeline.schemas(root)
    print_findings(problems, "text")
    for change in planned:
        if change.is_edited:
            click.echo(f"{change.path} is edited, and stays as it is; this release would write:")
        click.echo(change.diff(), nl=False)
    for schema in schemas:
        click.echo(f"{'add' if schema.old is None else 'change'} {schema.path}")
    due = [change for change in planned if not change.is_edited]
    if not (due or schemas):
        click.echo("nothing to change")
    if failed(problems) or dry_run or not (due or schemas):
        leave(is_wrong=failed(problems))
    if not is_sure and not (sys.stdin.isatty() and click.confirm("Write this?")):
        stop("nothing was written; run it with `--yes` to write this")
    _write(root, due, schemas)


def _write(root: Path, due: list[Upgrade], schemas: tuple[journal.Change, ...]) -> None:
    try:
        with project_lock(root):
            atomic_write.put_all(root, {change.path: change.new for change in due})
            problems = journal.write(root, schemas)
    except OSError as error:
        stop(disk_error(error, root))
    print_findings(problems, "text")
    if not failed(problems):
        click.echo(f"{count(len(due) + len(schemas), 'file')} changed")
    leave(is_wrong=failed(problems))


@click.command()
@any_root_option
@click.option("--show", "is_shown", is_flag=True, help="Only print it.")
@click.argument("path")
def override(root: Path | None, path: str, *, is_shown: bool) -> None:
    """Write a copy of one of the program's templates, to be changed.

    PATH is a path within site_templates: theme/partials/footer.html, pages/person.md.j2. The first line says what the
    copy replaces, and `communique check` tells when a newer release changed that.
    """
    path = path.removeprefix(f"{PACKAGED.name}/")
    words = next((words for words in PACKAGED.glob("words/*.yaml") if words.relative_to(PACKAGED) == Path(path)), None)
    original = original_of(path) or (words if is_shown else None)
    if original is None:
        if words:
            stop(f"words replace the program's one by one: write those that you change into {PACKAGED.name}/{path}")
        known = [found.relative_to(PACKAGED).as_posix() for found in PACKAGED.rglob("*") if found.is_file()]
        near = nearest(path, known)
        stop(f"the program has no template {path}; " + (f"did you mean {near}?" if near else "see --help"))
    text = original.read_text("utf-8")
    if is_shown:
        click.echo(text, nl=False)
        return
    name = f"{PACKAGED.name}/{original.relative_to(PACKAGED).as_posix()}"
    root = project_of(root)
    if (root / name).exists() or (root / name).is_symlink():
        stop(f"{name} is there; nothing was written")
    try:
        atomic_write.put_all(root, {name: marked(name, text)})
    except OSError as error:
        stop(disk_error(error, root))
    click.echo(f"add {name}")
