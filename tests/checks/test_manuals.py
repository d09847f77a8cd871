"""Every rule has a manual, and its examples are what it says they are."""

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from manuals import examples, told
from support.projects import in_memory

import generator
from generator import pipeline
from generator.cli import main
from generator.diagnostics import checks
from generator.diagnostics.builtin_rules import BUILTIN_RULES
from generator.diagnostics.rule_aliases import RULE_ALIASES
from generator.diagnostics.rule_catalog import MANUALS, Manual, name_of
from generator.values import TYPES

RULES = {name_of(rule): rule for rule in checks.RULES}
PACKAGE = Path(generator.__file__).parent


@pytest.mark.parametrize("rule", RULES)
def test_its_bad_example_is_found(rule: str):
    given = pipeline.load(in_memory(examples(RULES[rule].__doc__)["Bad"]))
    _, found = pipeline.link_and_check(given)
    assert rule in {problem.rule for problem in found}, told((*given.problems, *found))
    assert {p.rule for p in given.problems if p.severity == "error"} <= {rule}, told(given.problems)


@pytest.mark.parametrize("rule", RULES)
def test_its_good_example_is_not_found(rule: str):
    given = pipeline.load(in_memory(examples(RULES[rule].__doc__)["Good"]))
    _, found = pipeline.link_and_check(given)
    assert not given.problems, told(given.problems)
    wrong = [p for p in found if p.rule == rule or p.severity == "error"]
    assert not wrong, told(tuple(wrong))


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_has_its_rule_s_name_and_no_more_than_its_severity(rule: str):
    order = ("info", "warning", "error")
    given = pipeline.load(in_memory(examples(RULES[rule].__doc__)["Bad"]))
    base = pipeline.link(given)
    found = tuple(checks.check_rule(RULES[rule], base))
    severities = {problem.severity for problem in found if problem.rule == rule}
    assert severities
    assert max(map(order.index, severities)) <= order.index(RULES[rule].SEVERITY)
    assert all(problem.hint and problem.message[-1] != "." for problem in found), told(found)


def test_every_module_of_the_folder_is_registered():
    modules = {path.stem.replace("_", "-") for path in (PACKAGE / "diagnostics/checks").glob("*.py")} - {"--init--"}
    assert modules == set(RULES)


def names_in(path: Path) -> set[str]:
    """What looks like a rule's name among the texts of a module."""
    known = {manual.rule.split("-")[1] for manual in MANUALS}
    texts = (n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant))
    words = (text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text))
    return {word for word in words if word.split("-")[1] in known & {"is", "has", "are", "agrees", "agree", "exists"}}


def test_every_rule_that_the_program_names_is_listed():
    listed = {manual.rule for manual in MANUALS}
    for path in PACKAGE.rglob("*.py"):
        assert names_in(path) <= listed | set(RULE_ALIASES), path
    assert {f"{type_.name}-is-valid" for type_ in TYPES} <= listed


def test_no_rule_is_listed_that_the_program_does_not_know():
    named = set().union(*(names_in(path) for path in PACKAGE.rglob("*.py") if path.name != "builtin_rules.py"))
    named |= {f"{type_.name}-is-valid" for type_ in TYPES} | set(RULES)
    builtin = {rule for rule, _, _ in BUILTIN_RULES}
    unlike = {rule for rule in builtin if rule.split("-")[1] not in {"is", "has", "are", "agrees"}}
    assert builtin - named <= unlike


def test_each_is_listed_once_and_in_order():
    rules = [manual.rule for manual in MANUALS]
    assert len(set(rules)) == len(rules)
    builtin = [rule for rule, _, _ in BUILTIN_RULES]
    assert builtin == sorted(builtin)


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.rule)
def test_its_first_sentence_stands_alone(manual: Manual):
    assert manual.summary.endswith((".", "`.")) or ":" in manual.summary
    assert "\n" not in manual.summary
    assert 15 < len(manual.summary) < 140


def test_the_command_lists_every_rule_with_its_severity_and_summary():
    result = CliRunner().invoke(main, ["check", "--rules"])
    assert result.exit_code == 0
    rows = [line.split(None, 2) for line in result.output.splitlines()]
    assert rows == [[manual.rule, manual.severity, manual.summary] for manual in MANUALS]
