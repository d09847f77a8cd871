"""The manuals of all rules: those of checks/ in their docstrings, those of reading and merging in one sentence each."""

from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

from generator.diagnostics import checks
from generator.diagnostics.builtin_rules import BUILTIN_RULES
from generator.diagnostics.problem import Severity


class Manual(NamedTuple):
    """A rule's name, the worst severity of its findings, what it wants in one sentence, and all that is to say."""

    rule: str
    severity: Severity
    summary: str
    text: str


def name_of(rule: ModuleType) -> str:
    """The rule that a module of checks/ finds."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def _manuals() -> Iterator[Manual]:
    for rule in checks.RULES:
        text = (rule.__doc__ or "").strip()
        yield Manual(name_of(rule), rule.SEVERITY, " ".join(text.partition("\n\n")[0].split()), text)
    known = {name_of(rule) for rule in checks.RULES}
    yield from (Manual(rule, severity, text, text) for rule, severity, text in BUILTIN_RULES if rule not in known)


MANUALS = tuple(_manuals())
"""All rules: those of checks/ in the order in which they run, then the others by name."""
