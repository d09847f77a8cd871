"""What a project holds before and after a change of ids, and the file changes that lead from one to the other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator import pipeline
from generator.diagnostics.problem import Problem, failed, ordered
from generator.facts.assemble import single
from generator.facts.ledger import SUFFIX
from generator.project.files import ARTICLES, FACTS, RECORDS, Project, file_span
from generator.project.journal import Change
from generator.project.loader import LoadedProject, record_path
from generator.records.model import Record, RecordFact, record_facts
from generator.records.update import StoredLedger
from generator.schema.model import Kind, Ref, Schema
from generator.text import yaml_tree
from generator.text.source import SourceText

ARTICLE = "article"
"""The word for an article where kinds are named."""
Texts: TypeAlias = dict[str, str | None]
"""New texts of files by their paths, None for a file that goes."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A sound project: what its files say, what extraction would still change, and what it would tell."""

    project: Project
    reading: LoadedProject
    ledgers: Mapping[Ref, StoredLedger]
    pending: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def schema(self) -> Schema:
        """The kinds of the project."""
        return self.reading.schema

    def record(self, ref: Ref) -> Record | None:
        """The record of a thing."""
        return next((record for record in self.reading.records if record.ref == ref), None)


def load_project_state(project: Project) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    """What a project holds; None and the errors where anything in it is in error."""
    given = pipeline.load(project)
    changes, conflicts = pipeline.plan_changes(given)
    problems = ordered((*given.problems, *conflicts))
    if failed(problems):
        return None, problems
    return ProjectState(project, given.loaded, given.ledgers, changes, problems), ()


def open_project_state(project: Project, command: str) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    """The stock of a project whose records are up to date, so that a command changes nothing but what it is for."""
    stock, problems = load_project_state(project)
    if stock and (pending := pipeline.pending(stock.pending)):
        path = max(change.path for change in pending)
        message = f"records are behind the articles: {path}"
        hint = f"run `communique extract`, look at what it changes, then run `{command}` again"
        return None, (Problem("extraction-is-current", message, file_span(command), hint=hint),)
    return stock, problems


def settle(
    before: ProjectState, texts: Texts, command: str, ids: Mapping[str, str]
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """The changes to files that new texts need, those of extraction after them included, and what is in doubt since.

    `ids` are the ids that have changed, with what they are now: what was told of one before is no news of the other.
    No changes where the project would be in error.
    """
    stock, problems = load_project_state(_with(before.project, texts))
    if stock is None:
        message = "the project would be in error, as the findings below say; nothing was changed"
        return (), (Problem("project-stays-sound", message, file_span(command), hint="mend that first"), *problems)
    due = {*pipeline.pending(stock.pending), *(change for change in stock.pending if _record_of(change.path) in texts)}
    after = texts | {change.path: change.new for change in due}
    old = _texts(before.project)
    changes = (Change(path, old.get(path), after[path]) for path in sorted(after) if after[path] != old.get(path))
    known = {told(problem, ids) for problem in before.problems}
    news = [problem for problem in stock.problems if told(problem, ids) not in known]
    return tuple(changes), (*_followed(stock), *news)


def ledger_path(ref: Ref, schema: Schema) -> str:
    """Where the merge base of a thing's record stands."""
    return record_path(ref, schema).replace(RECORDS, FACTS, 1).removesuffix(".yaml") + SUFFIX


def _record_of(path: str) -> str:
    """The record that a ledger belongs to; any other path as it is."""
    return path.replace(FACTS, RECORDS, 1).replace(SUFFIX, ".yaml") if path.startswith(FACTS) else path


def mentions(text: str, id_: str) -> bool:
    """Whether an id stands in a text as a word of its own: a quick look, before a careful one."""
    return id_ in text and re.search(_word(id_), text) is not None


def _texts(project: Project) -> dict[str, str]:
    return {source.path: source.text for source in (*project.articles, *project.records, *project.facts)}


def _with(project: Project, texts: Texts) -> Project:
    """A project with other texts."""

    def folder(sources: tuple[SourceText, ...], root: str) -> tuple[SourceText, ...]:
        found = {source.path: source for source in sources if source.path not in texts}
        found |= {
            path: SourceText(path, text)
            for path, text in texts.items()
            if text is not None and path.startswith(f"{root}/")
        }
        return tuple(found[path] for path in sorted(found))

    return Project(
        folder(project.articles, ARTICLES),
        folder(project.records, RECORDS),
        project.schema,
        folder(project.facts, FACTS),
        project.language,
    )


def _word(id_: str) -> str:
    return rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])"


def told(problem: Problem, ids: Mapping[str, str]) -> tuple[str, str, str]:
    """What a finding says, ids as they are now."""
    path, message = problem.span.source.path, problem.message
    for old, new in ids.items():
        path, message = (re.sub(_word(old), new, text) for text in (path, message))
    return problem.rule, path, message


def _followed(stock: ProjectState) -> Iterator[Problem]:
    """Single values that extraction sets anew because the articles are now about another thing."""
    records = {record.source.path: record for record in stock.reading.records}
    for change in stock.pending:
        record = records.get(change.path)
        kind = stock.schema.kind(record.ref.kind) if record else None
        if record and kind and change.new is not None:
            values = {slot: value for slot, value, _ in record_facts(record, kind) if single(slot, kind)}
            for slot, value, span in _held(change.path, change.new, kind):
                if values.get(slot, value) != value:
                    message = f"`{slot.part or slot.field}` is `{value}` now, as the articles say"
                    yield Problem("value-follows-articles", message, span, "info", f"it was `{values[slot]}`")


def _held(path: str, text: str, kind: Kind) -> tuple[RecordFact, ...]:
    source = SourceText(path, text)
    tree, _ = yaml_tree.read(source)
    return record_facts(Record(Ref(kind.name, ""), source, tree), kind) if tree else ()
