"""The guide for editors as one story that can be carried out: its blocks in their order, all in one project.

What a block is, the line before it says:

- ``File `PATH`:`` the file's text
- ``In `PATH`:`` a diff; its lines stand in the file together and once, and its `-` lines give way to its `+` lines
- ``Now in `PATH`:`` the file, as it is then
- anything else: lines that begin with `$ communique …`, each with its output

With COMMUNIQUE_UPDATE=1 in the environment the outputs and the files that are shown are written anew.
"""

import os
import re
import shlex
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main

GUIDE = Path(__file__).parents[2] / "docs/pages/guide.md"
UPDATE = bool(os.environ.get("COMMUNIQUE_UPDATE"))
_BLOCK = re.compile(
    r"(?:^(?P<verb>File|In|Now in) `(?P<path>[^`\n]+)`:\n\n)?"
    r"^(?P<tick>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=tick)$",
    re.MULTILINE | re.DOTALL,
)


def sections(text: str) -> dict[str, str]:
    """The guide's parts by their headings; what stands before the first one is no part."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def carried_out(text: str, root: Path) -> str:
    """The guide's text as it would be if all that it shows were right, its files and commands carried out in `root`."""

    def block(match: re.Match[str]) -> str:
        body = _carried_out(match["verb"], match["path"], match["info"], match["body"], root)
        start, end = (place - match.start() for place in match.span("body"))
        return match.group()[:start] + body + match.group()[end:]

    return _BLOCK.sub(block, text)


def _carried_out(verb: str | None, path: str | None, info: str, body: str, root: Path) -> str:
    file = root / (path or "")
    match verb, info:
        case "File", "markdown" | "csv" | "xml":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, "utf-8")
        case "In", "diff":
            file.write_text(_changed(file.read_text("utf-8"), body), "utf-8")
        case "Now in", "yaml":
            return file.read_text("utf-8")
        case None, "console":
            return "".join(_console(line, root) for line in body.splitlines() if line.startswith("$ "))
        case _:
            message = f"the guide has a block that nothing carries out: {verb} {path} {info}"
            raise ValueError(message)
    return body


def _changed(text: str, diff: str) -> str:
    """The text with the lines of a diff as they are after it; lines that stay say where."""
    before = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] in ("-", " "))
    after = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] in ("+", " "))
    assert text.count(before) == 1, f"these lines stand {text.count(before)} times in the file:\n{before}"
    return text.replace(before, after)


def _console(line: str, root: Path) -> str:
    program, *arguments = shlex.split(line.removeprefix("$ "))
    assert program == "communique"
    with chdir(root):
        result = CliRunner().invoke(main, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{line}\n{result.output}"
