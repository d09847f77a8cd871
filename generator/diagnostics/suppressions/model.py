"""An acceptance: a person's word that a finding is no fault, and why."""

from typing import NamedTuple

from generator.diagnostics.problem import Problem
from generator.text.source import Span


class Suppression(NamedTuple):
    """Findings of `rule` in `file` are no fault, because of `reason`; with `value`, those alone that speak of it.

    `file` is a path from the project's root, in which `*` stands for anything. `span` is where the acceptance is.
    """

    rule: str
    file: str
    reason: str
    value: str
    span: Span


class SuppressedFinding(NamedTuple):
    """A finding and the reason why it is no fault."""

    problem: Problem
    reason: str


class Findings(NamedTuple):
    """The findings that are told, and those that are accepted."""

    told: tuple[Problem, ...]
    accepted: tuple[SuppressedFinding, ...]
