"""The options that several commands share."""

from pathlib import Path

import click

from generator.terminal import known_project

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    callback=known_project,
    help="The project folder, which contains content/ and mkdocs.yml.",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Only show what would change; write nothing.")
check_option = click.option(
    "--check", "is_check", is_flag=True, help="Like --dry-run, and exit 1 if anything would change."
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Format of findings: text for people, JSON for programs, or annotations for a GitHub pull request.",
)
