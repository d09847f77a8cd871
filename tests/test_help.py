"""The help of each command: a plain imperative sentence first, and the same options everywhere."""

import click
from click.testing import CliRunner

from generator.cli import main

IMPERATIVES = {
    *(
        "Check",
        "Draft",
        "Create",
        "Extract",
        "Import",
        "Keep",
        "List",
        "Match",
        "Merge",
        "Remove",
        "Rename",
        "Show",
        "Split",
        "Start",
    ),
    *("Take", "Write"),
}


def test_the_typical_session_keeps_its_lines():
    shown = CliRunner().invoke(main, ["--help"]).output
    assert "\n    communique extract                        extract its facts into content/records/\n" in shown
    assert "\\b" not in shown


def test_every_command_has_help_and_takes_a_project_folder():
    groups = {
        f"{name} {each}": one
        for name, group in main.commands.items()
        if isinstance(group, click.Group)
        for each, one in group.commands.items()
    }
    alone = {name: command for name, command in main.commands.items() if not isinstance(command, click.Group)}
    for name, command in {**alone, **groups}.items():
        shown = CliRunner().invoke(main, [*name.split(), "--help"]).output
        assert "--root" in shown or name == "init", name  # it begins the project
        first = (command.help or "").splitlines()[0]
        assert first.endswith("."), name
        assert first.split()[0] in IMPERATIVES, name


def test_every_command_that_writes_has_a_dry_run():
    for name in (
        "excerpt",
        "extract",
        "fmt",
        "merge",
        "new",
        "pages",
        "rename",
        "schema",
        "split",
        "upgrade",
        "import csv",
        "import undo",
    ):
        assert "--dry-run" in CliRunner().invoke(main, [*name.split(), "--help"]).output, name


def test_a_wrong_command_line_exits_with_two():
    assert CliRunner().invoke(main, ["extrct"]).exit_code == 2
