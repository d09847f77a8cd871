"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.terminal import known_project

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _root_option(callback: Callable[..., Path] | None) -> Callable[[_Command], _Command]:
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        show_default="the one that this folder is in",
        callback=callback,
        help="The project folder, which contains content/ and mkdocs.yml.",
    )


root_option = _root_option(known_project)
any_root_option = _root_option(None)
"""For commands that also do something outside of a project; else they call `project_of`."""
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
