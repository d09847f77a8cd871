"""Which findings are accepted, which acceptances accept nothing, and which can't."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from generator.diagnostics.problem import Problem, failed, ordered
from generator.diagnostics.suppressions.model import Findings, SuppressedFinding, Suppression
from generator.text.suggest import nearest

_OWN = frozenset({"acceptance-is-needed", "acceptance-is-of-doubt", "suppression-is-complete"})
_PATTERN = frozenset("*?[")


def apply_suppressions(
    problems: Sequence[Problem], acceptances: Iterable[Suppression], rules: Sequence[str]
) -> Findings:
    """The findings parted in two; an acceptance of an error or of nothing is a finding itself.

    `rules` are the names that there are. Where anything else is in error the doubts were not all looked for, so that
    nothing is said of acceptances that accept nothing.
    """
    acceptances = tuple(acceptances)
    by_place = _by_place(acceptances)
    used: set[int] = set()
    told: list[Problem] = []
    accepted: list[SuppressedFinding] = []
    for problem in problems:
        near = (*by_place.get((problem.rule, problem.span.source.path), ()), *by_place.get((problem.rule, ""), ()))
        fitting = [index for index in near if _fits(acceptances[index], problem)]
        used.update(fitting)
        if problem.severity == "error" or not fitting or problem.rule in _OWN:
            told.append(problem)
            told += [_of_error(acceptances[index]) for index in fitting]
        else:
            accepted.append(SuppressedFinding(problem, acceptances[fitting[0]].reason))
    idle = [acceptance for index, acceptance in enumerate(acceptances) if index not in used]
    if not failed(problems):
        told += _idle(idle, rules)
    return Findings(ordered(told), tuple(accepted))


def _by_place(acceptances: Sequence[Suppression]) -> dict[tuple[str, str], list[int]]:
    """The acceptances by rule and file, those for several files under ""."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, acceptance in enumerate(acceptances):
        found[acceptance.rule, "" if _PATTERN.intersection(acceptance.file) else acceptance.file].append(index)
    return found


def _fits(acceptance: Suppression, problem: Problem) -> bool:
    path, value = problem.span.source.path, acceptance.value
    if acceptance.file != path and not fnmatchcase(path, acceptance.file):
        return False
    return not value or value in problem.message or value == problem.span.text


def _of_error(acceptance: Suppression) -> Problem:
    message = f"a finding of `{acceptance.rule}` is an error here, and no error can be accepted"
    hint = "put right what is wrong, and delete this entry"
    return Problem("acceptance-is-of-doubt", message, acceptance.span, "warning", hint)


def _idle(acceptances: Iterable[Suppression], rules: Sequence[str]) -> Iterator[Problem]:
    for acceptance in acceptances:
        if acceptance.rule not in rules:
            near = nearest(acceptance.rule, rules)
            hint = f"did you mean `{near}`?" if near else "`communique check --rules` lists them"
            message = f"there is no rule `{acceptance.rule}`"
        else:
            hint = "delete the entry"
            message = f"nothing is found by `{acceptance.rule}`{_narrowed(acceptance)} any more"
        yield Problem("acceptance-is-needed", message, acceptance.span, "warning", hint)


def _narrowed(acceptance: Suppression) -> str:
    about = f" about `{acceptance.value}`" if acceptance.value else ""
    return f"{about} in {acceptance.file}" if acceptance.file != acceptance.span.source.path else f"{about} here"
