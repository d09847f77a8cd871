"""What is wrong with a template, at its line."""

import traceback
from pathlib import Path

import jinja2

from generator.diagnostics.problem import Problem
from generator.text.source import SourceText

_SUFFIXES = (".j2", ".html", ".xml")
_HINT = "mend the template; the documentation lists the names that it can use: Reference, Page templates"


class NoTextError(Exception):
    """A template that is not text, and the problem that says so."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def template_problem(error: BaseException, templates: Path, hint: str = _HINT) -> Problem | None:
    """An exception from a template as a problem at the template's line; None if no template was involved.

    `templates` is the folder of the project's own.
    """
    if isinstance(error, NoTextError):
        return error.problem
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _at(error.filename or error.name or "", error.lineno, error.message or "", templates, hint)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_SUFFIXES)]
    if not frames:
        return None
    return _at(frames[-1].filename, frames[-1].lineno or 1, f"{type(error).__name__}: {error}", templates, hint)


def _at(filename: str, line: int, message: str, templates: Path, hint: str) -> Problem:
    path = Path(filename)
    text = path.read_text("utf-8") if path.is_file() else ""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: line - 1]))
    name = path.relative_to(templates).as_posix() if path.is_relative_to(templates) else path.name
    source = SourceText(f"{templates.name}/{name}", text)
    width = len(lines[line - 1].rstrip()) if line <= len(lines) else 0
    return Problem("template-is-valid", message, source.span(start, start + width), hint=hint)
