"""`communique publish`: writes the site as a project for another generator."""

import os
import shlex
from pathlib import Path

import click

from generator.diagnostics.problem import visible
from generator.options import dry_run_option, root_option
from generator.project.configuration import CONFIGURATION
from generator.project.site_checks import check_pages
from generator.terminal import disk_error, leave, print_findings, stop
from generator.text.count import count


@click.command()
@root_option
@click.option("--for", "generator", type=click.Choice(["zensical"]), required=True, help="The generator to write for.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write to.")
@click.option("--strict", "is_strict", is_flag=True, help="Write nothing if there is any warning, and exit 1.")
@dry_run_option
def publish(root: Path, generator: str, out: Path, *, is_strict: bool, dry_run: bool) -> None:
    """Write the site as a project that another generator builds.

    The folder gets pages, theme, downloads and a configuration. Zensical makes the same site of it as MkDocs, and needs
    neither Communiqué nor Material for MkDocs to build it. A later run replaces what this one wrote, and nothing else.
    """
    if not (root / CONFIGURATION).is_file():
        stop(f"{root} has no {CONFIGURATION}; run this in a project, or give its folder with `--root`")
    if problems := check_pages(root, CONFIGURATION):
        print_findings(problems, "text")
        leave(is_wrong=True)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advice is to use Zensical
    from generator.publishing import ZENSICAL, PublishError, publish_site  # noqa: PLC0415 -- MkDocs takes long to load

    try:
        pages = publish_site(root, out, _report, is_strict=is_strict, is_dry=dry_run)
    except PublishError as error:
        stop(f"{visible(str(error)).removesuffix('!')}; nothing was written")
    except OSError as error:
        stop(disk_error(error, out))
    click.echo(f"{'would write ' if dry_run else ''}{count(pages, 'page')} in {out}")
    if not dry_run:
        click.echo(
            f"Next:\n  pip install {generator}=={ZENSICAL}\n  cd {shlex.quote(str(out))}\n  zensical build --clean"
        )


def _report(message: str) -> None:
    click.echo("\n".join(visible(line) for line in message.splitlines()), err=True)
