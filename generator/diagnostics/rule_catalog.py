"""The manual of every rule: docstrings of checks/, and one sentence for each rule of reading and merging."""

from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

from generator.diagnostics import checks
from generator.diagnostics.builtin_rules import BUILTIN_RULES
from generator.diagnostics.problem import Severity


class Manual(NamedTuple):
    """A rule's id, the worst severity of its findings, a summary in one sentence, and the full text."""

    rule: str
    severity: Severity
    summary: str
    text: str


def name_of(rule: ModuleType) -> str:
    """The id of the rule that a module of checks/ implements."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def _manuals() -> Iterator[Manual]:
    for rule in checks.RULES:
        text = (rule.__doc__ or "").strip()
        yield Manual(name_of(rule), rule.SEVERITY, " ".join(text.partition("\n\n")[0].split()), text)
    known = {name_of(rule) for rule in checks.RULES}
    yield from (Manual(rule, severity, text, text) for rule, severity, text in BUILTIN_RULES if rule not in known)


MANUALS = tuple(_manuals())
"""All rules: those of checks/ in the order in which they run, then the others by id."""
