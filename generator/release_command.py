"""`communique release`: writes site and data as one archive, to deposit or to open from a disk."""

import os
from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics.problem import failed, visible
from generator.options import dry_run_option, root_option
from generator.project.configuration import CONFIGURATION
from generator.terminal import disk_error, leave, print_findings, stop
from generator.text.count import count

_MEGABYTE = 1_000_000


@click.command()
@root_option
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The archive to write: talks-1.0.zip."
)
@click.option("--strict", "is_strict", is_flag=True, help="Write nothing if there is any warning, and exit 1.")
@dry_run_option
def release(root: Path, out: Path, *, is_strict: bool, dry_run: bool) -> None:
    """Write the site and its data as one archive.

    It holds the site, which opens from a disk, the data and their schemas, README.md, CITATION.cff, and the digests of
    all files: what a repository such as Zenodo takes, and what a reader can keep. Licence, version, publisher and
    authors are those in mkdocs.yml, under the plugin's option `publication`. The same project gives the same bytes on
    any day.
    """
    if not (root / CONFIGURATION).is_file():
        stop(f"{root} has no {CONFIGURATION}; run this in a project, or give its folder with `--root`")
    if out.suffix != ".zip":
        stop(f"{out} has to end in .zip")
    base, problems = pipeline.build_knowledge(root)
    if failed(problems):
        print_findings([problem for problem in problems if problem.severity == "error"], "text")
        leave(is_wrong=True)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advice is no warning about this site
    from generator.publishing import PublishError, write_release  # noqa: PLC0415 -- MkDocs takes long to load

    try:
        made = write_release(root, out, base, _report, is_strict=is_strict, is_dry=dry_run)
    except PublishError as error:
        stop(f"{visible(str(error))}; nothing was written")
    except OSError as error:
        stop(disk_error(error, out))
    files = f"{count(made.files, 'file')}, {made.size / _MEGABYTE:.1f} MB before compression"
    click.echo(f"{'would write ' if dry_run else ''}{out}: {files}")


def _report(message: str) -> None:
    click.echo("\n".join(visible(line) for line in message.splitlines()), err=True)
