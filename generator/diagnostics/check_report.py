"""The output of `communique check`: findings in one of the formats, the list of rules, and their manuals."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from generator.diagnostics import problem, sarif
from generator.diagnostics.problem import Problem, as_text, failed, visible
from generator.diagnostics.rule_aliases import RULE_ALIASES, current_id, rename_note
from generator.diagnostics.rule_catalog import MANUALS, Manual
from generator.diagnostics.suppressions import Findings
from generator.text.count import count
from generator.text.suggest import nearest

_UNREVIEWED = (("article-is-reviewed", "not reviewed"), ("review-is-current", "changed since the review"))
ReportFormat: TypeAlias = Literal["text", "json", "github", "sarif"]


class Report(NamedTuple):
    """The text to print, a summary line for a person, and whether anything is wrong."""

    text: str
    summary: str = ""
    wrong: bool = False


def report(findings: Findings, form: ReportFormat, *, every: bool) -> Report:
    """Report errors and warnings; with `every`, also notes and suppressed findings."""
    shown = [finding for finding in findings.reported if every or finding.severity != "info"]
    return Report(_report(shown, findings, form, every=every), _summary(shown, findings, every=every), failed(shown))


def has_warnings(findings: Findings) -> bool:
    """Whether any finding is a warning or an error."""
    return any(finding.severity != "info" for finding in findings.reported)


def list_rules() -> Report:
    """All rules, one a line: id, severity and summary."""
    width = max(len(manual.rule) for manual in MANUALS)
    rows = (f"{manual.rule:<{width}}  {manual.severity:<7}  {manual.summary}\n" for manual in MANUALS)
    return Report("".join(rows))


def explain_rule(rule: str) -> Report:
    """The manual of a rule; an old id gets a note with the current one."""
    manual = next((manual for manual in MANUALS if manual.rule == current_id(rule)), None)
    if manual:
        note = f"{rename_note(rule)}\n\n" if rule in RULE_ALIASES else ""
        return Report(note + _page(manual))
    near = nearest(rule, [manual.rule for manual in MANUALS])
    remedy = f"did you mean `{near}`?" if near else "`communique check --rules` lists them"
    return Report(f"communique: there is no rule `{visible(rule)}`; {remedy}\n", wrong=True)


def _page(manual: Manual) -> str:
    head = f"{manual.rule} ({manual.severity})"
    return f"{head}\n{'-' * len(head)}\n{manual.text}\n"


def _report(shown: Sequence[Problem], findings: Findings, form: ReportFormat, *, every: bool) -> str:
    suppressed = findings.suppressed if every else ()
    match form:
        case "sarif":
            return sarif.report(shown, findings.suppressed, MANUALS)
        case "text":
            lines = "".join(f"{as_text(finding)}\n   = accepted: {visible(reason)}\n" for finding, reason in suppressed)
            return problem.report(shown, form) + lines
        case "json" | "github":
            everything = problem.ordered((*shown, *(finding for finding, _ in suppressed)))
            return problem.report(everything, form) if everything or form == "json" else ""


def _summary(shown: Sequence[Problem], findings: Findings, *, every: bool) -> str:
    """How many findings are reported, and how many are not: `2 findings; 3 notes hidden; show them with --all`.

    Articles that nobody has reviewed as they are are counted apart: their findings are notes, but a reader should know.
    """
    total = count(len(shown), "finding") if shown else "no findings"
    for rule, words in _UNREVIEWED:
        articles = sum(finding.rule == rule for finding in findings.reported)
        total += f"; {count(articles, 'article')} {words}" if articles else ""
    notes = len(findings.reported) - len(shown)
    others = [count(len(findings.suppressed), "accepted finding")] if findings.suppressed else []
    others += [count(notes, "note")] if notes else []
    if not others:
        return total
    them = "it" if len(findings.suppressed) + notes == 1 else "them"
    return f"{total}; {' and '.join(others)}{'' if every else f' hidden; show {them} with --all'}"
