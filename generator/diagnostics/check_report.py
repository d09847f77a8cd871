"""What `communique check` says: findings in one of the forms, the list of rules, and their manuals."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from generator.diagnostics import problem, sarif
from generator.diagnostics.problem import Problem, as_text, failed, visible
from generator.diagnostics.rule_catalog import MANUALS, Manual
from generator.diagnostics.suppressions import Findings
from generator.text.suggest import nearest

ReportFormat: TypeAlias = Literal["text", "json", "github", "sarif"]


class Report(NamedTuple):
    """What to print, the line below it for a person, and whether it is bad news."""

    text: str
    summary: str = ""
    wrong: bool = False


def report(findings: Findings, form: ReportFormat, *, every: bool) -> Report:
    """The findings: errors and warnings, with `every` also what is only worth knowing and what is accepted."""
    told = [problem for problem in findings.told if every or problem.severity != "info"]
    return Report(_report(told, findings, form, every=every), _summary(told, findings, every=every), failed(told))


def doubtful(findings: Findings) -> bool:
    """Whether anything is worse than worth knowing."""
    return any(problem.severity != "info" for problem in findings.told)


def listed() -> Report:
    """All rules, one a line: name, severity, and what it wants."""
    width = max(len(manual.rule) for manual in MANUALS)
    rows = (f"{manual.rule:<{width}}  {manual.severity:<7}  {manual.summary}\n" for manual in MANUALS)
    return Report("".join(rows))


def explained(rule: str) -> Report:
    """The manual of a rule."""
    manual = next((manual for manual in MANUALS if manual.rule == rule), None)
    if manual:
        return Report(_page(manual))
    near = nearest(rule, [manual.rule for manual in MANUALS])
    remedy = f"did you mean `{near}`?" if near else "`communique check --rules` lists them"
    return Report(f"communique: there is no rule `{visible(rule)}`; {remedy}\n", wrong=True)


def _page(manual: Manual) -> str:
    head = f"{manual.rule} ({manual.severity})"
    return f"{head}\n{'-' * len(head)}\n{manual.text}\n"


def _report(told: Sequence[Problem], findings: Findings, form: ReportFormat, *, every: bool) -> str:
    accepted = findings.accepted if every else ()
    match form:
        case "sarif":
            return sarif.report(told, findings.accepted, MANUALS)
        case "text":
            lines = "".join(f"{as_text(problem)}\n   = accepted: {visible(reason)}\n" for problem, reason in accepted)
            return problem.report(told, form) + lines
        case "json" | "github":
            everything = problem.ordered((*told, *(problem for problem, _ in accepted)))
            return problem.report(everything, form) if everything or form == "json" else ""


def _summary(told: Sequence[Problem], findings: Findings, *, every: bool) -> str:
    count = f"{_count(len(told), 'finding')}" if told else "no findings"
    known = len(findings.told) - len(told)
    rest = [f"{_count(len(findings.accepted), 'finding')} accepted"] if findings.accepted else []
    rest += [f"{known:,} worth knowing"] if known else []
    if not rest:
        return count
    return f"{count}; {', '.join(rest)}{'' if every else ' (see them with --all)'}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
