"""A suppression: an editor's decision that a finding is no fault, with the reason."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.text.source import Span


class Suppression(NamedTuple):
    """Accepts findings of `rule` in `file` because of `reason`; a `value` limits it to findings that mention it.

    `file` is a path from the project's root, in which `*` matches anything. `span` is where the suppression is written.
    """

    rule: str
    file: str
    reason: str
    value: str
    span: Span


class SuppressedFinding(NamedTuple):
    """A finding that somebody accepted, and the reason."""

    problem: Problem
    reason: str


class Findings(NamedTuple):
    """The findings to report, and those that are suppressed.

    `counts` are the numbers of what the checks of the knowledge base found, by rule and severity, suppressed or not.
    """

    reported: tuple[Problem, ...]
    suppressed: tuple[SuppressedFinding, ...]
    counts: Mapping[tuple[str, str], int] = {}
