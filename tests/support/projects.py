"""Small projects: the front matter of their articles, files in memory, and commands as people give them."""

import subprocess
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from generator.project.files import Project
from generator.text.source import SourceText


def front(title: str = "An article", date: str = "2025-12-04") -> str:
    """The front matter of an article, and the blank line after it."""
    return f"---\ntitle: {title}\ndate: {date}\npublisher: The Paper\nlanguage: en\n---\n\n"


FRONT = front()
SHORT_FRONT = "---\ntitle: Talks\ndate: 2025-12-04\n---\n\n"


def in_memory(files: Mapping[str, str]) -> Project:
    """A project of files that no disk holds: their texts by their paths."""

    def folder(name: str) -> tuple[SourceText, ...]:
        texts = sorted((path, text) for path, text in files.items() if path.startswith(f"content/{name}/"))
        return tuple(SourceText(path, text) for path, text in texts)

    return Project(folder("articles"), folder("records"), folder("schema"), folder("facts"))


def communique(root: Path, *words: str) -> tuple[int, str]:
    """Run a command on a project, in this process: its exit code and its output. A defect of ours is raised."""
    result = CliRunner().invoke(main, [*words, "--root", str(root)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder as `tools.run` does, but in this process, which takes a tenth of the time."""
    with chdir(folder):
        result = CliRunner().invoke(main, words, prog_name="communique")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)
