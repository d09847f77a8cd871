"""`communique excerpt`: keeps of articles what carries facts, and moves the whole texts to `private/`."""

from contextlib import nullcontext
from pathlib import Path

import click

from generator.diagnostics.problem import Problem, failed
from generator.excerpts import Excerpted, plan_excerpts, write_excerpts
from generator.excerpts.private import whole_path
from generator.options import dry_run_option, root_option
from generator.project import journal
from generator.project.files import read_project
from generator.terminal import leave, print_findings, print_lines, project_lock


@click.command()
@root_option
@dry_run_option
@click.option("--overwrite", is_flag=True, help="Replace an edited excerpt, or an older whole text in private/.")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
def excerpt(root: Path, articles: tuple[str, ...], *, dry_run: bool, overwrite: bool) -> None:
    """Keep only the sentences of articles that carry facts.

    An ARTICLE is an article's id, or the path of its file. `[…]` stands for what is left out. The whole text moves to
    private/articles/, which git ignores and no build reads; records stay the same. Edit the whole text there, and run
    the command again to renew the excerpt.
    """
    with nullcontext() if dry_run else project_lock(root):
        unfinished = () if dry_run else journal.finish(root)
        project, unreadable = read_project(root)
        findings: tuple[Problem, ...] = (*unfinished, *unreadable)
        made: tuple[Excerpted, ...] = ()
        if not failed(findings):
            made, problems = plan_excerpts(root, project, articles, overwrite=overwrite)
            findings += problems
        if not dry_run and not failed(findings):
            changes = [each.change for each in made if each.change.old != each.change.new]
            findings += write_excerpts(root, [dict(each.private) for each in made], changes)
    print_findings(findings, "text")
    if not failed(findings):
        print_lines("text", *(_line(each, is_dry=dry_run) for each in made))
    leave(failed(findings))


def _line(made: Excerpted, *, is_dry: bool) -> str:
    kept = f"{made.kept} of {made.of} words ({made.kept * 100 // max(made.of, 1)} %)"
    verbs = ("would keep", "would be") if is_dry else ("keeps", "is")
    return f"{made.change.path} {verbs[0]} {kept}; the whole text {verbs[1]} in {whole_path(made.article)}"
