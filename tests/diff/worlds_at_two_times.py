"""Two states of a small project, each written as its files, and what the comparison says of them."""

from collections.abc import Mapping
from pathlib import Path

from support.projects import front

from generator import pipeline
from generator.diff.compare import compare
from generator.diff.model import Comparison
from generator.diff.sentences import TEXT, sentence
from generator.diff.state import RevisionState, read_state
from generator.project import journal
from generator.project.files import read_project


def article(text: str, title: str = "An article", date: str = "2025-12-04") -> str:
    return front(title, date) + text + "\n"


def write(root: Path, files: Mapping[str, str | None]) -> None:
    """Put files in place; None for one that is to go. A name without a folder is an article's."""
    for name, text in files.items():
        path = root / (name if "/" in name else f"content/articles/{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def extract(root: Path) -> None:
    changes, _ = pipeline.extract(root)
    assert not journal.write(root, changes)


def state(root: Path) -> RevisionState:
    return read_state(*read_project(root))


def step(
    root: Path, before: Mapping[str, str | None], after: Mapping[str, str | None], *, extracted: bool = True
) -> Comparison:
    """What the change from one set of files to the other does, extraction run at both times."""
    write(root, before)
    extract(root)
    old = state(root)
    write(root, after)
    if extracted:
        extract(root)
    return compare(old, state(root))


def told(comparison: Comparison) -> list[str]:
    return [sentence(change, TEXT) for change in comparison.changes]
