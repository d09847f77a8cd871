"""Split findings into reported and suppressed ones, and report suppressions that match nothing or an error."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from generator.diagnostics.problem import Problem, failed, ordered
from generator.diagnostics.rule_aliases import RULE_ALIASES, current_id, rename_note
from generator.diagnostics.suppressions.model import Findings, SuppressedFinding, Suppression
from generator.text.suggest import nearest

_OWN = frozenset(
    {"rule-id-is-current", "suppression-covers-no-error", "suppression-is-complete", "suppression-is-needed"}
)
_PATTERN = frozenset("*?[")


def apply_suppressions(
    problems: Sequence[Problem], suppressions: Iterable[Suppression], rules: Sequence[str]
) -> Findings:
    """Split findings into reported and suppressed ones; a suppression of an error or of nothing is a finding itself.

    `rules` are the ids of all rules; suppressions may use an old id. If anything else is an error, later checks did
    not run, so unmatched suppressions aren't reported.
    """
    written = tuple(suppressions)
    current = tuple(each._replace(rule=current_id(each.rule)) for each in written)
    by_file = _by_file(current)
    used: set[int] = set()
    reported: list[Problem] = [_renamed(each) for each in written if each.rule in RULE_ALIASES]
    suppressed: list[SuppressedFinding] = []
    for problem in problems:
        near = (*by_file.get((problem.rule, problem.span.source.path), ()), *by_file.get((problem.rule, ""), ()))
        matching = [index for index in near if _matches(current[index], problem)]
        used.update(matching)
        if problem.severity == "error" or not matching or problem.rule in _OWN:
            reported.append(problem)
            reported += [_of_error(current[index]) for index in matching]
        else:
            suppressed.append(SuppressedFinding(problem, current[matching[0]].reason))
    if not failed(problems):
        reported += _unmatched((each for index, each in enumerate(current) if index not in used), rules)
    return Findings(ordered(reported), tuple(suppressed))


def _by_file(suppressions: Sequence[Suppression]) -> dict[tuple[str, str], list[int]]:
    """The indexes of suppressions by rule and file; those with a pattern for several files under ""."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, suppression in enumerate(suppressions):
        found[suppression.rule, "" if _PATTERN.intersection(suppression.file) else suppression.file].append(index)
    return found


def _matches(suppression: Suppression, problem: Problem) -> bool:
    path, value = problem.span.source.path, suppression.value
    if suppression.file != path and not fnmatchcase(path, suppression.file):
        return False
    return not value or value in problem.message or value == problem.span.text


def _of_error(suppression: Suppression) -> Problem:
    message = f"`{suppression.rule}` finds an error here, and errors can't be accepted"
    hint = "correct the error, and delete this entry"
    return Problem("suppression-covers-no-error", message, suppression.span, "warning", hint)


def _renamed(suppression: Suppression) -> Problem:
    hint = f"write `{current_id(suppression.rule)}`"
    return Problem("rule-id-is-current", rename_note(suppression.rule), suppression.span, "info", hint)


def _unmatched(suppressions: Iterable[Suppression], rules: Sequence[str]) -> Iterator[Problem]:
    for suppression in suppressions:
        if suppression.rule not in rules:
            near = nearest(suppression.rule, rules)
            hint = f"did you mean `{near}`?" if near else "`communique check --rules` lists them"
            message = f"there is no rule `{suppression.rule}`"
        else:
            hint = "delete the entry"
            message = f"`{suppression.rule}` no longer finds anything{_scope(suppression)}"
        yield Problem("suppression-is-needed", message, suppression.span, "warning", hint)


def _scope(suppression: Suppression) -> str:
    about = f" about `{suppression.value}`" if suppression.value else ""
    is_elsewhere = suppression.file != suppression.span.source.path
    return f"{about} in {suppression.file}" if is_elsewhere else f"{about} here"
