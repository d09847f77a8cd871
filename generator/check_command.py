"""`communique check`: finds errors, doubts and missing sources."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from generator import pipeline
from generator.dateline_check import check_datelines
from generator.diagnostics import check_report
from generator.diagnostics.problem import Problem
from generator.excerpts import check_excerpts
from generator.incremental import fingerprints
from generator.incremental.check_cache import check_cache
from generator.incremental.parse_cache import parse_cache
from generator.knowledge_base import KnowledgeBase
from generator.options import any_root_option
from generator.per_record import ForEach
from generator.site_check import check_site_files
from generator.terminal import leave, project_of


@click.command()
@any_root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Format of findings: text, JSON, annotations for a GitHub pull request, or SARIF 2.1.0.",
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@click.option("--all", "every", is_flag=True, help="Also show notes and accepted findings.")
@click.option("--rules", is_flag=True, help="List all rules with their severity, and check nothing.")
@click.option("--explain", metavar="RULE", help="Explain a rule with examples, and check nothing.")
def check(
    root: Path | None, form: check_report.ReportFormat, explain: str | None, *, strict: bool, every: bool, rules: bool
) -> None:
    """Check articles and records, and report errors, doubts and missing sources.

    \b
    If a finding is no fault, accept it with a reason in its record:
      accepted:
        - {rule: name-is-unique, reason: Two people share this name}
    or, for a finding in another file, in mkdocs.yml under the plugin:
      - communique:
          accept:
            - {rule: article-is-no-older, file: content/articles/a.md, reason: Printed the evening before}
    """  # noqa: D301 -- click keeps the lines of a paragraph that begins with a real backspace
    if rules or explain is not None:
        result = check_report.list_rules() if rules else check_report.explain_rule(explain or "")
        click.echo(result.text, err=result.wrong, nl=False)
        leave(result.wrong)
    root = project_of(root)
    with parse_cache(root) as memo, check_cache(root) as keep:
        stamps = fingerprints.scan(root).stamps
        _, findings = pipeline.check(root, remember=memo, also=partial(_look_further, root), stamps=stamps, keep=keep)
    result = check_report.report(findings, form, every=every)
    click.echo(result.text, err=form == "text", nl=False)
    if form == "text":
        click.echo(result.summary)
    leave(result.wrong or (strict and check_report.has_warnings(findings)))


def _look_further(root: Path, base: KnowledgeBase, for_each: ForEach) -> Iterator[Problem]:
    """What a build does not look at, or reports in its own way: excerpts, datelines, and the site's files."""
    yield from check_excerpts(root, tuple(base.articles.values()))
    yield from check_datelines(base, for_each)
    yield from check_site_files(root, base.schema)
