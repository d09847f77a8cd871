"""`communique new`: creates a record, or an article, also from a web page or a text that was saved."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from generator.diagnostics.problem import Problem, failed
from generator.drafting.folding import as_id
from generator.importers import Metadata, article_text, import_article
from generator.importers.convert import MAX_BYTES
from generator.options import dry_run_option, root_option
from generator.project import journal, scaffold
from generator.project.files import file_span
from generator.project.journal import Change
from generator.terminal import leave, print_findings, project_lock

_FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
_STDIN = Path("-")
_ID_WORDS = 6
_ADDRESSES = ("https:/", "http:/")


@click.command()
@root_option
@dry_run_option
@click.argument("kind")
@click.argument("id_", metavar="[ID]", default="")
@click.option("--name", default="", help="The name, or the title of an article; by default, the words of the id.")
@click.option("--date", default="", help="The date; by default, the date at the start of the id.")
@click.option("--source", default="", help="The source of a record: the id of an article, or a URL and its date.")
@click.option(
    "--from", "origin", type=_FILE, help="Make an article of a saved web page or a text; - is standard input."
)
@click.option("--metadata", type=_FILE, help="With --from: what Zotero exports of it, as CSL-JSON or RIS.")
@click.option("--encoding", default="", help="With --from: the encoding of the file, where it is wrong or undeclared.")
def new(
    root: Path,
    kind: str,
    id_: str,
    origin: Path | None,
    metadata: Path | None,
    encoding: str,
    *,
    dry_run: bool,
    **known: str,
) -> None:
    """Create a record or an article with the fields that it needs.

    KIND is article, person, country, meeting, organization, place, document, topic, or a kind that the site adds.

    An article can be made of a saved web page (--from page.html), of plain text, or of a reference that Zotero exports.
    It then has one sentence a line, and the title, authors, publisher, date, language and address that the page names.
    Without ID, its id is made of its date and its title. Nothing is fetched.
    """
    values = scaffold.ScaffoldValues(**known)
    if origin:
        if kind != "article":
            raise click.UsageError("--from makes articles: write `communique new article --from FILE`")
        change, problems = _imported(root, id_, values, origin, metadata, encoding)
    elif metadata or encoding:
        raise click.UsageError("--metadata and --encoding belong to --from FILE")
    elif not id_:
        raise click.UsageError("Missing argument 'ID'.")
    else:
        change, problems = scaffold.create(root, kind, id_, values)
    if change and not dry_run:
        with project_lock(root):
            problems = (*problems, *journal.write(root, [change]))
    print_findings(problems, "text")
    if change and not failed(problems):
        click.echo(f"{'would write' if dry_run else 'wrote'} {change.path}")
    leave(failed(problems))


def _imported(
    root: Path, id_: str, values: scaffold.ScaffoldValues, origin: Path, metadata: Path | None, encoding: str
) -> tuple[Change | None, tuple[Problem, ...]]:
    """The file of an article that is made of another file."""
    data, unread = _read(origin)
    references, missing = _read(metadata) if metadata else (b"", ())
    if unread or missing:
        return None, (*unread, *missing)
    given = (str(metadata), references) if metadata else None
    name = "standard input" if origin == _STDIN else str(origin)
    imported, problems = import_article(name, data, metadata=given, encoding=encoding)
    if imported is None:
        return None, problems
    known = Metadata(title=values.name, date=values.date).over(imported.metadata)
    id_ = id_ or _proposed_id(known)
    if not id_:
        lacking = "date" if known.title else "title"
        hint = f"give one: `communique new article ID --from FILE`, or `--{'date' if known.title else 'name'}`"
        return None, (Problem("id-is-given", f"it names no {lacking} to make an id of", file_span(name), hint=hint),)
    change, more = scaffold.create(
        root,
        "article",
        id_,
        replace(values, name=known.title, date=known.date),
        partial(_text, known, imported.body),
    )
    if change and not known.date:
        message, hint = "no date of publication in it; that of the id is written", "correct `date:` in the article"
        more = (*more, Problem("date-is-given", message, file_span(change.path), "warning", hint))
    return change, (*problems, *more)


def _proposed_id(known: Metadata) -> str:
    """An article's id of its date and the first words of its title; "" without one of them."""
    words = as_id(known.title).split("-")[:_ID_WORDS]
    return "-".join((known.date, *words)) if known.date and words[0] else ""


def _text(known: Metadata, body: str, path: str, title: str, date: str) -> tuple[str, tuple[Problem, ...]]:
    return article_text(path, replace(known, title=title, date=date), body or scaffold.PLACEHOLDER)


def _read(path: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file or of standard input, one more than is accepted at most."""
    if str(path).startswith(_ADDRESSES):
        message, hint = "this is an address, and nothing is fetched", "save the page in the browser, and name that file"
        return b"", (Problem("file-is-readable", message, file_span(str(path)), hint=hint),)
    try:
        if path == _STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1), ()
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), ()
    except OSError as error:
        message, hint = f"can't be read: {error.strerror}", "check its path and its permissions"
        return b"", (Problem("file-is-readable", message, file_span(str(path)), hint=hint),)
