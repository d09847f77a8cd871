"""The examples of a rule's manual, as projects."""

import re

from support.projects import FRONT

from generator.diagnostics.problem import Problem

_PATH = re.compile(r"content/\S+\.(?:md|yaml)")
_PART = re.compile(r"^(Bad|Good)\b[^\n]*:$", re.MULTILINE)


def examples(manual: str) -> dict[str, dict[str, str]]:
    """The files of `Bad` and of `Good`: what is good differs from what is bad in the files that it shows."""
    parts = _PART.split(manual)
    shown = {word: _files(text) for word, text in zip(parts[1::2], parts[2::2], strict=True)}
    return shown | {"Good": shown.get("Bad", {}) | shown["Good"]} if "Good" in shown else shown


def _files(text: str) -> dict[str, str]:
    files: dict[str, str] = {}
    path = ""
    for line in text.splitlines():
        if not line.startswith("    "):
            assert not line, f"an example begins outside a file: {line}"
        elif _PATH.fullmatch(line.strip()):
            path = line.strip()
            files[path] = FRONT if path.endswith(".md") else ""
        else:
            assert path, f"an example without a file: {line}"
            files[path] += f"{line[4:]}\n"
    own = f"{FRONT}---\n"  # the example shows its own front matter
    return {path: text.removeprefix(FRONT) if text.startswith(own) else text for path, text in files.items()}


def told(problems: tuple[Problem, ...]) -> list[str]:
    """Findings in one line each, for a test's message."""
    return [f"{p.span.source.path}:{p.span.line}: {p.severity}: {p.message} [{p.rule}]" for p in problems]
