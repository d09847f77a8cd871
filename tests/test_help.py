"""Help teaches: each command says what it does, in lines that read well."""

from click.testing import CliRunner

from generator.cli import main


def test_the_day_s_work_keeps_its_lines():
    told = CliRunner().invoke(main, ["--help"]).output
    assert "\n    communique extract                        bring its facts into content/records/\n" in told
    assert "\\b" not in told


def test_every_command_has_help_and_takes_a_project_folder():
    for name, command in main.commands.items():
        told = CliRunner().invoke(main, [name, "--help"]).output
        assert command.help, name
        assert "--root" in told, name


def test_a_wrong_command_line_exits_with_two():
    assert CliRunner().invoke(main, ["extrct"]).exit_code == 2
