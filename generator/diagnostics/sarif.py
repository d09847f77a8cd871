"""Findings as SARIF 2.1.0, for the code-scanning pages of GitHub and for editors."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from urllib.parse import quote

from generator import __version__
from generator.diagnostics.problem import Problem, Severity, as_json
from generator.diagnostics.rule_aliases import old_ids
from generator.diagnostics.suppressions.model import SuppressedFinding
from generator.text.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "ROOT"

SarifObject = dict[str, object]


class Rule(Protocol):
    """A rule's id, worst severity, first sentence and manual."""

    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> Severity: ...  # noqa: D102
    @property
    def summary(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


def report(reported: Sequence[Problem], suppressed: Sequence[SuppressedFinding], rules: Iterable[Rule]) -> str:
    """One run with all findings; suppressed ones carry their reason as justification.

    Lines and columns count from 1, columns in code points; a region ends after its last character.
    """
    known = {rule.rule: rule for rule in rules}
    names = sorted({problem.rule for problem in (*reported, *(problem for problem, _ in suppressed))})
    index = {name: number for number, name in enumerate(names)}
    results = [_result(problem, index) for problem in reported]
    results += [
        _result(problem, index) | {"suppressions": [{"kind": "external", "justification": reason}]}
        for problem, reason in suppressed
    ]
    driver = {
        "name": "Communiqué",
        "version": __version__,
        "rules": [_rule(name, known.get(name)) for name in names],
    }
    run: SarifObject = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The project folder."}}},
        "results": results,
    }
    log: SarifObject = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def _rule(name: str, rule: Rule | None) -> SarifObject:
    """A rule with its manual and its old ids; rules of a site's own fields have no manual."""
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        **({"deprecatedIds": list(old)} if (old := old_ids(name)) else {}),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, index: dict[str, int]) -> SarifObject:
    message = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.rule,
        "ruleIndex": index[problem.rule],
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(problem.span)}],
    }


def _location(span: Span) -> SarifObject:
    artifact: SarifObject = {"uri": quote(span.source.path, errors="surrogatepass"), "uriBaseId": _ROOT}
    return {"artifactLocation": artifact, **({"region": _region(span)} if span.source.text else {})}


def _region(span: Span) -> SarifObject:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
