"""The whole story: articles to records (`extract`), records and articles to knowledge (`know`) and pages (`build`)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import knowledge_base, pages
from generator.diagnostics import checks, rule_catalog, suppressions
from generator.diagnostics.problem import Problem, failed, ordered
from generator.diagnostics.suppressions import CONFIGURATION, Findings
from generator.facts.assemble import assemble
from generator.knowledge_base import KnowledgeBase
from generator.memo import Memoize, no_memo
from generator.pages import Page
from generator.project import loader
from generator.project.files import SCHEMA, Project, file_span, read_project, read_source
from generator.project.journal import Change
from generator.project.loader import LoadedProject
from generator.records.update import StoredLedger, incomplete, read_ledgers, update
from generator.schema import json_schema, read_schema
from generator.schema.model import Ref


@dataclass(frozen=True, slots=True)
class Input:
    """What a project's files say, what extraction knew when it last ran, and what is wrong with either."""

    found: LoadedProject
    ledgers: Mapping[Ref, StoredLedger]
    problems: tuple[Problem, ...]


def extract(root: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes to records that the articles ask for, and all that stands against them."""
    given = load(*read_project(root))
    changes, problems = plan_changes(given)
    return changes, ordered((*given.problems, *problems))


def build_knowledge(
    root: Path, configuration: str = CONFIGURATION, remember: Memoize = no_memo
) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """The knowledge base of the project at `root`, and all findings about it that nobody has accepted."""
    base, findings = check(root, configuration, remember)
    return base, findings.told


def check(
    root: Path, configuration: str = CONFIGURATION, remember: Memoize = no_memo
) -> tuple[KnowledgeBase, Findings]:
    """The knowledge base of the project at `root`, and all findings about it.

    `configuration` names the file beside content/ whose plugin options accept findings.
    """
    given = load(*read_project(root), remember)
    base, problems = link(given)
    changes, conflicts = plan_changes(given)
    elsewhere, unclear = suppressions.in_configuration(root, configuration)
    found = ordered((*given.problems, *unclear, *problems, *conflicts, *_behind(changes, problems)))
    accepted = (*suppressions.in_records(base.records.values()), *elsewhere)
    return base, suppressions.apply_suppressions(found, accepted, [manual.rule for manual in rule_catalog.MANUALS])


def build(root: Path, templates: Path, language: str, title: str) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """All pages of the site as Markdown, made of what is sound, and all findings."""
    base, problems = build_knowledge(root)
    made, faults = pages.render(base, templates, language, title)
    return made, ordered((*problems, *faults))


def schemas(root: Path) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes that bring `schema/*.json` in line with the kinds; a record's first line leads an editor there."""
    project, unread = read_project(root)
    schema, problems = read_schema(project.schema)
    changes, wrong = [], [problem for problem in unread if problem.span.source.path.startswith(SCHEMA)]
    for kind in schema.kinds:
        path = f"schema/{kind.name}.json"
        source, unfit = read_source(root, path) if (root / path).is_file() else (None, ())
        wrong += [replace(problem, hint="delete it; the command writes it anew") for problem in unfit]
        old, new = source.text if source else None, json.dumps(json_schema(schema, kind), ensure_ascii=False, indent=2)
        changes += [Change(path, old, f"{new}\n")] if old is None or old.splitlines() != new.splitlines() else []
    return tuple(changes), ordered((*wrong, *problems))


def load(project: Project, unread: tuple[Problem, ...] = (), remember: Memoize = no_memo) -> Input:
    """What the files say, each checked alone and with the others; `unread` is what was wrong with files already."""
    found, wrong = loader.load_project(project, remember)
    ledgers, broken = read_ledgers(project.facts, found.schema, remember)
    return Input(found, ledgers, ordered((*unread, *wrong, *broken)))


def plan_changes(given: Input) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """What the articles ask of the records, and where the two disagree; nothing where the input is in error."""
    if failed(given.problems):
        return (), ()
    found = given.found
    wanted = assemble(found.facts, found.places, [article.id for article in found.articles], found.schema)
    missing = tuple(incomplete(found.schema, found.records, wanted, found.places))
    return ((), missing) if missing else update(found.schema, found.records, given.ledgers, wanted, found.facts)


def _behind(changes: Sequence[Change], problems: Iterable[Problem]) -> Iterator[Problem]:
    """That records lag behind the articles, where no finding says so already."""
    if changes and not any(problem.rule == "extraction-is-current" for problem in problems):
        message = f"behind the articles, with {len(changes) - 1} others" if len(changes) > 1 else "behind the articles"
        yield Problem("extraction-is-current", message, file_span(changes[0].path), hint="run `communique extract`")


def link(given: Input) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """Everything linked both ways, and what is wrong or in doubt about the whole."""
    found = given.found
    base = knowledge_base.build(found.schema, found.records, found.articles, found.facts)
    return base, tuple(checks.run(base))
