"""Create a project folder from articles and records, with the site's templates and settings, and run extraction."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.diagnostics.problem import Problem, as_text, failed
from generator.project import journal

REPOSITORY = Path(__file__).parents[1]
_COPIED = ("site_templates", "content/pages")
_SUBJECT = re.compile(r"^  - communique:\n(?:      .*\n)+", re.MULTILINE)
"""The plugin with what it says of the sample, which is not true of other articles."""


class Made(NamedTuple):
    """How many articles and records a project holds, and what extraction found to say."""

    articles: int
    records: int
    problems: tuple[Problem, ...]


def make_project(root: Path, articles: Mapping[str, str], records: Mapping[str, str]) -> Made:
    """Write a project into a new folder, or one made here before: texts by article id, and by `<plural>/<id>`.

    Raises FileExistsError where the folder holds something else, and ValueError where extraction finds an error.
    """
    _clear(root)
    for name in _COPIED:
        source, target = REPOSITORY / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target)
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(_SUBJECT.sub("  - communique\n", settings), "utf-8")
    for folder, suffix, texts in (("articles", "md", articles), ("records", "yaml", records)):
        for name, text in texts.items():
            path = root / f"content/{folder}/{name}.{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    problems = extract(root)
    return Made(len(articles), sum(1 for _ in (root / "content/records").rglob("*.yaml")), problems)


def extract(root: Path) -> tuple[Problem, ...]:
    """Bring the records in line with the articles; what extraction had to say. Raises ValueError on an error."""
    with journal.locked(root):
        changes, problems = pipeline.extract(root)
        told = problems if failed(problems) else (*problems, *journal.write(root, changes))
    if failed(told):
        raise ValueError("\n".join(as_text(problem) for problem in told[:5]))
    return told


def _clear(root: Path) -> None:
    if root.exists() and any(root.iterdir()):
        if not (root / "mkdocs.yml").is_file():
            message = f"{root} holds something else"
            raise FileExistsError(message)
        shutil.rmtree(root)
    root.mkdir(parents=True, exist_ok=True)
