"""The state of a project before and after a change of ids, and the changes of files between them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator import pipeline
from generator.diagnostics.problem import Problem, failed, ordered
from generator.facts.assemble import single
from generator.facts.ledger import SUFFIX
from generator.memo import Memoize, no_memo
from generator.project.files import ARTICLES, FACTS, HISTORY, RECORDS, REMOVED, Project, file_span
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
"""New texts of files by their paths; None for a removed file."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project without errors: its files, the changes that extraction would still make, and its findings."""

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


def load_project_state(
    project: Project, remember: Memoize = no_memo
) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    """Load a project; None and the problems if it has an error."""
    given = pipeline.load_again(project, (), remember)
    return _state(project, given, pipeline.plan_changes(given, remember))


def _state(
    project: Project, given: pipeline.Input, planned: tuple[tuple[Change, ...], tuple[Problem, ...]]
) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    changes, conflicts = planned
    problems = ordered((*given.problems, *conflicts))
    if failed(problems):
        return None, problems
    return ProjectState(project, given.loaded, given.ledgers, changes, problems), ()


def open_project_state(
    project: Project, command: str, remember: Memoize = no_memo
) -> tuple[ProjectState | None, tuple[Problem, ...]]:
    """Load a project whose records are up to date, so that a command changes nothing else."""
    state, problems = load_project_state(project, remember)
    if state and (pending := pipeline.pending(state.pending)):
        path = max(change.path for change in pending)
        message = f"records are behind the articles: {path}"
        hint = f"run `communique extract`, look at what it changes, then run `{command}` again"
        return None, (Problem("extraction-is-current", message, file_span(command), hint=hint),)
    return state, problems


def complete_changes(
    before: ProjectState, texts: Texts, command: str, ids: Mapping[str, str], remember: Memoize = no_memo
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """Complete new texts with the changes of the extraction that follows them; return all changes and new findings.

    `ids` maps changed ids to the new ones: a finding about the old id is not new if it is about the new one now.
    Nothing changes if the project would have an error.
    """
    project = _with(before.project, texts)
    given = pipeline.load(project, (), remember)
    only = None if remember is no_memo else _touched(before, given, texts)
    state, problems = _state(project, given, pipeline.plan_changes(given, remember, only=only))
    if state is None:
        message = "nothing was changed, because the project would have the errors below"
        return (), (Problem("project-stays-sound", message, file_span(command), hint="correct these first"), *problems)
    due = {*pipeline.pending(state.pending), *(change for change in state.pending if _record_of(change.path) in texts)}
    after = texts | {change.path: change.new for change in due}
    changes = changed_texts(before.project, after)
    known = {finding_key(problem, ids) for problem in before.problems}
    news = [problem for problem in state.problems if finding_key(problem, ids) not in known]
    return changes, (*_changed_values(state), *news)


def _touched(before: ProjectState, given: pipeline.Input, texts: Texts) -> frozenset[Ref]:
    """The things whose records, ledgers or articles have new texts: after a rename, extraction changes no others."""
    loaded = given.loaded
    every = (*before.reading.articles, *loaded.articles)
    articles = {article.id for article in every if article.source.path in texts}
    found = {fact.subject for fact in (*before.reading.facts, *loaded.facts) if fact.article in articles}
    found |= {record.ref for record in loaded.records if record.source.path in texts}
    mentions = (*before.reading.first_mentions.items(), *loaded.first_mentions.items())
    found |= {ref for ref, span in mentions if span.source.path in texts}
    return frozenset(found | {ref for ref in given.ledgers if ledger_path(ref, loaded.schema) in texts})


def ledger_path(ref: Ref, schema: Schema) -> str:
    """The path of a record's ledger."""
    return record_path(ref, schema).replace(RECORDS, FACTS, 1).removesuffix(".yaml") + SUFFIX


def _record_of(path: str) -> str:
    """The path of the record that a ledger belongs to; any other path unchanged."""
    return path.replace(FACTS, RECORDS, 1).replace(SUFFIX, ".yaml") if path.startswith(FACTS) else path


def changed_texts(project: Project, texts: Mapping[str, str | None]) -> tuple[Change, ...]:
    """The changes that give some files of a project other texts."""
    old = {source.path: source.text for source in _sources(project)}
    return tuple(Change(path, old.get(path), texts[path]) for path in sorted(texts) if texts[path] != old.get(path))


def may_name(source: SourceText, id_: str) -> bool:
    """Whether a file in error may name an id: it contains it, or is the schema of all the others."""
    is_data = source.path.startswith((ARTICLES, RECORDS, FACTS))
    return not is_data or mentions(f"{source.path} {source.text}", id_)


def mentions(text: str, id_: str) -> bool:
    """Whether a text contains an id as a whole word: a quick test before a careful one."""
    return id_ in text and re.search(_word(id_), text) is not None


def _sources(project: Project) -> tuple[SourceText, ...]:
    return (*project.articles, *project.records, *project.facts, *project.removed, *project.history)


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
        folder(project.removed, REMOVED),
        folder(project.history, HISTORY),
        project.links,
    )


def _word(id_: str) -> str:
    return rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])"


def finding_key(problem: Problem, ids: Mapping[str, str]) -> tuple[str, str, str]:
    """What identifies a finding, with the new ids."""
    path, message = problem.span.source.path, problem.message
    for old, new in ids.items():
        path, message = (re.sub(_word(old), new, text) for text in (path, message))
    return problem.rule, path, message


def _changed_values(state: ProjectState) -> Iterator[Problem]:
    """Single values that extraction changes because the articles are now about another thing."""
    records = {record.source.path: record for record in state.reading.records}
    for change in state.pending:
        record = records.get(change.path)
        kind = state.schema.kind(record.ref.kind) if record else None
        if record and kind and change.new is not None:
            values = {slot: value for slot, value, _ in record_facts(record, kind) if single(slot, kind)}
            for slot, value, span in _facts(change.path, change.new, kind):
                if values.get(slot, value) != value:
                    message = f"`{slot.part or slot.field}` is `{value}` now, as the articles say"
                    yield Problem("value-follows-articles", message, span, "info", f"it was `{values[slot]}`")


def _facts(path: str, text: str, kind: Kind) -> tuple[RecordFact, ...]:
    source = SourceText(path, text)
    tree, _ = yaml_tree.read(source)
    return record_facts(Record(Ref(kind.name, ""), source, tree), kind) if tree else ()
