"""Compare two revisions of a project's repository."""

from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.diff.compare import compare
from generator.diff.model import Comparison
from generator.diff.state import read_state
from generator.git import read_revision
from generator.project.files import read_project


def compare_revisions(root: Path, base: str, head: str | None) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """Compare `base` with `head`, or with the files as they are if `head` is None.

    No comparison if git can't read one of them; the problems say why.
    """
    before, unread_before = read_revision(root, base)
    after, unread_after = read_project(root) if head is None else read_revision(root, head)
    if before is None or after is None:
        return None, (*(unread_before if before is None else ()), *(unread_after if after is None else ()))
    return compare(read_state(before, unread_before), read_state(after, unread_after)), ()
