"""Whether git is told to merge ledgers line by line, so that no merge loses what a ledger knows."""

from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.project.files import FACTS, file_span

ATTRIBUTES = ".gitattributes"
_FOLDERS = (".", "content", FACTS)
_UNION = "merge=union"
_LONGEST = 100_000


def check_git_attributes(root: Path) -> tuple[Problem, ...]:
    """A warning if a project with ledgers is a git repository whose attributes do not name `merge=union`."""
    if not (root / ".git").exists() or not (root / FACTS).is_dir():
        return ()
    if any(_UNION in _text(root / folder / ATTRIBUTES) for folder in _FOLDERS):
        return ()
    message = (
        "git does not merge ledgers line by line: if a conflict is resolved with one side's ledger, nobody can tell "
    )
    message += "what a person wrote or removed on the other side"
    hint = f"add the line `{FACTS}/** {_UNION} text eol=lf` to {ATTRIBUTES}"
    return (Problem("ledgers-merge-by-line", message, file_span(ATTRIBUTES), "warning", hint),)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8", "replace")
    except OSError:
        return ""
