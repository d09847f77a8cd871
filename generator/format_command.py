"""`communique fmt`: lays articles out with one sentence a line, so that a diff shows the sentence that changed."""

from contextlib import nullcontext
from pathlib import Path, PurePosixPath

import click

from generator.articles.sentence_lines import sentence_lines
from generator.diagnostics.problem import Problem, failed
from generator.excerpts.private import whole_path
from generator.options import check_option, dry_run_option, root_option
from generator.project import journal
from generator.project.files import ARTICLES, file_span, read_project
from generator.project.journal import Change
from generator.project.named_articles import named_articles
from generator.terminal import change_lines, leave, print_findings, print_lines, project_lock


@click.command()
@root_option
@dry_run_option
@check_option
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
def fmt(root: Path, articles: tuple[str, ...], *, dry_run: bool, is_check: bool) -> None:
    """Write one sentence a line, so that a diff shows the sentence that changed.

    An ARTICLE is an article's id, or the path of its file. Its page, its records and its annotations stay the same;
    headings, tables, code and line breaks that a reader sees are left alone. If any article is in error, nothing is
    written.
    """
    is_dry = dry_run or is_check
    with nullcontext() if is_dry else project_lock(root):
        findings = () if is_dry else journal.finish(root)
        changes, problems = _plan(root, articles)
        findings = (*findings, *problems)
        findings += () if is_dry or failed(findings) else journal.write(root, changes)
    print_findings(findings, "text")
    if not failed(findings):
        print_lines("text", *change_lines(changes, is_dry=is_dry))
    leave(failed(findings) or (is_check and bool(changes)))


def _plan(root: Path, names: tuple[str, ...]) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes to the articles that are named, and what stands against them."""
    project, unread = read_project(root)
    sources, missing = named_articles(root, project, names)
    named = {source.path for source in sources}
    own = {source.path for source in project.articles}
    problems = [*(problem for problem in unread if problem.span.source.path in named), *missing]
    problems += (_not_in_project(path) for path in sorted(named - own))
    changes = list[Change]()
    for source in (each for each in sources if each.path in own):
        laid_out, found = sentence_lines(source)
        problems += found
        if laid_out.text != source.text:
            changes.append(Change(source.path, source.text, laid_out.text))
    return tuple(changes), tuple(problems)


def _not_in_project(path: str) -> Problem:
    message, hint = "not an article of this project", f"move it to {ARTICLES}, then name it by its id"
    if path == whole_path(id_ := PurePosixPath(path).stem):
        message = "the whole text of an excerpt: git ignores it, so no diff needs its lines"
        hint = f"name the excerpt: `communique fmt {id_}`; the whole text keeps the lines that you give it"
    return Problem("article-exists", message, file_span(path), hint=hint)
