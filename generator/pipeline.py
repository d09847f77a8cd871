"""The whole story: articles to records (`extract`), records and articles to knowledge (`know`) and pages (`build`)."""

from pathlib import Path

from generator import checks, knowledge, pages, reading
from generator.facts.assemble import assemble
from generator.files import read_project
from generator.journal import Change
from generator.knowledge import KnowledgeBase
from generator.pages import Page
from generator.problems import Problem, failed, ordered
from generator.records.update import incomplete, read_ledgers, update


def extract(root: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes to records that the articles ask for; none where anything is in error."""
    project, unread = read_project(root)
    found, wrong = reading.read(project)
    ledgers, broken = read_ledgers(project.facts, found.schema)
    problems = ordered((*unread, *wrong, *broken))
    if failed(problems):
        return (), problems
    wanted = assemble(found.facts, found.places, [article.id for article in found.articles], found.schema)
    missing = tuple(incomplete(found.schema, found.records, wanted, found.places))
    if failed(missing):
        return (), ordered((*problems, *missing))
    changes, conflicts = update(found.schema, found.records, ledgers, wanted)
    return changes, ordered((*problems, *conflicts))


def know(root: Path) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """The knowledge base of the project at `root`, and all findings about it."""
    project, unread = read_project(root)
    found, wrong = reading.read(project)
    base = knowledge.build(found.schema, found.records, found.articles, found.facts)
    return base, ordered((*unread, *wrong, *checks.run(base)))


def build(root: Path, templates: Path, language: str, title: str) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """All pages of the site as Markdown, made of what is sound, and all findings."""
    base, problems = know(root)
    made, faults = pages.render(base, templates, language, title)
    return made, ordered((*problems, *faults))
