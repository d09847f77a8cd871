"""Read the state of a project that a comparison needs: its knowledge base, its findings, and its conflicts."""

from dataclasses import dataclass

from generator import pipeline
from generator.diagnostics.problem import Problem, ordered
from generator.diagnostics.rule_catalog import MANUALS
from generator.diagnostics.suppressions import apply_suppressions, in_records
from generator.knowledge_base import KnowledgeBase
from generator.project.files import Project


@dataclass(frozen=True, slots=True)
class RevisionState:
    """A project at one time.

    `conflicts` are findings where articles and records differ, `problems` all others, both without suppressed ones.
    `files` are the paths of all input, valid or not; `stale` those that extraction would change.
    """

    base: KnowledgeBase
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Problem, ...] = ()
    files: frozenset[str] = frozenset()
    stale: tuple[str, ...] = ()


def read_state(project: Project, unread: tuple[Problem, ...] = ()) -> RevisionState:
    """Read the state of a project; `unread` are the problems that reading its files gave."""
    given = pipeline.load(project, unread)
    base, problems = pipeline.link_and_check(given)
    changes, conflicts = pipeline.plan_changes(given)
    paths = [source.path for sources in (project.articles, project.records) for source in sources]
    files = frozenset((*paths, *(problem.span.source.path for problem in unread)))
    stale = tuple(change.path for change in changes)
    found = ordered((*given.problems, *problems, *conflicts))
    reported = apply_suppressions(
        found, in_records(base.records.values()), [manual.rule for manual in MANUALS]
    ).reported
    apart = set(conflicts)
    rest = tuple(problem for problem in reported if problem not in apart)
    return RevisionState(base, rest, tuple(problem for problem in reported if problem in apart), files, stale)
