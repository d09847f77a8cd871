"""Markdown files as test suites: each heading is a case, its fences are the files, the commands, and what they give.

- ```` ```article NAME ```` an article; front matter is put before a text that has none
- ```` ```file PATH ```` any other file
- ```` ```bytes PATH ```` a file given in hexadecimal
- ```` ```console ```` lines that begin with `$ communique …`, each with its output and `exit N` where N is not 0
- ```` ```expect PATH ```` what a file then holds

In a command TEMPLATES stands for the project's own templates.

With COMMUNIQUE_UPDATE=1 in the environment the outputs and expectations are written anew.
"""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from support.projects import FRONT

from generator.cli import main

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(?P<tick>`{3,})(?P<info>[^\n`]+)\n(?P<body>.*?)^(?P=tick)$", re.MULTILINE | re.DOTALL)
TEMPLATES = Path(__file__).parents[1] / "site_templates"
UPDATE = bool(os.environ.get("COMMUNIQUE_UPDATE"))


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    text: str


def cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8")
        fences = [range(*match.span()) for match in _FENCE.finditer(text)]
        starts = [m for m in _HEADING.finditer(text) if not any(m.start() in fence for fence in fences)]
        ends = [match.start() for match in starts[1:]] + [len(text)]
        for match, end in zip(starts, ends, strict=True):
            yield Case(path, match[1], text[match.start() : end])


def run(case: Case, root: Path) -> str:
    """Carry out a case in an empty project; its text as it would be if every expectation were right."""
    (root / "content/articles").mkdir(parents=True, exist_ok=True)

    def replace(match: re.Match[str]) -> str:
        info, body = match["info"].strip(), match["body"]
        verb, _, name = info.partition(" ")
        if verb == "article":
            _write(root / f"content/articles/{name}.md", body if body.startswith("---") else FRONT + body)
        elif verb == "file":
            _write(root / name, body)
        elif verb == "bytes":
            _write(root / name, "")
            (root / name).write_bytes(bytes.fromhex(body))
        elif verb == "console":
            body = "".join(_console(line, root) for line in body.splitlines() if line.startswith("$ "))
        elif verb == "expect":
            body = (root / name).read_text("utf-8") if (root / name).exists() else "(no such file)\n"
        else:
            message = f"{case.path.name}: unknown fence `{info}`"
            raise ValueError(message)
        return f"{match['tick']}{match['info']}\n{body}{match['tick']}"

    return _FENCE.sub(replace, case.text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _console(line: str, root: Path) -> str:
    program, *arguments = shlex.split(line.removeprefix("$ ").replace("TEMPLATES", str(TEMPLATES)))
    assert program == "communique"
    with chdir(root):
        result = CliRunner().invoke(main, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    code = f"exit {result.exit_code}\n" if result.exit_code else ""
    return f"{line}\n{result.output}{code}"
